"""Notes and summaries: everything said is there, and nobody is given away."""

from dataclasses import replace

from exports.notes import notes_document
from exports.sources import MOST_MARKS
from exports.summary import summary_document
from meetings.notes import NoteKind
from meetings.outcome import Outcome
from meetings.summary import Summary
from tests.exports.factories import (
    CONTEXT,
    LACKS,
    NATIONAL,
    NEEDS,
    make_note,
    make_notes,
    make_sources,
    make_summary,
    make_theme,
)
from tests.exports.reading import page_of, shown_words

JOINT = make_sources(2, networks=("norr", "soder"))


def national(**parts: tuple[str, ...]) -> Summary:
    return make_summary(make_theme(1, *JOINT), network=None, **parts)


def test_notes_stand_under_their_question_in_the_order_that_they_are_given() -> None:
    notes = [
        make_note(3, "Sol"),
        make_note(1, "Vatten", kind=NoteKind.QUESTION),
        make_note(2, "Spadar", question="lacks"),
    ]
    shown = shown_words(notes_document(1, "Fröet", [NEEDS, LACKS], notes, CONTEXT))
    assert "Vad behöver odlarna? N3 Sol N1 Vatten (fråga till Nka) Det som saknas Vad saknas i dag? N2 Spadar" in shown
    assert "Antal: 3 anteckningar" in shown


OUTCOME = Outcome(("Vatten saknas.",), ("Börja med vattnet.",), ("Vem som betalar.",))
WORDS = (
    "Det viktigaste enligt nätverket Vatten saknas. Det här var nätverket överens om: Börja med vattnet. "
    "Det här var nätverket inte överens om: Vem som betalar."
)


def test_what_the_meeting_came_to_opens_its_notes_and_its_summary() -> None:
    notes = shown_words(notes_document(1, "Fröet", [NEEDS], [make_note(1, "Vatten")], CONTEXT, outcome=OUTCOME))
    assert notes.index(WORDS) < notes.index("Vad behöver odlarna?")
    summary = replace(make_summary(make_theme(1, *make_sources(2))), outcome=OUTCOME)
    assert WORDS in shown_words(summary_document(summary, "F", [NEEDS], CONTEXT))
    assert "Det viktigaste" not in shown_words(notes_document(1, "Fröet", [NEEDS], [], CONTEXT))


def test_a_question_without_notes_says_so() -> None:
    shown = shown_words(notes_document(1, "Fröet", [NEEDS], [], CONTEXT))
    assert "Inga anteckningar till den här frågan." in shown


def test_a_note_to_a_question_that_is_gone_is_not_lost() -> None:
    shown = shown_words(notes_document(1, "Fröet", [NEEDS], [make_note(1, "Kvar", question="x")], CONTEXT))
    assert "Övrigt N1 Kvar" in shown


def test_a_theme_has_its_count_and_the_marks_of_its_notes() -> None:
    shown = shown_words(summary_document(make_summary(make_theme(1, *make_sources(2))), "F", [NEEDS], CONTEXT))
    assert "1. Tema 1 Det sägs om 1. 2 anteckningar: M1·T1·N1 M1·T1·N2" in shown


def test_a_long_row_of_marks_is_cut_and_counted() -> None:
    sources = make_sources(MOST_MARKS + 3)
    document = summary_document(make_summary(make_theme(1, *sources)), "F", [NEEDS], CONTEXT, make_notes(*sources))
    shown = shown_words(document)
    assert f"M1·T1·N{MOST_MARKS} och 3 till" in shown
    assert f"M1·T1·N{MOST_MARKS + 3} Ordagrant norr {MOST_MARKS + 3}" in shown


def test_unsorted_notes_are_counted_and_come_last() -> None:
    unsorted = make_sources(1)[0]
    loose = type(unsorted)("norr-1-9", "norr", 1, 9, None)
    summary = make_summary(make_theme(1, unsorted), unsorted=(loose,))
    shown = shown_words(summary_document(summary, "F", [NEEDS], CONTEXT, make_notes(unsorted, loose)))
    assert "1 anteckning ligger inte i något tema. M1·N9" in shown
    assert shown.endswith("M1·N9 Ordagrant norr 9")


def test_a_source_that_is_gone_is_said_to_be() -> None:
    shown = shown_words(summary_document(make_summary(make_theme(1, *make_sources(1))), "F", [NEEDS], CONTEXT, {}))
    assert "M1·T1·N1 Anteckningen finns inte längre." in shown


def test_what_nobody_has_compiled_says_so() -> None:
    assert summary_document(make_summary(compiled=False), "F", [NEEDS], CONTEXT).notice == "Ännu inte sammanställt."


def test_a_round_names_who_is_missing() -> None:
    summary = national(submitted=("norr", "soder"), missing=("vaster",))
    shown = shown_words(summary_document(summary, "F", [NEEDS], NATIONAL))
    assert "2 av 3 nätverk har lämnat in. Västerby saknas." in shown
    assert "Lyftes i 2 av 2 inlämnade nätverk, i 4 anteckningar. M1·T1" in shown


def test_a_national_summary_shows_counts_and_no_notes() -> None:
    shown = shown_words(summary_document(national(submitted=("norr", "soder")), "F", [NEEDS], NATIONAL))
    assert "M1·T1 Tema 1: 4 anteckningar från 2 nätverk" in shown
    assert "Ordagrant" not in shown
    assert "Norrby" not in shown


def test_a_national_theme_that_nobody_has_worded_has_no_empty_paragraph() -> None:
    worded = national(submitted=("norr", "soder"))
    bare = replace(worded, themes=tuple(replace(theme, text="") for theme in worded.themes))
    page = page_of(summary_document(bare, "F", [NEEDS], NATIONAL))
    assert [p.text_content() for p in page.iter("p") if not p.text_content().strip()] == []
    assert "Tema 1 Lyftes i 2 av 2" in " ".join(page.text_content().split())


def test_staff_see_which_network_noted_what() -> None:
    document = summary_document(national(submitted=("norr", "soder")), "F", [NEEDS], NATIONAL, make_notes(*JOINT))
    shown = shown_words(document)
    assert "Norrby M1·N1 Ordagrant norr 1" in shown
    assert "Söderby M1·N2 Ordagrant soder 2" in shown
