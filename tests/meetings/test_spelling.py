"""A slip of the pen is told from another word."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.spelling import SHORTEST_CHANGED, corrections, one_slip

WORDS = st.text("abcåäö", min_size=7, max_size=10)


@pytest.mark.parametrize("slip", ["konsulnet", "konsuleent", "konsuent", "konsukent", "konsulentt"])
def test_a_letter_too_many_too_few_wrong_or_in_the_wrong_place_is_a_slip(slip: str) -> None:
    assert corrections([slip], ["konsulent", "rullstol"]) == {slip: "konsulent"}


@pytest.mark.parametrize(("word", "known"), [("förstör", "förstår"), ("värd", "vård"), ("konsulent", "konsulent")])
def test_another_word_is_no_slip(word: str, known: str) -> None:
    assert corrections([word], [known]) == {}


def test_the_first_letter_is_never_a_slip() -> None:
    assert corrections(["bonsulent", "ullstolen"], ["konsulent", "rullstolen"]) == {}


@given(WORDS, st.randoms(use_true_random=False))
def test_one_slip_is_always_found(word: str, chance: random.Random) -> None:
    at = chance.randrange(1, len(word))
    slips = {word[:at] + word[at + 1 :], word[:at] + "x" + word[at:]}
    if len(word) >= SHORTEST_CHANGED:
        slips.add(word[:at] + "x" + word[at + 1 :])
    for slip in slips:
        assert one_slip(slip, word)
        assert corrections([slip], [word]) == {slip: word}


@given(WORDS, WORDS)
def test_a_slip_is_one_whichever_word_was_meant(one: str, other: str) -> None:
    assert one_slip(one, other) == one_slip(other, one)
    assert not one_slip(one, one)
