"""The guide and the notes as documents; the notes as a table too. Builders are imported when something is built."""

from dataclasses import replace
from typing import TYPE_CHECKING

from bln.desk.queries import last_shared
from bln.evidence.queries import with_withdrawals
from bln.networks.context import context_of, meeting_title
from bln.networks.models import Meeting, Network
from bln.room.attendance import attended
from bln.room.guides import build_current_guide, current_guide, meeting_before, questions_of
from bln.room.outcomes import latest_outcome, submitted_outcome
from bln.room.priorities import latest_priorities, submitted_priorities
from bln.room.queries import guide_version, latest_submission, live_notes, rule_notes, submitted_by_id, submitted_notes
from exports import wording
from meetings.outcome import NOTHING, Outcome
from meetings.priorities import Prioritisation
from meetings.prompts import Guide, as_members_read_it
from meetings.snapshot import from_data

if TYPE_CHECKING:
    from exports.document import Document
    from exports.sheet import Sheet


def guide_document_of(network: Network, meeting: Meeting, *, for_members: bool = False) -> "Document":
    """The guide of a meeting, with the network's own notes behind what it carries; for members, what is shared."""
    from exports.guide import guide_document

    frozen = guide_version(meeting)
    guide = from_data(Guide, frozen.content) if frozen else build_current_guide(network, meeting)
    at = frozen.frozen_at if frozen else None
    if for_members:  # what was handed in after the summary was shared is not shared yet
        guide, before = as_members_read_it(guide), meeting_before(network, meeting)
        at = last_shared(before) if before else None
    guide = replace(guide, facts=with_withdrawals(guide.facts), cited=with_withdrawals(guide.cited))
    note_ids = [source.note_id for prompt in guide.prompts for theme in prompt.carried for source in theme.sources]
    context = context_of(network, meeting, for_members=for_members)
    return guide_document(guide, context, submitted_by_id(note_ids, at=at))


def note_form_of(network: Network, meeting: Meeting, *, on_paper: bool) -> "Document":
    """The form to write the meeting's notes in."""
    from exports.note_form import note_form_document

    return note_form_document(current_guide(network, meeting), context_of(network, meeting), on_paper=on_paper)


def notes_document_of(network: Network, meeting: Meeting) -> "Document":
    """The notes as they stand, marked as a draft until they are handed in as they are."""
    from exports.notes import notes_document

    notes = rule_notes(live_notes(meeting), network, meeting)
    chosen = latest_priorities(meeting)[1]
    sent = submitted_priorities([meeting.id]).get(meeting.id, Prioritisation())
    outcome = latest_outcome(meeting)[1]
    handed_in = notes == submitted_notes([meeting.id]) and chosen == sent and outcome == submitted_outcome(meeting)
    return notes_document(
        meeting.number,
        meeting_title(network, meeting.steps),
        questions_of(network, meeting),
        notes,
        context_of(network, meeting),
        priorities=chosen.priorities,
        outcome=outcome,
        present=_present(meeting),
        notice="" if handed_in else "Utkast: anteckningarna är inte inlämnade.",
    )


def _present(meeting: Meeting) -> str:
    """How many came; never who."""
    came = attended(meeting)
    if not came.recorded:
        return ""
    guests = f" och {wording.counted(came.guests, 'gäst')}" if came.guests else ""
    return f"{wording.counted(len(came.present), 'deltagare')}{guests}"


def submitted_document_of(network: Network, meeting: Meeting) -> "Document | None":
    """The notes as last handed in, or None."""
    from exports.notes import notes_document

    submission = latest_submission(meeting)
    if submission is None:
        return None
    return notes_document(
        meeting.number,
        meeting_title(network, meeting.steps),
        questions_of(network, meeting),
        submitted_notes([meeting.id]),
        context_of(network, meeting, version=submission.version),
        priorities=from_data(Prioritisation, submission.priorities).priorities if submission.priorities else (),
        outcome=from_data(Outcome, submission.outcome) if submission.outcome else NOTHING,
    )


def notes_sheet_of(network: Network, meeting: Meeting) -> "Sheet":
    """The notes as they stand, as a table."""
    from exports.tables import notes_sheet

    return notes_sheet(questions_of(network, meeting), rule_notes(live_notes(meeting), network, meeting))


def submitted_sheet_of(network: Network, meeting: Meeting) -> "Sheet | None":
    """The notes as last handed in, as a table, or None."""
    from exports.tables import notes_sheet

    notes = submitted_notes([meeting.id])
    return notes_sheet(questions_of(network, meeting), notes) if notes else None
