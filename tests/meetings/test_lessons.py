"""Lessons: counts and words from the closing form, and nothing that points at who answered."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.disclosure import FEWEST_NETWORKS, FEWEST_PEOPLE
from meetings.lessons import (
    Answerer,
    Citable,
    ClosingAnswer,
    ClosingQuestion,
    Lessons,
    Usefulness,
    compile_lessons,
    texts_of,
)
from tests.meetings.test_disclosure import ways

ALL = ("norr", "söder", "öster")
LEADER, MEMBER = Answerer.LEADER, Answerer.MEMBER


def answers(*wanted: tuple[str, Answerer, Usefulness | None]) -> list[ClosingAnswer]:
    return [ClosingAnswer(f"a{n}", network, role, step) for n, (network, role, step) in enumerate(wanted)]


def said(*texts: str, quotable: bool = True, names: tuple[str, ...] = ()) -> Lessons:
    """Lessons where these texts, and three answers without words, are what was given."""
    wordless = answers(*((network, MEMBER, None) for network in ALL))
    told = [ClosingAnswer(f"t{n}", "norr", MEMBER, worked=text, quotable=quotable) for n, text in enumerate(texts)]
    return compile_lessons([*wordless, *told], ALL, names)


def test_answers_and_networks_are_counted_and_the_silent_ones_named() -> None:
    found = compile_lessons(answers(*(("norr", MEMBER, None),) * 3, ("öster", LEADER, None)), ALL, ())
    assert (found.answers, found.networks, found.silent, found.shown) == (4, ("norr", "öster"), ("söder",), True)


@pytest.mark.parametrize(
    "networks",
    [(), ("norr",), ("norr", "söder"), ("norr",) * 9],
    ids=["nobody", "one", "two people", "many of one network"],
)
def test_while_few_have_answered_nothing_is_shown_but_how_many(networks: tuple[str, ...]) -> None:
    given_answers = [
        replace(answer, worked="Fikat.", quotable=True)
        for answer in answers(*((network, MEMBER, Usefulness.MUCH) for network in networks))
    ]
    found = compile_lessons(given_answers, ALL, ())
    assert found.answers == len(networks)
    assert (found.shown, found.by_role, found.usefulness, found.said) == (False, (), (), ())


def test_leaders_and_members_are_told_apart_when_both_are_many() -> None:
    many = [(network, role, None) for network in ALL for role in Answerer]
    assert compile_lessons(answers(*many), ALL, ()).by_role == ((LEADER, 3), (MEMBER, 3))


@pytest.mark.parametrize(
    "others",
    [(), (("norr", LEADER, None),), (("norr", LEADER, None),) * 5],
    ids=["no leader", "one leader", "many leaders of one network"],
)
def test_a_split_that_tells_of_few_is_hidden_whole(others: tuple[tuple[str, Answerer, None], ...]) -> None:
    members = [(network, MEMBER, None) for network in ALL * 2]
    assert compile_lessons(answers(*members, *others), ALL, ()).by_role == ()


def test_a_small_count_on_the_scale_is_hidden_with_another() -> None:
    much = [(network, MEMBER, Usefulness.MUCH) for network in ALL * 3]
    some = [(network, MEMBER, Usefulness.SOME) for network in ALL]
    found = compile_lessons(answers(*much, *some, ("norr", MEMBER, None)), ALL, ()).usefulness
    assert found == (
        (Usefulness.MUCH, 9),
        (Usefulness.SOME, None),
        (Usefulness.LITTLE, None),
        (Usefulness.NOTHING, None),
        (Usefulness.UNSURE, None),
        (None, None),
    )


def test_a_scale_with_nothing_to_show_is_left_out() -> None:
    one_each = [(network, MEMBER, step) for network, step in zip(ALL * 2, Usefulness, strict=False)]
    assert compile_lessons(answers(*one_each), ALL, ()).usefulness == ()


one_answer = st.tuples(
    st.sampled_from(ALL), st.sampled_from(Answerer), st.sampled_from((None, Usefulness.MUCH, Usefulness.SOME))
)


@settings(max_examples=100, deadline=None)
@given(st.lists(one_answer, max_size=9))
def test_no_hidden_count_can_be_computed_from_what_is_shown(
    wanted: list[tuple[str, Answerer, Usefulness | None]],
) -> None:
    found = compile_lessons(answers(*wanted), ALL, ())
    shown = [count for _, count in found.usefulness]
    if not shown:
        return
    possible = [
        row
        for row in ways(found.answers, len(shown))
        if all(seen is None or seen == n for n, seen in zip(row, shown, strict=True))
    ]
    for place, (step, count) in enumerate(found.usefulness):
        behind = [answer for answer in answers(*wanted) if answer.usefulness is step]
        if count is None:
            assert len({row[place] for row in possible}) > 1
        else:
            assert count == len(behind) >= FEWEST_PEOPLE
            assert len({answer.network for answer in behind}) >= FEWEST_NETWORKS


def test_words_stand_question_by_question_in_swedish_order() -> None:
    found = said("Öl.", "Ål.", "Ärter.", "Zebror.")
    assert [each.question for each in found.said] == list(ClosingQuestion)
    assert found.said[0].quotes == ("Zebror.", "Ål.", "Ärter.", "Öl.")
    assert found.said[1] == replace(found.said[1], quotes=(), withheld=0, private=0)


def test_the_order_of_the_answers_leaves_no_trace() -> None:
    given_answers = [
        ClosingAnswer(f"a{n}", network, role, Usefulness.MUCH, text, quotable=True)
        for n, (network, role, text) in enumerate(
            zip(ALL, (*Answerer, MEMBER), ("Fikat.", "Tiden.", "Fikat."), strict=True)
        )
    ]
    found = {repr(compile_lessons(order, ALL, ())) for order in permutations(given_answers)}
    assert len(found) == 1


def test_neither_network_nor_role_nor_id_comes_along_with_the_words() -> None:
    quotes = said("Fikat.").said
    assert "norr" not in repr(quotes)
    assert "member" not in repr(quotes)
    assert "t0" not in repr(quotes)


def test_words_that_may_not_be_cited_are_counted_alone() -> None:
    found = said("Fikat.", "Tiden.", quotable=False).said[0]
    assert (found.quotes, found.withheld, found.private) == ((), 0, 2)


@pytest.mark.parametrize(
    "text",
    [
        "Ring mig på 070-123 45 67.",
        "Min man Karl fick hjälp.",
        "Anna, Bo och Karin var bra.",
        "Skriv till a@example.se.",
    ],
)
def test_words_with_personal_data_are_counted_and_not_cited(text: str) -> None:
    found = said(text, "Fikat.").said[0]
    assert (found.quotes, found.withheld, found.private) == (("Fikat.",), 1, 0)


@pytest.mark.parametrize(
    "text", ["I Almvik gick det bra.", "almviks kommun", "Almviksborna kom", "Fråga Kupolen.", "Vi i region mitt"]
)
def test_words_that_name_a_network_are_withheld(text: str) -> None:
    names = ("Almvik", "Kupolen (påhittad)", "Region Mitt")
    assert said(text, names=names).said[0].withheld == 1


@pytest.mark.parametrize("text", ["Vi fick hjälp av regionen.", "Halmvik är en annan ort.", "Det var påhittad teater."])
def test_words_that_only_look_like_a_name_are_cited(text: str) -> None:
    assert said(text, names=("Almvik", "Kupolen (påhittad)", "Region Mitt", "")).said[0].quotes == (text,)


def test_staff_get_every_text_with_whether_it_is_cited() -> None:
    given_answers = [
        ClosingAnswer("1", "norr", MEMBER, hard="Tiden.", quotable=True),
        ClosingAnswer("2", "norr", MEMBER, hard="Almvik.", quotable=True),
        ClosingAnswer("3", "norr", MEMBER, hard="Orden."),
        ClosingAnswer("4", "norr", MEMBER, worked="Fikat."),
    ]
    assert texts_of(ClosingQuestion.HARD, given_answers, ("Almvik",)) == [
        ("Almvik.", Citable.WITHHELD),
        ("Orden.", Citable.NO),
        ("Tiden.", Citable.YES),
    ]
