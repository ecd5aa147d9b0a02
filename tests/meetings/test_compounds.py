"""Long words are cut into the known words that they are made of."""

import pytest

from meetings.compounds import Lexicon

KNOWN = Lexicon(["anhörig", "stöd", "hem", "tjänst", "personal", "verksamhet", "chef", "vård", "samtal"])


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("anhörigstödet", ("anhörig", "stödet")),
        ("verksamhetschef", ("verksamhet", "chef")),
        ("hemtjänstpersonalen", ("hem", "tjänst", "personalen")),
        ("stödsamtal", ("stöd", "samtal")),
        ("vårdhund", ("vårdhund",)),
        ("hemvård", ("hemvård",)),
        ("personalen", ("personalen",)),
        ("", ("",)),
    ],
)
def test_a_compound_is_cut_where_its_words_meet(word: str, parts: tuple[str, ...]) -> None:
    assert KNOWN.parts(word) == parts
