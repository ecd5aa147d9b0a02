"""Reconciliation: the networks answer for a report before it is published, and Nka answers each of them.

A network answers as one: whoever leads it may answer, and its latest word stands.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from meetings.report_text import Dissent, Edition, Passage


class AnswerKind(StrEnum):
    """What a network says: yes to all of it, or something of one passage."""

    APPROVAL = "approval"
    PROPOSAL = "proposal"
    OBJECTION = "objection"


class Outcome(StrEnum):
    """What Nka answers: the text is changed, it stands with a reason, or the network's opinion stands beside it."""

    CHANGED = "changed"
    KEPT = "kept"
    DISSENT = "dissent"


class Stand(StrEnum):
    """Where a network stands."""

    APPROVED = "approved"
    PROPOSAL = "proposal"
    OBJECTION = "objection"
    WAITING = "waiting"  # the time is not over
    SILENT = "silent"  # it is: ej besvarat


@dataclass(frozen=True, slots=True)
class Answer:
    """A standing answer of a network (a slug). A remark names its passage; `may_print`: the network lets its words
    stand in the report. `wording` is the text that Nka changed the passage to, `replied` when (a text that sorts)."""

    network: str
    kind: AnswerKind
    passage: str = ""
    text: str = ""
    may_print: bool = False
    outcome: Outcome | None = None
    wording: str = ""
    replied: str = ""

    @property
    def waits(self) -> bool:
        """True of a remark that Nka has not answered."""
        return self.kind is not AnswerKind.APPROVAL and self.outcome is None


@dataclass(frozen=True, slots=True)
class NetworkStand:
    """Where a network stands, how many remarks it has made, and how many of them wait for Nka."""

    network: str
    stand: Stand
    remarks: int = 0
    waiting: int = 0


class LackingKind(StrEnum):
    """What a publication waits for."""

    ANSWER = "answer"  # the network's
    REPLY = "reply"  # Nka's


@dataclass(frozen=True, slots=True)
class Lacking:
    """Something that is missing before a report can be published: of which kind, and of which network."""

    kind: LackingKind
    network: str


def stands(networks: Sequence[str], answers: Iterable[Answer], *, closed: bool) -> tuple[NetworkStand, ...]:
    """Where each network stands, in the order given; `closed` when the time to answer is over.

    Who makes a remark approves of the rest. An objection weighs more than a proposal.
    """
    given = list(answers)
    return tuple(_stand(slug, [each for each in given if each.network == slug], closed) for slug in networks)


def _stand(network: str, answers: Sequence[Answer], closed: bool) -> NetworkStand:
    kinds = {answer.kind for answer in answers}
    silent = Stand.SILENT if closed else Stand.WAITING
    stand = next((Stand(kind.value) for kind in (AnswerKind.OBJECTION, AnswerKind.PROPOSAL) if kind in kinds), None)
    stand = stand or (Stand.APPROVED if kinds else silent)
    remarks = [answer for answer in answers if answer.kind is not AnswerKind.APPROVAL]
    return NetworkStand(network, stand, len(remarks), sum(answer.waits for answer in remarks))


def ready_to_publish(board: Sequence[NetworkStand], *, exception: bool) -> tuple[Lacking, ...]:
    """What is missing before a report can be published; nothing when it may be.

    A recorded `exception` stands for the networks that were silent when the time was over. It never stands for
    Nka's own answers: a remark that was made is answered.
    """
    excused = {Stand.SILENT} if exception else set()
    unheard = {Stand.WAITING, Stand.SILENT} - excused
    answers = [Lacking(LackingKind.ANSWER, row.network) for row in board if row.stand in unheard]
    return (*answers, *(Lacking(LackingKind.REPLY, row.network) for row in board if row.waiting))


def settled(edition: Edition, answers: Iterable[Answer]) -> Edition:
    """The report as the reconciliation leaves it: what was sent, the wordings that Nka and a network came to, and the
    other opinions that stand in it. What else somebody has written since is not in it."""
    replied = sorted((answer for answer in answers if answer.outcome), key=lambda answer: answer.replied)
    changed = {each.passage: each.wording for each in replied if each.outcome is Outcome.CHANGED}
    dissents = tuple(
        Dissent(each.passage, each.network, each.text)
        for each in replied
        if each.outcome is Outcome.DISSENT and each.may_print
    )
    passages = tuple(_reworded(passage, changed.get(passage.key)) for passage in edition.text.passages)
    return replace(edition, text=replace(edition.text, passages=passages, dissents=dissents))


def _reworded(passage: Passage, wording: str | None) -> Passage:
    return passage if wording is None else replace(passage, text=wording, edited=True)
