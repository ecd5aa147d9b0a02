"""Swedish words are cut, stemmed and sorted as Swedish does it."""

import pytest

from meetings.words import cut_short, stem, swedish_key, words


def test_the_last_letters_of_the_alphabet_come_last() -> None:
    names = ["Örebro", "Zinkgruvan", "Ängelholm", "Ystad", "åmål", "Arvika", "Ånge", "Österåker", "arboga"]
    expected = ["arboga", "Arvika", "Ystad", "Zinkgruvan", "åmål", "Ånge", "Ängelholm", "Örebro", "Österåker"]
    assert sorted(names, key=swedish_key) == expected


def test_a_ring_comes_before_dots() -> None:
    assert sorted(["Älv", "Ås", "Äng", "Åker"], key=swedish_key) == ["Åker", "Ås", "Älv", "Äng"]


def test_other_accents_don_t_change_the_order() -> None:
    assert sorted(["idéz", "ideb", "idéa"], key=swedish_key) == ["idéa", "ideb", "idéz"]


def test_a_decomposed_letter_is_the_same_letter() -> None:
    assert words("A\u030angest") == words("Ångest") == ["ångest"]
    assert swedish_key("A\u030a")[0] == swedish_key("Å")[0]


def test_a_hyphen_and_signs_part_words() -> None:
    assert words("SIP-möten: 2 ggr/år 😀 \u202eאב\x00") == ["sip", "möten", "2", "ggr", "år", "אב"]


@pytest.mark.parametrize(
    "forms",
    [
        ("avlösning", "avlösningen", "avlösningar", "avlösningarna"),
        ("träff", "träffar", "träffen", "träffarna"),
        ("kommun", "kommunen", "kommuner", "kommunens"),
        ("anhörig", "anhöriga", "anhörigas"),
        ("frisk", "friskt", "friska"),
        ("stöd", "stödet", "stödets"),
        ("boende", "boendet", "boenden"),
        ("universitet", "universitetet"),
        ("trygg", "trygga", "tryggare", "trygghet", "tryggheten"),
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize("word", ["", "a", "sip", "öl", "bro", "2024", "אב"])
def test_a_short_or_foreign_word_is_left_alone(word: str) -> None:
    assert stem(word) == word


def test_a_word_before_a_full_stop_within_a_sentence_is_cut_short() -> None:
    assert cut_short("Växelv. är full, korttidspl./dagv. med. Slut. Nu kom e.post.") == [
        "växelv",
        "korttidspl",
        "dagv",
        "e",
    ]
