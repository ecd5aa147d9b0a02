"""Reading a list of people: separators, headings, encodings, faults by line."""

import pytest

from bln.members.inviting import Invited
from bln.members.lists import MOST_PEOPLE, decode, read_people
from meetings.programme import Perspective

SAGA = Invited("Saga Ek", "saga@example.invalid", (Perspective.CARER,), "Röda Korset")


@pytest.mark.parametrize("mark", [";", ",", "\t"])
@pytest.mark.parametrize("heading", ["", "Namn{0}E-post{0}Deltar som{0}Organisation\n"])
def test_a_line_is_read_with_any_separator_and_with_or_without_a_heading(mark: str, heading: str) -> None:
    line = mark.join(["Saga Ek", "saga@example.invalid", "Anhörig", "Röda Korset"])
    read = read_people(heading.format(mark) + line + "\n\n")
    assert (read.people, read.faults) == ((SAGA,), ())


def test_a_heading_says_the_order_of_the_columns() -> None:
    read = read_people("Organisation;Deltar som;Namn;E-post\nRöda Korset;anhörig;Saga Ek;saga@example.invalid")
    assert read.people == (SAGA,)


def test_quotes_hold_a_separator_together() -> None:
    assert read_people('"Ek, Saga",saga@example.invalid,anhörig,').people[0].name == "Ek, Saga"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("chef eller ledare", (Perspective.MANAGER,)),
        ("politiker och anhörig", (Perspective.POLITICIAN, Perspective.CARER)),
        ("Anhörig + idéburen", (Perspective.CARER, Perspective.CIVIL_SOCIETY)),
        ("företrädare för idéburen organisation", (Perspective.CIVIL_SOCIETY,)),
        ("anhörig och anhörig", (Perspective.CARER,)),
    ],
)
def test_perspectives_are_read_in_the_words_that_people_use(words: str, found: tuple[Perspective, ...]) -> None:
    assert read_people(f"Saga Ek;;{words};").people[0].perspectives == found


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (";saga@example.invalid;anhörig", "Namnet saknas."),
        ("Saga Ek;;", "Det står inte vad personen deltar som."),
        ("Saga Ek;;granne", "”granne” är inget som man deltar som."),
        ("Saga Ek;;anhörig och chef och politiker", "högst två"),
        ("Saga Ek;a@b;anhörig", "”a@b” är ingen e-postadress."),
        ("Saga Ek;saga@example.invalid;anhörig;Ek;5", "Raden har 5 delar"),
        ("Saga Ek;;anhörig;19121212-1212", "personnummer"),
        (f"{'x' * 201};;anhörig", "för långt"),
    ],
)
def test_a_fault_is_told_with_its_line(line: str, fault: str) -> None:
    read = read_people(f"Alva Lind;;politiker\n\n{line}")
    assert [(found.line, fault in found.text) for found in read.faults] == [(3, True)]


def test_an_empty_list_a_lone_heading_and_one_too_long_are_faults() -> None:
    assert read_people(" \n;;\n").faults
    assert read_people("Namn;E-post").faults
    long = "\n".join(f"Person {number};;anhörig" for number in range(MOST_PEOPLE + 1))
    assert [fault.line for fault in read_people(long).faults] == [MOST_PEOPLE + 1]


def test_both_encodings_are_read() -> None:
    assert decode("Åsa".encode("utf-8-sig")) == decode("Åsa".encode()) == decode("Åsa".encode("cp1252")) == "Åsa"
