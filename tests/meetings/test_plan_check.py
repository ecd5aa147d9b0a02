"""A file is known by the text that a reader sees, whatever a program has done to its bytes."""

from hypothesis import given
from hypothesis import strategies as st

from meetings.plan_check import (
    NO_FINGERPRINT,
    contents_differences,
    find_differences,
    find_marks,
    margin_differences,
    seen_text,
    text_fingerprint,
)
from meetings.plan_version import Stamp

texts = st.lists(st.text(max_size=30), max_size=8)


def test_spaces_composition_and_empty_paragraphs_are_not_seen() -> None:
    saved = ["Fo\u0308rslag\u00a0till  beslut", "", "Pla\u00adnen\n antas "]
    assert seen_text(saved) == ("Förslag till beslut", "Planen antas")
    assert text_fingerprint(saved) == text_fingerprint(["Förslag till beslut", "Planen antas"])


def test_the_mark_that_a_file_carries_is_no_part_of_what_it_is_made_of() -> None:
    mark = text_fingerprint(["Planen antas"])
    stamps = [Stamp(1, None, fingerprint) for fingerprint in (NO_FINGERPRINT, mark)]  # type: ignore[arg-type]
    told = {text_fingerprint(["Version 1", f"Märke: {stamp.mark}"], stamp.fingerprint) for stamp in stamps}
    assert len(told) == 1
    assert find_marks([f"Märke: {stamps[1].mark}."]) == (mark[:16],)


def test_numbers_that_look_like_a_mark_are_text() -> None:
    years, later = (["Klart", f"Steg {each}"] for each in ("2026 2027 2028 2029", "2027 2028 2029 2030"))
    mark = text_fingerprint(years)
    assert text_fingerprint(later, mark) != mark
    assert [each.place for each in find_differences(years, later, mark)] == [2]


def test_page_headers_that_are_repeated_say_nothing_new() -> None:
    assert margin_differences(["Sida  av"], ["Sida av", "", "Sida av"]) == ()
    [found] = margin_differences(["Sida av"], ["Sida av", "Antagen"])
    assert (found.place, found.was, found.now) == (0, (), ("Antagen",))


def test_the_contents_may_be_numbered_otherwise_and_say_nothing_of_their_own() -> None:
    assert contents_differences(["Insatser", "Innehåll"], ["Innehåll", "1.2 Insatser 14", "3"]) == ()
    [found] = contents_differences(["Insatser"], ["1 Insatser", "2 Kommunen betalar"])
    assert found.now == ("Kommunen betalar",)


def test_what_is_changed_added_and_gone_is_told_by_its_place_in_the_file() -> None:
    was, now = ["Ett", "Två", "Tre", "Fyra"], ["Ett", "Två hundra", "Tre", "Nytt", "Fyra"]
    found = find_differences(was, now)
    assert [(each.place, each.was, each.now) for each in found] == [
        (2, ("Två",), ("Två hundra",)),
        (4, (), ("Nytt",)),
    ]
    assert [(each.place, each.was, each.now) for each in find_differences(was, was[1:])] == [(1, ("Ett",), ())]


@given(texts, texts)
def test_texts_have_one_fingerprint_just_when_nothing_differs(one: list[str], other: list[str]) -> None:
    assert (text_fingerprint(one) == text_fingerprint(other)) is (find_differences(one, other) == ())
