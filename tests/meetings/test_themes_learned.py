"""What somebody has sorted decides where the rest is suggested."""

import random
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.programme import Concept
from meetings.themes import suggest_themes
from tests.meetings.factories import GARDEN, make_notes

# By the words alone, each pair of themes below is one: their people part them by something else.
SORTED = {
    "Slangar och kranar": (
        "Slangen läcker vid kranen",
        "Ny kran och slang",
        "Kran och slang droppar",
        "Slang till kranen",
    ),
    "Vatten i tunnor": ("Regnvatten i tunnan", "Tunnan samlar vatten vid regn", "Vatten ur tunnan", "Vattna ur tunnan"),
    "Låna": ("Låna ut spadar i boden", "Spade att låna i boden", "Kratta i boden att låna", "Boden lånar ut grepar"),
    "Köpa": ("Köpa tyngre spadar i affären", "Affären har krattor", "Köpa grepar i affären", "Spadar köpta i affären"),
}
TEXTS = [text for texts in SORTED.values() for text in texts]
NOTES = make_notes(*TEXTS)
GOLD = {note.id: heading for note in NOTES for heading, texts in SORTED.items() if note.text in texts}


def f1(already: dict[str, str]) -> float:
    found = suggest_themes(NOTES, GARDEN.concepts, already=already)
    put = {note_id: s.title for s in found for note_id in s.note_ids}
    pairs = list(combinations(sorted(GOLD.keys() - already.keys()), 2))
    belong = {pair for pair in pairs if GOLD[pair[0]] == GOLD[pair[1]]}
    joined = {(one, other) for one, other in pairs if one in put and put[one] == put.get(other)}
    return 2 * len(belong & joined) / (len(belong) + len(joined))


def first(amount: int) -> dict[str, str]:
    """The first `amount` notes of each theme, sorted as they should be."""
    return {note.id: GOLD[note.id] for note in NOTES if SORTED[GOLD[note.id]].index(note.text) < amount}


def test_suggestions_get_better_while_somebody_sorts() -> None:
    before, one_each, two_each = f1({}), f1(first(1)), f1(first(2))
    assert before < one_each <= two_each == 1


def test_a_suggestion_under_a_heading_holds_only_what_is_not_sorted() -> None:
    found = suggest_themes(NOTES, GARDEN.concepts, already=first(3))
    assert {s.title: s.note_ids for s in found} == {
        heading: (f"norr-1-{number}",) for heading, number in zip(SORTED, (4, 8, 12, 16), strict=True)
    }


def test_what_is_under_a_heading_tells_the_words_that_put_it_there() -> None:
    found = {s.title: s.words for s in suggest_themes(NOTES, GARDEN.concepts, already=first(3))}
    assert found["Köpa"] == ("spadar",)


def test_a_heading_alone_draws_the_notes_that_its_words_are_about() -> None:
    notes = make_notes("Bevattningen strular", "Vattnet tar slut", "Slangen räcker inte", "Solen skiner")
    (found,) = suggest_themes(notes, GARDEN.concepts, already={"norr-1-1": "Vatten till alla"})
    assert (found.title, found.note_ids) == ("Vatten till alla", ("norr-1-2", "norr-1-3"))


def test_a_group_that_no_heading_fits_stays_as_suggested() -> None:
    notes = make_notes("Bevattningen strular", "Vattnet tar slut", "Slangen räcker inte", "Spade", "Spadar")
    found = suggest_themes(notes, GARDEN.concepts, already={"norr-1-1": "Vattenfrågan"})
    assert ("Redskap", ("norr-1-4", "norr-1-5")) in [(s.title, s.note_ids) for s in found]


def test_a_note_in_a_theme_of_other_people_s_notes_is_not_taken_for_theirs() -> None:
    """One note that was put under a heading from elsewhere does not draw its whole group there."""
    water = [f"Vatten {word}" for word in ("söder", "norr", "öster", "väster")]
    tools = [f"Spade {word}" for word in ("ett", "tre", "sju")]
    notes = make_notes(*water, *tools)
    already = {"norr-1-1": "Verktygen", "norr-1-5": "Verktygen", "norr-1-6": "Verktygen"}
    found = {s.title: s.note_ids for s in suggest_themes(notes, GARDEN.concepts, already=already)}
    assert found == {"Vatten": ("norr-1-2", "norr-1-3", "norr-1-4"), "Verktygen": ("norr-1-7",)}


def test_an_unknown_note_among_the_sorted_changes_nothing() -> None:
    assert suggest_themes(NOTES, GARDEN.concepts, already={"x": "Slang"}) == suggest_themes(NOTES, GARDEN.concepts)


@settings(deadline=None)
@given(
    st.dictionaries(st.sampled_from([note.id for note in NOTES]), st.sampled_from(sorted(SORTED))),
    st.randoms(use_true_random=False),
)
def test_every_sorting_gives_the_same_whatever_the_order(already: dict[str, str], chance: random.Random) -> None:
    found = suggest_themes(NOTES, GARDEN.concepts, already=already)
    shuffled = chance.sample(NOTES, len(NOTES))
    assert suggest_themes(shuffled, GARDEN.concepts, already=dict(reversed(already.items()))) == found
    suggested = [note_id for s in found for note_id in s.note_ids]
    assert not already.keys() & set(suggested)
    assert len(suggested) == len(set(suggested))
    assert len({s.title for s in found}) == len(found)


def test_without_a_vocabulary_headings_still_teach() -> None:
    texts = ("Katten sover gott", "Hunden skäller", "Katten jamar", "Hunden gläfser", "Solen skiner")
    already = {"norr-1-1": "Tyst", "norr-1-2": "Högt"}
    found = {s.title: s.note_ids for s in suggest_themes(make_notes(*texts), (), already=already)}
    assert found == {"Tyst": ("norr-1-3",), "Högt": ("norr-1-4",)}


def test_a_heading_with_the_title_of_a_notion_gathers_what_is_about_it() -> None:
    notes = make_notes("Vatten här", "Slangen", "Bevattna", "Spade", "Kratta")
    concepts = (*GARDEN.concepts, Concept("sun", "Sol", ("sol",)))
    found = suggest_themes(notes, concepts, already={"norr-1-1": "Vatten"})
    assert {s.title: len(s.note_ids) for s in found} == {"Vatten": 2, "Redskap": 2}


def test_a_note_that_fits_two_headings_as_well_is_left_alone() -> None:
    """The first four notes are of one suggested group, and were put apart under headings that say nothing."""
    notes = make_notes("Vatten söder", "Vatten norr", "Vatten öster", "Vatten väster", "Vatten nu")
    apart = dict(zip(("norr-1-1", "norr-1-2", "norr-1-3", "norr-1-4"), "AABB", strict=True))
    assert suggest_themes(notes, GARDEN.concepts, already=apart) == ()
    (found,) = suggest_themes(notes, GARDEN.concepts, already=dict.fromkeys(apart, "A"))
    assert (found.title, found.note_ids) == ("A", ("norr-1-5",))
