"""The board: networks × meetings with their state in words, and the rounds."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from bln.clock import today
from bln.desk.queries import cancelled_by_step, last_submitted, shared_steps, submitted_by_step
from bln.networks.models import Network, Programme
from bln.networks.path import StepShown, Stone, next_of, shown_step, stones
from bln.networks.queries import MeetingRow, compositions, count_networks, meeting_rows, networks_page
from bln.questions.queries import count_unanswered
from meetings.composition import Composition
from meetings.programme import Step

NETWORKS_A_PAGE = 50


@dataclass(frozen=True)
class BoardRow:
    """A network with its meetings. `by_step` holds the stone that covers each step of the template, or None."""

    network: Network
    by_step: Sequence[Stone | None]
    step: StepShown
    composition: Composition


@dataclass(frozen=True)
class BoardRound:
    """A round: how many of the networks that hold it have handed in, how many have cancelled it, and whether a national
    summary is shared.

    `behind`: notes have been handed in since it was shared.
    """

    number: int
    step: Step
    submitted: int
    networks: int
    cancelled: int
    shared: bool
    behind: bool
    href: str


@dataclass(frozen=True)
class Board:
    """A programme at a glance; `page` counts from 1, `unanswered` are the questions to Nka that wait."""

    rows: list[BoardRow]
    rounds: list[BoardRound]
    total: int
    page: int
    unanswered: int

    @property
    def pages(self) -> int:
        """How many pages the networks fill."""
        return max(1, -(-self.total // NETWORKS_A_PAGE))


def board_of(programme: Programme, words: str, page: int) -> Board:
    """One page of the board, of the networks whose place or region holds `words`.

    The same number of queries however many networks there are.
    """
    networks, total = networks_page(programme, words, page, NETWORKS_A_PAGE)
    ids = [network.id for network in networks]
    meetings = meeting_rows(ids)
    made_up = compositions(programme, ids)
    day = today()
    rows = [
        BoardRow(
            network,
            _by_step(programme, meetings[network.id], stones(network, meetings[network.id], day)),
            shown_step(network, next_of(network, meetings[network.id], day)),
            made_up[network.id],
        )
        for network in networks
    ]
    return Board(rows, _rounds(programme), total, page, count_unanswered(programme))


def _by_step(programme: Programme, rows: Sequence[MeetingRow], path: Sequence[Stone]) -> list[Stone | None]:
    covering = {step: stone for row, stone in zip(rows, path, strict=True) for step in row.steps}
    return [covering.get(step.key) for step in programme.template.steps]


def _rounds(programme: Programme) -> list[BoardRound]:
    shared, submitted, last = shared_steps(programme), submitted_by_step(programme), last_submitted(programme)
    networks, cancelled = count_networks(programme), cancelled_by_step(programme)
    return [
        BoardRound(
            number,
            step,
            submitted.get(step.key, 0),
            networks - len(cancelled.get(step.key, ())),
            len(cancelled.get(step.key, ())),
            step.key in shared,
            step.key in shared and step.key in last and last[step.key] > shared[step.key],
            url_for("desk.show_summary", programme=programme.slug, number=number),
        )
        for number, step in enumerate(programme.template.steps, start=1)
    ]
