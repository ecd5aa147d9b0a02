"""From which perspectives the themes of a round come, for staff: under the small-group rule, as in the report."""

from bln.desk.models import SummaryVersion
from bln.desk.scopes import RoundScope
from bln.networks.queries import compositions
from bln.room.queries import submitted_by_id
from meetings.perspectives import members_by_perspective, themes_by_perspective
from meetings.snapshot import from_data
from meetings.summary import Summary

Rows = list[tuple[str, tuple[int | None, ...]]]


def perspectives_of(scope: RoundScope, version: SummaryVersion) -> Rows:
    """Each theme's title with the number of networks for each perspective, None where hidden; nothing when no cell can
    be shown. Of the latest version alone: what changed from one to the next could tell who is behind a cell."""
    summary = from_data(Summary, version.content)
    networks = scope.programme.networks
    made_up = compositions(scope.programme, [network.id for network in networks])
    members = members_by_perspective({network.slug: made_up[network.id].by_perspective for network in networks})
    told = submitted_by_id([source.note_id for theme in summary.themes for source in theme.sources], version.shared_at)
    perspectives = {note.id: note.perspective for note in told.values() if note.perspective}
    titles = {theme.id: theme.title for theme in summary.themes}
    return [(titles[row.theme], row.networks) for row in themes_by_perspective(summary.themes, perspectives, members)]
