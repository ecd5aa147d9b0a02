"""A summary holds every note once, in the notes' own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.notes import Note
from meetings.programme import Gathers
from meetings.summary import Sorting, Summary, by_gathers, compile_summary, merge_summaries
from meetings.themes import sortings_from_suggestions
from meetings.wording import MOST_WORDED, compiled_text
from tests.meetings.factories import (
    CHOICE,
    GARDEN,
    LACKS,
    NEEDS,
    make_note,
    make_notes,
    make_sorting,
    make_summary,
    make_theme,
)


def compiled(notes: list[Note], sortings: list[Sorting]) -> Summary:
    return compile_summary(notes, sortings, (NEEDS, LACKS), network="norr", meeting=1, steps=("seed",))


def test_themes_are_numbered_through_the_whole_summary_in_the_order_of_the_questions() -> None:
    notes = [*make_notes("a", "b"), make_note(3, "c", "lacks")]
    sortings = [
        make_sorting("z", notes[2], question="lacks"),
        make_sorting("y", notes[0]),
        make_sorting("x", notes[1]),
    ]
    themes = compiled(notes, sortings).themes
    assert [(t.number, t.id, t.question, t.gathers) for t in themes] == [
        (1, "y", "needs", Gathers.SUPPORT),
        (2, "x", "needs", Gathers.SUPPORT),
        (3, "z", "lacks", Gathers.GAP),
    ]
    assert [source.mark for theme in themes for source in theme.sources] == [
        "M1·T1·N1",
        "M1·T2·N2",
        "M1·T3·N3",
    ]


def test_the_text_is_the_notes_own_words_in_their_order() -> None:
    notes = make_notes("  två  rader\n här ", "Redan slut!", "Sade hon: ”Ja.”", "komma,")
    theme = compiled(notes, [make_sorting("a", *reversed(notes))]).themes[0]
    assert theme.text == theme.compiled_text == "två rader här. Redan slut! Sade hon: ”Ja.” komma."
    assert [source.note for source in theme.sources] == [1, 2, 3, 4]


def test_a_wording_is_kept_beside_the_compiled_text() -> None:
    notes = make_notes("vatten")
    theme = compiled(notes, [make_sorting("a", *notes, text="Det behövs vatten.")]).themes[0]
    assert (theme.text, theme.compiled_text, theme.edited) == ("Det behövs vatten.", "vatten.", True)


def test_a_long_theme_words_the_first_notes_and_counts_all() -> None:
    notes = make_notes(*(f"nr {number}" for number in range(1, 10)))
    theme = compiled(notes, [make_sorting("a", *notes)]).themes[0]
    assert theme.text == "nr 1. nr 2. nr 3. nr 4. nr 5."
    assert (theme.weight, theme.text.count(".")) == (9, MOST_WORDED)


def test_notes_that_say_nothing_give_no_words_but_are_counted() -> None:
    notes = make_notes("", "  \n", "-", "ord")
    theme = compiled(notes, [make_sorting("a", *notes)]).themes[0]
    assert (theme.text, theme.weight) == ("ord.", 4)


def test_notes_in_no_theme_are_unsorted_and_those_of_another_question_too() -> None:
    notes = [*make_notes("a", "b"), make_note(3, "c", "other")]
    summary = compiled(notes, [make_sorting("t", notes[0], notes[2])])
    assert [source.note for source in summary.unsorted] == [2, 3]
    assert (summary.notes, summary.themes[0].weight) == (3, 1)


def test_a_theme_whose_notes_are_gone_stays_without_sources() -> None:
    summary = compiled([], [make_sorting("t", make_note(1, "borta"), text="Kvar.")])
    assert [(t.text, t.compiled_text, t.sources) for t in summary.themes] == [("Kvar.", "", ())]


def test_a_note_in_two_themes_is_refused() -> None:
    notes = make_notes("a")
    with pytest.raises(ValueError, match="norr-1-1 stands in two sortings: a, b"):
        compiled(notes, [make_sorting("a", *notes), make_sorting("b", *notes)])


def test_an_unknown_question_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown question 'nope'"):
        compiled([], [make_sorting("a", question="nope")])


@pytest.mark.parametrize("text", ["😀👩‍🌾", "\u202eשלום", "a\x00b\x07", "<script>", "å" * 300_000, "\ufeff", "e\u0301"])
def test_strange_and_huge_notes_survive(text: str) -> None:
    notes = make_notes(text)
    assert compiled(notes, [make_sorting("a", *notes)]).themes[0].text == f"{text}."


def test_a_thousand_notes_are_compiled() -> None:
    notes = make_notes(*(f"Not {number} om vatten" for number in range(1000)))
    sortings = sortings_from_suggestions(notes, (NEEDS,), GARDEN.concepts)
    assert compiled(notes, list(sortings)).notes == 1000


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["needs", "lacks", "other"]), st.text(max_size=9))))
def test_no_note_is_lost_or_doubled(drawn: list[tuple[int, str, str]]) -> None:
    notes = [make_note(number, text, question) for number, (_, question, text) in enumerate(drawn)]
    sortings = [
        make_sorting(f"s{n}", *(note for note, (theme, _, _) in zip(notes, drawn, strict=True) if theme == n))
        for n in range(1, 5)
    ]
    summary = compiled(notes, sortings)
    found = [source.note_id for theme in summary.themes for source in theme.sources]
    found += [source.note_id for source in summary.unsorted]
    assert sorted(found) == sorted(note.id for note in notes)
    assert summary.notes == len(notes)


@given(st.lists(st.text(max_size=12), max_size=4))
def test_the_compiled_text_has_no_letter_that_the_notes_lack(texts: list[str]) -> None:
    letters = [c for text in texts for c in text if c.isalnum()]
    assert [c for c in compiled_text(texts) if c.isalnum()] == letters


def merged(notes: list[Note], sortings: list[Sorting], own: list[Summary]) -> Summary:
    networks = ("norr", "söder", "öster")
    handed_in = {note.network for note in notes} | {str(summary.network) for summary in own}
    return merge_summaries(
        notes, sortings, (NEEDS,), own, step="seed", round_number=1, networks=networks, handed_in=sorted(handed_in)
    )


def test_a_round_groups_the_notes_of_all_networks_directly() -> None:
    notes = [*make_notes("a", "b"), *make_notes("c", network="söder")]
    summary = merged(notes, [make_sorting("t", notes[0], notes[2])], [])
    assert (summary.network, summary.meeting, summary.steps) == (None, 1, ("seed",))
    assert (summary.themes[0].networks, summary.notes) == (("norr", "söder"), 3)


def test_a_round_names_who_has_handed_in_and_who_is_missing() -> None:
    summary = merged(make_notes("a"), [], [make_summary(network="öster")])
    assert (summary.submitted, summary.missing) == (("norr", "öster"), ("söder",))


def test_a_national_theme_is_tied_to_the_own_themes_that_share_its_notes() -> None:
    north, south = make_notes("a", "b", "c"), make_notes("d", network="söder")
    own_north = compiled(north, [make_sorting("one", north[0]), make_sorting("two", *north[1:])])
    own_south = compile_summary(south, [], (NEEDS,), network="söder", meeting=1, steps=("seed",))
    (theme,) = merged(north + south, [make_sorting("all", *north, *south)], [own_south, own_north]).themes
    assert [(ref.network, ref.number, ref.title) for ref in theme.related] == [
        ("norr", 2, "Two"),
        ("norr", 1, "One"),
    ]


def test_themes_are_found_by_what_they_gather() -> None:
    first = make_summary(make_theme(1, Gathers.GAP), make_theme(2, CHOICE.gathers))
    second = make_summary(make_theme(1, Gathers.GAP), meeting=2)
    found = by_gathers([first, second])
    assert [(summary.meeting, theme.number) for summary, theme in found[Gathers.GAP]] == [(1, 1), (2, 1)]
    assert found[Gathers.HOW] == ()
