"""The same thing said in other words: forms, compounds, abbreviations, slips, and narrow notions in broad ones."""

import pytest

from meetings.programme import Concept
from meetings.themes import Suggestion, suggest_themes
from tests.meetings.factories import make_notes

SUPPORT = Concept("support", "Stöd", ("anhörigstöd", "konsulent"))
RESPITE = Concept("respite", "Avlösning", ("avlös", "avlast", "komma ifrån"), ("timmar", "helg"))
SHORT_STAY = Concept("short_stay", "Korttidsboende", ("korttid", "växelvård"), (), "respite")
AIDS = Concept("aids", "Hjälpmedel", ("hjälpmedel", "hjm", "rullstol"))
EXCLUSION = Concept("exclusion", "Digitalt utanförskap", ("digitalt utanförskap",))
LONELY = Concept("lonely", "Ensamhet", ("utanförskap", "ensam"))
FIELD = (SUPPORT, RESPITE, SHORT_STAY, AIDS, EXCLUSION, LONELY)


def suggested(*texts: str) -> tuple[Suggestion, ...]:
    return suggest_themes(make_notes(*texts), FIELD)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Avlösning saknas", "Avlastningen räcker inte"),
        ("En rullstol till låns", "Rullstolarna är slut"),
        ("Anhörigstödet är bra", "Stöd till oss anhöriga är bra"),
        ("Avlösning saknas", "Nattavlösare i natt"),
        ("Mer hjälpmedel", "Vi väntar på hjm"),
        ("Konsulenten ringde", "Konsulneten hälsade på"),
        ("Vi har växelvård", "Växelv. är fullt"),
        ("Avlösning saknas", "Hon kommer aldrig ifrån"),
        ("Avlösning saknas", "Korttids är fullt"),
    ],
    ids=[
        "synonyms", "forms", "a compound and its parts", "inside a compound", "an abbreviation", "a slip",
        "a word cut short", "a verb in another form", "a narrow notion in a broad one",
    ],
)  # fmt: skip
def test_what_means_the_same_is_joined(one: str, other: str) -> None:
    (found,) = suggested(one, other)
    assert found.note_ids == ("norr-1-1", "norr-1-2")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Avlösning saknas", "Rullstol på väg"),
        ("Avlösning saknas", "Grannen målar huset"),
        ("Vägledaren kom", "Ledaren var borta"),
        ("Sipprar in vatten", "SIP på torsdag"),
        ("Han sitter utanför.", "Digitalt utanförskap"),
    ],
)
def test_what_has_nothing_in_common_stays_apart(one: str, other: str) -> None:
    assert suggested(one, other) == ()


def test_the_words_told_of_a_slip_are_as_they_were_written() -> None:
    (found,) = suggested("Konsulenten ringde", "Konsulneten hälsade på")
    assert found.words == ("konsulenten", "konsulneten")


def test_the_longest_expression_counts_and_not_a_word_in_it() -> None:
    texts = ("Digitalt utanförskap här", "Ett digitalt utanförskap", "Utanförskap", "Ensam och i utanförskap")
    assert [(s.title, s.note_ids) for s in suggested(*texts)] == [
        ("Digitalt utanförskap", ("norr-1-1", "norr-1-2")),
        ("Ensamhet", ("norr-1-3", "norr-1-4")),
    ]


def test_a_hint_decides_only_where_no_word_does() -> None:
    texts = ("Några timmar rullstol", "Rullstol", "Avlösning", "Avlösning några timmar", "Avlast mig en helg")
    assert {s.title: s.note_ids for s in suggested(*texts)} == {
        "Avlösning": ("norr-1-3", "norr-1-4", "norr-1-5"),
        "Hjälpmedel": ("norr-1-1", "norr-1-2"),
    }


def test_a_narrow_notion_with_many_notes_is_a_theme_of_its_own() -> None:
    respite = [f"Avlösning nummer {number}" for number in range(5)]
    short_stay = [f"Korttids plats {number}" for number in range(4)]
    assert [(s.title, len(s.note_ids)) for s in suggested(*respite, *short_stay)] == [
        ("Avlösning", 5),
        ("Korttidsboende", 4),
    ]


def test_a_theme_that_is_all_about_a_narrow_notion_bears_its_title() -> None:
    assert [s.title for s in suggested("Korttids är fullt", "Växelvård i maj")] == ["Korttidsboende"]


def test_a_note_without_words_of_the_field_joins_the_notes_that_it_is_most_like() -> None:
    texts = ("Avlösning av grannfrun Berit", "Avlast grannfrun", "Grannfrun var trött", "Rullstol", "Rullstolar")
    found = {s.title: s.note_ids for s in suggested(*texts)}
    assert found["Avlösning"] == ("norr-1-1", "norr-1-2", "norr-1-3")
