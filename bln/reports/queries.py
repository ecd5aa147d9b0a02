"""The draft report of a programme, put together from what is shared; and what the closing form has gathered."""

import uuid
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select

from bln.db import db
from bln.desk.queries import shared_rounds, shared_summaries
from bln.networks.models import Network, Programme
from bln.networks.queries import MeetingRow, compositions, meeting_rows, networks_of
from bln.reports.models import ClosingAnswer
from bln.room.priorities import submitted_priorities
from bln.room.queries import submitted_by_id
from meetings import lessons as rules
from meetings.composition import Composition
from meetings.notes import Source
from meetings.priorities import Prioritisation
from meetings.programme import Gathers, Perspective
from meetings.report import NetworkFacts, Report, compile_report
from meetings.summary import Summary


def report_of(programme: Programme) -> Report:
    """Compile the report from the shared national summaries; the same number of queries for any number of networks."""
    networks = networks_of(programme)
    ids = [network.id for network in networks]
    rows = meeting_rows(ids)
    made_up = compositions(programme, ids)
    meetings = [row.id for found in rows.values() for row in found]
    shared, chosen = shared_summaries(meetings), submitted_priorities(meetings)
    facts = [
        _facts(network, rows[network.id], made_up[network.id], tuple(_areas(rows[network.id], shared, chosen)))
        for network in networks
    ]
    rounds = list(shared_rounds(programme).values())
    return compile_report(
        programme.template,
        facts,
        rounds,
        perspectives=_perspectives(rounds),
        answers=closing_answers(programme),
    )


def _perspectives(rounds: Sequence[Summary]) -> dict[str, Perspective]:
    """From which perspective the notes behind the priorities were told, by note id."""
    priorities = (theme for summary in rounds for theme in summary.themes if theme.gathers is Gathers.PRIORITY)
    notes = submitted_by_id(source.note_id for theme in priorities for source in theme.sources)
    return {note.id: note.perspective for note in notes.values() if note.perspective}


def closing_answers(programme: Programme) -> list[rules.ClosingAnswer]:
    """Every answer to the closing form, in the order of their random ids."""
    query = (
        select(ClosingAnswer, Network.slug)
        .join(Network, Network.id == ClosingAnswer.network_id)
        .where(Network.programme_id == programme.id)
        .order_by(ClosingAnswer.id)
    )
    return [
        rules.ClosingAnswer(
            id=str(answer.id),
            network=slug,
            role=answer.role,
            usefulness=answer.usefulness,
            worked=answer.worked,
            hard=answer.hard,
            advice=answer.advice,
            quotable=answer.quotable,
        )
        for answer, slug in db.session.execute(query)
    ]


def closing_answer(network: Network, answer_id: uuid.UUID) -> ClosingAnswer | None:
    """An answer of this network, or None."""
    query = select(ClosingAnswer).where(ClosingAnswer.id == answer_id, ClosingAnswer.network_id == network.id)
    return db.session.scalar(query)


def _areas(
    rows: Sequence[MeetingRow], shared: Mapping[uuid.UUID, Summary], chosen: Mapping[uuid.UUID, Prioritisation]
) -> Iterator[tuple[str, tuple[Source, ...]]]:
    """The areas that a network chose, or where it recorded no choice, its shared themes that gather priority."""
    for row in rows:
        if row.id in chosen:
            yield from ((area.title, area.sources) for area in chosen[row.id].priorities)
        elif row.id in shared:
            themes = shared[row.id].themes
            yield from ((theme.title, theme.sources) for theme in themes if theme.gathers is Gathers.PRIORITY)


def _facts(
    network: Network,
    rows: Sequence[MeetingRow],
    composition: Composition,
    areas: tuple[tuple[str, tuple[Source, ...]], ...],
) -> NetworkFacts:
    held = [row for row in rows if row.facts.has_notes]
    days = [row.facts.planned.isoformat() for row in held if row.facts.planned]
    return NetworkFacts(
        slug=network.slug,
        name=network.place,
        place=network.place,
        region=network.region,
        members=composition.members,
        perspectives=composition.by_perspective,
        meetings_held=len(held),
        meetings_submitted=sum(row.facts.submitted for row in rows),
        meetings_planned=sum(not row.facts.cancelled for row in rows),
        areas=areas,
        first_met=min(days, default=""),
        last_met=max(days, default=""),
        bodies=tuple(body.name for body in network.bodies),
    )
