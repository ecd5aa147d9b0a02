"""Networks answer as one, silence is told apart from time that is left, and nothing is published too early."""

from dataclasses import replace

import pytest

from meetings.reconciliation import (
    Answer,
    AnswerKind,
    Lacking,
    LackingKind,
    NetworkStand,
    Outcome,
    Stand,
    ready_to_publish,
    settled,
    stands,
)
from meetings.report import Report
from meetings.report_text import Dissent, Edition, Passage, ReportChapter, ReportText

YES = Answer("norr", AnswerKind.APPROVAL)
PROPOSAL = Answer("norr", AnswerKind.PROPOSAL, "summary", "Kortare.")
OBJECTION = Answer("norr", AnswerKind.OBJECTION, "goal", "Nej.", may_print=True)
EDITION = Edition(
    Report("", "", "", (), (), (), ()),
    ReportText((Passage("summary", ReportChapter.SUMMARY, text="Långt."), Passage("goal", ReportChapter.PURPOSE))),
)


def stand_of(*answers: Answer, closed: bool = False) -> NetworkStand:
    [found] = stands(["norr"], answers, closed=closed)
    return found


@pytest.mark.parametrize(
    ("answers", "closed", "stand"),
    [
        ([], False, Stand.WAITING),
        ([], True, Stand.SILENT),
        ([YES], True, Stand.APPROVED),
        ([PROPOSAL], False, Stand.PROPOSAL),
        ([PROPOSAL, OBJECTION], False, Stand.OBJECTION),
        ([replace(OBJECTION, outcome=Outcome.KEPT)], True, Stand.OBJECTION),
    ],
)
def test_where_a_network_stands(answers: list[Answer], closed: bool, stand: Stand) -> None:
    assert stand_of(*answers, closed=closed).stand is stand


def test_remarks_are_counted_and_those_that_wait_for_nka() -> None:
    answered = replace(PROPOSAL, outcome=Outcome.CHANGED)
    assert stand_of(answered, OBJECTION) == NetworkStand("norr", Stand.OBJECTION, 2, 1)


def test_another_networks_answer_is_not_mine() -> None:
    board = stands(["norr", "öst"], [YES], closed=False)
    assert [row.stand for row in board] == [Stand.APPROVED, Stand.WAITING]


def test_a_publication_waits_for_every_network_and_for_every_reply() -> None:
    board = stands(["norr", "öst"], [PROPOSAL], closed=False)
    assert ready_to_publish(board, exception=False) == (
        Lacking(LackingKind.ANSWER, "öst"),
        Lacking(LackingKind.REPLY, "norr"),
    )
    done = stands(["norr", "öst"], [YES, replace(YES, network="öst")], closed=False)
    assert ready_to_publish(done, exception=False) == ()


def test_an_exception_stands_for_silence_when_the_time_is_over_and_for_nothing_else() -> None:
    silent = stands(["norr"], [], closed=True)
    assert ready_to_publish(silent, exception=False) == (Lacking(LackingKind.ANSWER, "norr"),)
    assert ready_to_publish(silent, exception=True) == ()
    assert ready_to_publish(stands(["norr"], [], closed=False), exception=True) != (), "there is time left"
    assert ready_to_publish(stands(["norr"], [OBJECTION], closed=True), exception=True) == (
        Lacking(LackingKind.REPLY, "norr"),
    )


def test_the_wording_that_nka_came_to_last_stands_in_the_settled_report() -> None:
    first = replace(PROPOSAL, outcome=Outcome.CHANGED, wording="Först.", replied="2026-01-02")
    last = replace(first, network="öst", wording="Sist.", replied="2026-01-03")
    text = settled(EDITION, [last, first]).text
    assert [passage.text for passage in text.passages] == ["Sist.", ""]
    assert text.passages[0].edited


def test_what_is_not_answered_or_kept_changes_nothing() -> None:
    assert settled(EDITION, [PROPOSAL, replace(OBJECTION, outcome=Outcome.KEPT, replied="2026")]) == EDITION


def test_another_opinion_stands_in_the_report_only_with_the_networks_consent() -> None:
    printed = replace(OBJECTION, outcome=Outcome.DISSENT, replied="2026")
    assert settled(EDITION, [printed]).text.dissents == (Dissent("goal", "norr", "Nej."),)
    assert settled(EDITION, [replace(printed, may_print=False)]).text.dissents == ()
