"""The draft report of a programme, put together from what is shared."""

from collections.abc import Sequence

from bln.desk.queries import shared_rounds, shared_summaries
from bln.networks.models import Network, Programme
from bln.networks.queries import MeetingRow, compositions, meeting_rows, networks_of
from meetings.composition import Composition
from meetings.programme import Gathers
from meetings.report import NetworkFacts, Report, compile_report
from meetings.summary import Summary


def report_of(programme: Programme) -> Report:
    """Compile the report from the shared national summaries; the same number of queries for any number of networks."""
    networks = networks_of(programme)
    ids = [network.id for network in networks]
    rows = meeting_rows(ids)
    made_up = compositions(programme, ids)
    shared = shared_summaries([row.id for found in rows.values() for row in found])
    facts = [
        _facts(
            network,
            rows[network.id],
            made_up[network.id],
            [shared[row.id] for row in rows[network.id] if row.id in shared],
        )
        for network in networks
    ]
    return compile_report(programme.template, facts, list(shared_rounds(programme).values()))


def _facts(
    network: Network, rows: Sequence[MeetingRow], composition: Composition, summaries: Sequence[Summary]
) -> NetworkFacts:
    priorities = (t for summary in summaries for t in summary.themes if t.gathers is Gathers.PRIORITY)
    return NetworkFacts(
        slug=network.slug,
        name=network.place,
        place=network.place,
        region=network.region,
        members=composition.members,
        perspectives=composition.by_perspective,
        meetings_held=sum(row.facts.has_notes for row in rows),
        meetings_submitted=sum(row.facts.submitted for row in rows),
        meetings_planned=len(rows),
        areas=tuple((theme.title, theme.sources) for theme in priorities),
    )
