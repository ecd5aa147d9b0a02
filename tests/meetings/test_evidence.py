"""How much a text speaks for each concept, before anything is placed."""

import pytest

from meetings.evidence import score_concepts, share_out
from meetings.programme import Concept
from meetings.reading import read_texts
from tests.meetings.factories import GARDEN

WATER, TOOLS = range(2)


def test_a_rare_word_says_more_than_a_common_one() -> None:
    scores = score_concepts(read_texts(("vatten", "vatten", "vatten", "slangen"), GARDEN.concepts))
    assert scores[3][WATER] > scores[0][WATER] > 0


def test_two_terms_that_find_the_same_words_count_once() -> None:
    once, twice = (Concept("check", "Kontroll", terms) for terms in (("följa upp",), ("följa upp", "följ upp")))
    scores = [score_concepts(read_texts(("Vi följer upp", "Solen"), (concept,))) for concept in (once, twice)]
    assert scores[0] == scores[1] != [{}, {}]


def test_what_many_texts_are_about_has_the_larger_share() -> None:
    shares = share_out([{WATER: 1.0, TOOLS: 1.0}, {TOOLS: 1.0}, {TOOLS: 1.0}], [WATER, TOOLS])
    assert shares[0][TOOLS] > shares[0][WATER]


def test_shares_leave_room_for_doubt_and_less_the_more_is_said() -> None:
    little, much = share_out([{WATER: 0.5}, {WATER: 3.0}], [WATER, TOOLS])
    assert 0 < little[WATER] < much[WATER] < 1


def test_a_narrow_concept_speaks_for_the_broad_one() -> None:
    (share,) = share_out([{0: 1.0, 1: 1.0}], [1, 1])
    assert share == {1: pytest.approx(2 / 3)}
