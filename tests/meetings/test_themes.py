"""Suggestions group notes by the words of the field, then by rare words, and say why."""

import random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from meetings.programme import Concept
from meetings.themes import explain_sorting, sortings_from_suggestions, suggest_themes
from meetings.words import words
from tests.meetings.factories import GARDEN, LACKS, NEEDS, make_notes

WATERING = ("Bevattningen strular", "Slangen räcker inte till", "Vattnet tar slut i juli")
DIGGING = ("Spadarna är för tunga", "Vi vill låna ut kratta och spade")
TOOLS_FIRST = GARDEN.concepts[::-1]
VOCABULARY = ("vatten", "slangen", "spade", "kratta", "frön", "frön", "jorden", "solen", "låna ut", "😀")
TEXTS = st.lists(st.lists(st.sampled_from(VOCABULARY)).map(" ".join), max_size=25)


def titles(*texts: str) -> list[tuple[str, int]]:
    return [(s.title, len(s.note_ids)) for s in suggest_themes(make_notes(*texts), GARDEN.concepts)]


def test_notes_about_a_notion_of_the_field_get_its_title() -> None:
    assert titles(*WATERING, *DIGGING) == [("Vatten", 3), ("Redskap", 2)]


def test_a_suggestion_tells_which_words_joined_it() -> None:
    water, tools = suggest_themes(make_notes(*WATERING, *DIGGING), GARDEN.concepts)
    assert water.words == ("bevattningen", "slangen", "vattnet")
    assert tools.words == ("kratta", "låna ut", "spadarna", "spade")


def test_what_somebody_sorted_is_explained_by_the_words_that_its_notes_share() -> None:
    notes = make_notes(*WATERING, *DIGGING, "Solen skiner")
    already = {"norr-1-1": "Blött", "norr-1-2": "Blött", "norr-1-4": "Torrt", "norr-1-5": "Torrt", "norr-1-6": "Torrt"}
    found = {s.title: (s.note_ids, s.words) for s in explain_sorting(notes, GARDEN.concepts, already)}
    assert found["Blött"] == (("norr-1-1", "norr-1-2"), ("bevattningen", "slangen"))
    assert found["Torrt"][0] == ("norr-1-4", "norr-1-5"), "the sun has nothing in common with spades"


def test_what_has_nothing_in_common_is_not_explained() -> None:
    notes = make_notes("Vattnet", "Spaden")
    assert explain_sorting(notes, GARDEN.concepts, {note.id: "Allt" for note in notes}) == ()
    assert explain_sorting(notes, GARDEN.concepts, {"norr-1-1": "Vatten", "x": "Vatten"}) == ()


def test_at_most_five_words_are_told() -> None:
    (found,) = suggest_themes(make_notes("spade kratta grep", "spadar krattor grepar låna ut"), GARDEN.concepts)
    assert len(found.words) == 5


def test_a_note_of_two_notions_goes_where_most_of_its_words_are() -> None:
    texts = ("Spade och kratta vid slangen", "Grep saknas", "Grepen är tung", "Vattnet är kallt", "Mer vatten")
    found = {s.title: s.note_ids for s in suggest_themes(make_notes(*texts), GARDEN.concepts)}
    assert found == {"Redskap": ("norr-1-1", "norr-1-2", "norr-1-3"), "Vatten": ("norr-1-4", "norr-1-5")}


def test_a_note_of_two_notions_goes_where_other_notes_are() -> None:
    found = {s.title: s.note_ids for s in suggest_themes(make_notes("Spade och slang", *WATERING), TOOLS_FIRST)}
    assert found["Vatten"] == ("norr-1-1", "norr-1-2", "norr-1-3", "norr-1-4")


def test_words_of_the_vocabulary_in_a_row_must_stand_in_order_and_near() -> None:
    texts = ("Vi kan låna ut", "Vi lånar gärna ut", "Vägen ut låg öppen", "Utlånat")
    found = suggest_themes(make_notes(*texts), [Concept("lend", "Låna", ("låna ut",))])
    assert [s.note_ids for s in found] == [("norr-1-1", "norr-1-2")]


def test_a_note_alone_with_its_notion_joins_the_next_best() -> None:
    assert titles("Spade och kratta, och vatten", "Slangen läcker", "Vattnet är kallt") == [("Vatten", 3)]


def test_a_short_word_of_the_vocabulary_must_stand_whole() -> None:
    notes = make_notes("SIP-möte i maj", "sip görs sällan", "Sipprar in", "sippor")
    found = suggest_themes(notes, [Concept("sip", "SIP", ("sip",))])
    assert [s.note_ids for s in found] == [("norr-1-1", "norr-1-2")]


def test_a_word_of_the_vocabulary_is_met_in_its_other_forms() -> None:
    concept = Concept("meet", "Träffar", ("träffar",))
    assert suggest_themes(make_notes("En träff i veckan", "Träffen var bra"), [concept])[0].title == "Träffar"


def test_notes_outside_the_vocabulary_meet_in_a_rare_word() -> None:
    found = suggest_themes(make_notes("Komposten luktar", "Köp kompostjord till komposten", "Katten sover"), ())
    assert [(s.title, s.note_ids, s.words) for s in found] == [("Komposten", ("norr-1-1", "norr-1-2"), ("komposten",))]


def test_common_words_join_nothing() -> None:
    assert titles("Det är bra att vi har en", "Vi har också det som är bra", "😀", "", "\x00\u202e") == []


def test_a_word_in_every_note_joins_nothing() -> None:
    assert titles(*(f"Odlingen {word}" for word in ("norrut", "söderut", "österut", "västerut", "uppåt"))) == []


def test_the_heaviest_comes_first_then_swedish_order() -> None:
    words = ("Ärtorna", "Ogräset", "Ålgräset", "Zinnian", "Zinnian")
    texts = [f"{word} {other}" for word in words for other in ("kom", "finns")]
    assert [title for title, _ in titles(*texts)] == ["Zinnian", "Ogräset", "Ålgräset", "Ärtorna"]


@settings(deadline=None)
@given(TEXTS, st.randoms(use_true_random=False))
def test_the_order_of_the_notes_changes_nothing(texts: list[str], chance: random.Random) -> None:
    notes = make_notes(*texts)
    shuffled = chance.sample(notes, len(notes))
    assert suggest_themes(shuffled, GARDEN.concepts) == suggest_themes(notes, GARDEN.concepts)


@settings(deadline=None)
@given(TEXTS)
@example(["vatten", "slangen spade frön", "frön låna ut"])
def test_every_word_that_is_told_stands_in_the_note_that_it_is_told_of(texts: list[str]) -> None:
    notes = {note.id: note for note in make_notes(*texts)}
    for suggestion in suggest_themes(list(notes.values()), GARDEN.concepts):
        for note_id, reasons in zip(suggestion.note_ids, suggestion.reasons, strict=True):
            assert reasons
            assert {word for told in reasons for word in told.split()} <= set(words(notes[note_id].text))
        assert set(suggestion.words) <= {word for reasons in suggestion.reasons for word in reasons}


@settings(deadline=None)
@given(TEXTS)
def test_two_themes_never_have_the_same_title(texts: list[str]) -> None:
    found = [s.title for s in suggest_themes(make_notes(*texts), GARDEN.concepts)]
    assert len(found) == len(set(found))


@settings(deadline=None)
@given(TEXTS)
def test_no_note_is_in_two_suggestions_and_none_is_alone_in_one(texts: list[str]) -> None:
    found = suggest_themes(make_notes(*texts), GARDEN.concepts)
    ids = [note_id for suggestion in found for note_id in suggestion.note_ids]
    assert len(ids) == len(set(ids))
    assert all(len(s.note_ids) > 1 and s.words and s.title for s in found)


def test_suggestions_become_sortings_question_by_question() -> None:
    notes = [*make_notes(*WATERING), *make_notes(*WATERING, question="lacks", meeting=2)]
    sortings = sortings_from_suggestions(notes, (NEEDS, LACKS), GARDEN.concepts)
    assert [(s.question, s.title, len(s.note_ids), s.text) for s in sortings] == [
        ("needs", "Vatten", 3, None),
        ("lacks", "Vatten", 3, None),
    ]


def test_a_note_of_an_unknown_question_is_not_sorted() -> None:
    assert sortings_from_suggestions(make_notes(*WATERING, question="other"), (NEEDS,), GARDEN.concepts) == ()


def test_the_same_notes_give_the_same_sorting_ids_and_others_give_others() -> None:
    notes = make_notes(*WATERING)
    ids = [s.id for s in sortings_from_suggestions(notes, (NEEDS,), GARDEN.concepts)]
    assert ids == [s.id for s in sortings_from_suggestions(notes[::-1], (NEEDS,), GARDEN.concepts)]
    assert ids != [s.id for s in sortings_from_suggestions(notes[:2], (NEEDS,), GARDEN.concepts)]
