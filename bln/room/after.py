"""What the page of the hour after a meeting shows."""

import uuid
from dataclasses import dataclass

from flask import request

from bln.desk.queries import shared_steps
from bln.networks.models import Meeting
from bln.policy import Access
from bln.room import guides, queries
from bln.room.after_forms import MendForm, ReopenForm, mend_form
from bln.room.check_page import check_counts
from bln.room.checking import check_of
from bln.room.forms import SubmitForm
from bln.room.models import Note
from bln.room.outcomes import latest_outcome
from bln.room.page import meeting_page
from bln.room.priorities import latest_priorities
from bln.room.reopening import is_closed, standing_reopening
from bln.room.submitting import finds_in, finds_in_outcome
from meetings.privacy import Find, Level, check_privacy


@dataclass(frozen=True)
class Found:
    """A note in which the privacy check finds something, with the field to mend it in. `theirs` is what somebody else
    saved meanwhile."""

    note: Note
    finds: tuple[Find, ...]
    form: MendForm
    theirs: str = ""


@dataclass(frozen=True)
class Mended:
    """A note that was just changed; `before` is its text before, to go back to."""

    note: Note
    before: MendForm


def submit_page(
    access: Access,
    meeting: Meeting,
    *,
    form: SubmitForm | None = None,
    reopening: ReopenForm | None = None,
    mending: MendForm | None = None,
    note_id: uuid.UUID | None = None,
    conflict: bool = False,
) -> str:
    """The page; with the form that had a fault, which stays as it was written."""
    notes = queries.live_notes(meeting)
    chosen, outcome = latest_priorities(meeting)[1], latest_outcome(meeting)[1]
    submissions = queries.submissions_of(meeting)
    in_outcome = finds_in_outcome(outcome)
    found = [_found(note, finds, mending if note.id == note_id else None, conflict) for note, finds in finds_in(notes)]
    standing = standing_reopening(meeting)
    all_finds = [*in_outcome, *(find for each in found for find in each.finds)]
    return meeting_page(
        "room/submit.html",
        access,
        meeting,
        form=form or SubmitForm(reason=standing.reason if standing else ""),
        faulty=next((each for each in (form, reopening, mending) if each and each.errors), None),
        reopening=reopening or (ReopenForm(formdata=None, version=submissions[0].version) if submissions else None),
        closed=is_closed(meeting.id),
        standing=standing,
        late=bool(submissions) and _is_compiled(access, meeting),
        found=found,
        in_outcome=in_outcome,
        blocked=any(find.level is Level.BLOCK for find in all_finds),
        mended=_mended(meeting),
        submissions=submissions,
        questions=guides.questions_of(access.network, meeting),
        counts=queries.note_counts(meeting),
        chooses=guides.priority_question(access.network, meeting) is not None,
        chosen=chosen.priorities,
        outcome=outcome,
        check=check_counts(access.network, check_of(meeting)) if not submissions else {},
    )


def _found(note: Note, finds: tuple[Find, ...], written: MendForm | None, conflict: bool) -> Found:
    form = written or mend_form(note, formdata=None)
    if conflict and written:
        form.version.data, form.version.raw_data = note.version, None
        return Found(note, finds, form, note.text)
    return Found(note, finds, form)


def _is_compiled(access: Access, meeting: Meeting) -> bool:
    """True when the national summary of a round that the meeting belongs to is shared."""
    return not shared_steps(access.network.programme).keys().isdisjoint(meeting.steps)


def _mended(meeting: Meeting) -> Mended | None:
    """The note that was changed last, where its text before can be taken back."""
    note_id = request.args.get("andrad", type=uuid.UUID)
    note = queries.note_of(meeting, note_id) if note_id else None
    revisions = queries.revisions_of(note) if note else []
    if note is None or len(revisions) < 2:
        return None
    before = revisions[1].text
    if any(find.level is Level.BLOCK for find in check_privacy(before)):
        return None
    form = mend_form(note, formdata=None)
    form.text.data = before
    return Mended(note, form)
