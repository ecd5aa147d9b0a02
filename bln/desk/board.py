"""The board: networks × meetings with their state in words, and the rounds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from flask import url_for

from bln.clock import today
from bln.desk.queries import cancelled_by_step, rounds_begun, submitted_by_step
from bln.networks.models import CompiledBy, Network, Programme
from bln.networks.path import StepShown, Stone, next_of, shown_step, stones
from bln.networks.queries import MeetingRow, meeting_rows, networks_page, perspectives_in
from bln.people.models import Account
from bln.questions.queries import count_unanswered
from bln.room.queries import heard_in
from meetings.composition import Composition, check_composition
from meetings.programme import Step
from meetings.progress import NextStep, NextStepKind, is_late
from meetings.silence import Silence, silence_of

NETWORKS_A_PAGE = 50
MOST_NARROWED = 2_000  # networks that a filter or an order other than by name looks through


class Matter(StrEnum):
    """What the board can be narrowed to, as it stands in the address."""

    NKA = "nka"
    LEADERS = "natverk"
    LATE = "forsenat"
    MISSING = "saknar"
    SILENT = "tyst"
    DONE = "klart"


class Order(StrEnum):
    """In which order networks stand, as it stands in the address."""

    NAME = "namn"
    NEXT = "nasta"
    OLDEST = "vantat"


@dataclass(frozen=True)
class Asked:
    """What somebody wants to see of the board; `page` counts from 1. `mine`: only what one is responsible for."""

    words: str = ""
    matter: Matter | None = None
    order: Order = Order.NAME
    page: int = 1
    mine: bool = False

    @property
    def partly(self) -> bool:
        """True when some networks may be left out, or stand in another order than by name."""
        return bool(self.words or self.mine or self.narrowed)

    def address(self, programme: Programme, page: int) -> str:
        """The address of a page of the same choice."""
        asked = {"q": self.words, "lage": self.matter, "ordning": self.order, "mina": "ja" if self.mine else ""}
        chosen: dict[str, Any] = {name: value for name, value in asked.items() if value}
        return url_for("desk.show_board", programme=programme.slug, **chosen, sida=page)

    @property
    def narrowed(self) -> bool:
        """True when the order or the choice needs the state of every network."""
        return self.matter is not None or self.order is not Order.NAME


def asked_in(address: Mapping[str, str], page: int) -> Asked:
    """What an address asks for; what it says that nobody can choose is left out."""
    matters = {matter.value: matter for matter in Matter}
    orders = {order.value: order for order in Order}
    words, matter, order = (address.get(name, "").strip() for name in ("q", "lage", "ordning"))
    return Asked(words, matters.get(matter), orders.get(order, Order.NAME), page, address.get("mina") == "ja")


@dataclass(frozen=True)
class Standing:
    """Where a network stands on a day."""

    network: Network
    meetings: Sequence[MeetingRow]
    next: NextStep
    composition: Composition
    silence: Silence
    day: date

    @property
    def to_compile(self) -> list[int]:
        """The meetings that are handed in and wait for staff to compile them."""
        if self.network.programme.compiled_by is not CompiledBy.STAFF:
            return []
        facts = (row.facts for row in self.meetings)
        return [each.number for each in facts if each.submitted and not each.shared and not each.cancelled]

    def concerns(self, matter: Matter) -> bool:
        """True when the network belongs to what the board is narrowed to; it may belong to several."""
        facts = [row.facts for row in self.meetings]
        match matter:
            case Matter.NKA:
                return bool(self.to_compile)
            case Matter.LEADERS:
                return self.next.kind not in (NextStepKind.WAIT_FOR_SUMMARY, NextStepKind.READ_PLAN)
            case Matter.LATE:
                return any(is_late(each, self.day) for each in facts)
            case Matter.MISSING:
                return bool(self.composition.missing)
            case Matter.SILENT:
                return bool(self.silence.named or self.silence.others)
            case Matter.DONE:
                return self.next.kind is NextStepKind.READ_PLAN

    def place_in(self, order: Order) -> tuple[date, str]:
        """What the network is sorted by; one without such a day stands last, by name."""
        planned = [row.facts for row in self.meetings if row.facts.planned and not row.facts.cancelled]
        days = [
            each.planned
            for each in planned
            if each.planned and (each.planned >= self.day if order is Order.NEXT else not each.shared)
        ]
        return (min(days, default=date.max) if order is not Order.NAME else date.min), self.network.slug


@dataclass(frozen=True)
class BoardRow:
    """A network with its meetings. `by_step` holds the stone that covers each step of the template, or None;
    `to_compile` are the meetings that wait for staff, `its_turn` says that the network has something to do."""

    network: Network
    by_step: Sequence[Stone | None]
    step: StepShown
    composition: Composition
    silence: Silence
    to_compile: Sequence[int]
    its_turn: bool


@dataclass(frozen=True)
class BoardRound:
    """A round: how many of the networks that hold it have handed in, how many have cancelled it, and whether a national
    summary is shared.

    `behind`: notes have been handed in since it was shared. `own_themes`: how many of its themes are one's own.
    """

    number: int
    step: Step
    submitted: int
    networks: int
    cancelled: int
    shared: bool
    behind: bool
    own_themes: int
    href: str


@dataclass(frozen=True)
class Board:
    """A programme at a glance; `page` counts from 1, `total` are the networks asked for and `everyone` all of them,
    `unanswered` are the questions to Nka that wait."""

    rows: list[BoardRow]
    rounds: list[BoardRound]
    total: int
    page: int
    unanswered: int
    everyone: int

    @property
    def pages(self) -> int:
        """How many pages the networks fill."""
        return max(1, -(-self.total // NETWORKS_A_PAGE))


def board_of(programme: Programme, asked: Asked, account: Account) -> Board:
    """One page of the board as a colleague sees it, of the networks that are asked for.

    The same number of queries however many networks there are.
    """
    first, size = (1, MOST_NARROWED) if asked.narrowed else (asked.page, NETWORKS_A_PAGE)
    owner = account.id if asked.mine else None
    networks, total, everyone = networks_page(programme, asked.words, first, size, owner)
    found = list(_standings(programme, networks))
    if asked.narrowed:
        found = [each for each in found if asked.matter is None or each.concerns(asked.matter)]
        found.sort(key=lambda each: each.place_in(asked.order))
        total = len(found)
        found = found[(asked.page - 1) * NETWORKS_A_PAGE : asked.page * NETWORKS_A_PAGE]
    rows = [_row(programme, each) for each in found]
    rounds = _rounds(programme, everyone, account)
    return Board(rows, rounds, total, asked.page, count_unanswered(programme), everyone)


def _standings(programme: Programme, networks: Sequence[Network]) -> Iterator[Standing]:
    ids, day = [network.id for network in networks], today()
    meetings, members, heard = meeting_rows(ids), perspectives_in(ids), heard_in(ids)
    for network in networks:
        rows = meetings[network.id]
        made_up = check_composition(members[network.id], programme.template.group)
        silence = silence_of(members[network.id], heard[network.id])
        yield Standing(network, rows, next_of(network, rows, day), made_up, silence, day)


def _row(programme: Programme, each: Standing) -> BoardRow:
    path = stones(each.network, each.meetings, each.day)
    step = shown_step(each.network, each.next)
    return BoardRow(
        each.network,
        _by_step(programme, each.meetings, path),
        step,
        each.composition,
        each.silence,
        each.to_compile,
        each.concerns(Matter.LEADERS),
    )


def _by_step(programme: Programme, rows: Sequence[MeetingRow], path: Sequence[Stone]) -> list[Stone | None]:
    covering = {step: stone for row, stone in zip(rows, path, strict=True) for step in row.steps}
    return [covering.get(step.key) for step in programme.template.steps]


def _rounds(programme: Programme, networks: int, account: Account) -> list[BoardRound]:
    begun, submitted, cancelled = (
        rounds_begun(programme, account),
        submitted_by_step(programme),
        cancelled_by_step(programme),
    )
    rounds = []
    for number, step in enumerate(programme.template.steps, start=1):
        shared, own = begun.get(step.key, (None, 0))
        count, last = submitted.get(step.key, (0, None))
        without = len(cancelled.get(step.key, ()))
        behind = shared is not None and last is not None and last > shared
        href = url_for("desk.show_summary", programme=programme.slug, number=number)
        rounds.append(
            BoardRound(number, step, count, networks - without, without, shared is not None, behind, own, href)
        )
    return rounds
