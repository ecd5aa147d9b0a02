"""Steps of sorting, and taking them back under what others did meanwhile."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.snapshot import from_data, to_data
from meetings.sorting import (
    Sortings,
    Step,
    merge_themes,
    place_notes,
    places_of,
    shift_theme,
    split_theme,
    step_between,
    suggest_split,
    undo,
)
from meetings.summary import Sorting, Theme, compile_summary
from tests.meetings.factories import LACKS, NEEDS, make_notes

NOTES = make_notes("Lyktor vid bron", "Lyktor vid skolan", "Bilar", "Katter i parken", "Katter på taket")
A, B, C = (
    Sorting("a", "needs", "Ljus", (NOTES[0].id, NOTES[1].id)),
    Sorting("b", "needs", "Fart", (NOTES[2].id,), "Bilarna kör fort."),
    Sorting("c", "lacks", "Annat", ()),
)
START: Sortings = (A, B, C)


def themes(sortings: Sortings = START) -> dict[str, Theme]:
    made = compile_summary(NOTES, sortings, (NEEDS, LACKS), network="norr", meeting=1, steps=("seed",))
    return {theme.id: theme for theme in made.themes}


def test_a_note_lies_in_one_theme_at_most() -> None:
    moved = place_notes(START, {NOTES[0].id: "b", NOTES[2].id: None, NOTES[3].id: "nowhere"})
    assert places_of(moved) == {NOTES[1].id: "a", NOTES[0].id: "b"}


def test_themes_that_are_merged_keep_both_texts_and_all_notes() -> None:
    found = themes()
    kept, other = merge_themes(START, found["b"], found["a"], "Vägen")
    assert (kept.id, kept.title) == ("b", "Vägen")
    assert kept.text == f"Bilarna kör fort.\n\n{found['a'].text}"
    assert set(kept.note_ids) == {*A.note_ids, *B.note_ids}
    assert other == C


def test_themes_that_nobody_has_worded_are_still_not_worded_when_merged() -> None:
    plain = (A, replace(B, text=None), C)
    found = themes(plain)
    assert merge_themes(plain, found["a"], found["b"], "Vägen")[0].text is None


def test_a_theme_is_split_right_behind_itself_and_only_by_its_own_notes() -> None:
    parts = split_theme(START, "a", {NOTES[1].id, NOTES[2].id}, "new", "Skolan")
    assert [(s.id, s.note_ids) for s in parts] == [
        ("a", (NOTES[0].id,)),
        ("new", (NOTES[1].id,)),
        ("b", B.note_ids),
        ("c", ()),
    ]


@pytest.mark.parametrize(
    ("theme", "by", "order"), [("a", 1, "bac"), ("a", -1, "abc"), ("b", 1, "abc"), ("x", 1, "abc")]
)
def test_a_theme_moves_among_those_of_its_question(theme: str, by: int, order: str) -> None:
    assert "".join(s.id for s in shift_theme(START, theme, by)) == order


CHANGED: dict[str, Sortings] = {
    "move": place_notes(START, {NOTES[0].id: "b", NOTES[3].id: "a"}),
    "word": (replace(A, title="Mörker", text="Tänd."), B, C),
    "remove": (B, C),
    "add": (A, B, C, Sorting("d", "needs", "Djur", (NOTES[3].id,))),
    "order": (B, A, C),
    "merge": merge_themes(START, themes()["a"], themes()["b"], "Vägen"),
    "split": split_theme(START, "a", {NOTES[1].id}, "new", "Skolan"),
}


def as_sets(sortings: Sortings) -> list[tuple[Sorting, set[str]]]:
    return [(replace(s, note_ids=()), set(s.note_ids)) for s in sortings]


@pytest.mark.parametrize("after", CHANGED.values(), ids=CHANGED)
def test_every_step_can_be_taken_back_also_when_it_has_been_stored(after: Sortings) -> None:
    step = step_between(START, after)
    assert not step.empty
    assert as_sets(undo(after, from_data(Step, to_data(step)))) == as_sets(START)


def test_what_a_colleague_did_since_stays() -> None:
    step = step_between(START, (B, C))
    later = (replace(B, title="Hastighet", note_ids=(NOTES[0].id, *B.note_ids)), C)
    back = undo(later, step)
    assert [s.title for s in back] == ["Ljus", "Hastighet", "Annat"]
    assert places_of(back) == {NOTES[1].id: "a", NOTES[0].id: "b", NOTES[2].id: "b"}


def test_words_that_a_colleague_changed_since_are_not_taken_back() -> None:
    step = step_between(START, (replace(A, title="Mörker"), B, C))
    assert undo((replace(A, title="Skymning"), B, C), step)[0].title == "Skymning"


def test_a_new_theme_is_not_taken_back_from_under_a_colleagues_note() -> None:
    new = Sorting("d", "needs", "Djur", (NOTES[3].id,))
    step = step_between(START, (*START, new))
    back = undo((*START, replace(new, note_ids=(NOTES[3].id, NOTES[4].id))), step)
    assert places_of(back)[NOTES[4].id] == "d"
    assert NOTES[3].id not in places_of(back)


@given(st.lists(st.sampled_from(sorted(CHANGED)), max_size=4), st.sampled_from(sorted(CHANGED)))
def test_taking_back_never_loses_a_theme_that_stood_before_nor_puts_a_note_twice(rest: list[str], name: str) -> None:
    now = CHANGED[name]
    for other in rest:
        now = place_notes(now, {NOTES[3].id: CHANGED[other][0].id})
    back = undo(now, step_between(START, CHANGED[name]))
    assert {"a", "b", "c"} <= {s.id for s in back}
    held = [note_id for s in back for note_id in s.note_ids]
    assert len(held) == len(set(held))


def test_a_split_is_suggested_where_some_notes_are_a_matter_of_their_own() -> None:
    mixed = Sorting("a", "needs", "Lyktor", tuple(note.id for note in NOTES))
    title, apart = suggest_split(themes((mixed,))["a"], NOTES, ())
    assert (title, set(apart)) == ("Katter", {NOTES[3].id, NOTES[4].id})
    assert suggest_split(themes((B,))["b"], NOTES, ()) == ("", ())
