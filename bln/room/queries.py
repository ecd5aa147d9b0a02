"""What is asked about a meeting: its notes, what was submitted, its guide."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import NamedTuple

from sqlalchemy import Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased, selectinload

from bln.db import db
from bln.networks.models import Meeting, Network
from bln.room.models import GuideVersion, Note, NoteRevision, Submission, SubmittedNote
from bln.room.reopening import closed_meeting
from bln.room.tool_models import Room
from meetings import notes as rules
from meetings.programme import Perspective
from meetings.prompts import Guide, Prompt
from meetings.snapshot import from_data

NOTES_A_PAGE = 50
GUIDES_KEPT = 100


class NoteShown(NamedTuple):
    """What a page shows of a note: no object of the session, and not a row, whose names are slow to look up."""

    id: uuid.UUID
    number: int
    text: str
    perspective: Perspective | None
    quotable: bool
    kind: rules.NoteKind | None


# What the room's pages ask all the time is built once, as SQLAlchemy takes longer to build a query than to run it.


@cache
def _notes_page() -> Select[uuid.UUID, int, str, Perspective | None, bool, rules.NoteKind | None]:
    return (
        select(Note.id, Note.number, Note.text, Note.perspective, Note.quotable, Note.kind)
        .where(Note.meeting_id == bindparam("meeting"), Note.withdrawn_at.is_(None))
        .where(Note.question == bindparam("question"))
        .order_by(Note.position.desc())
        .limit(NOTES_A_PAGE)
        .offset(bindparam("newer"))
    )


@cache
def _standing() -> Select[str | None, int, uuid.UUID | None, bool, bool, bool | None]:
    """A row for each question with notes; one with a count of 0 when there are none."""
    guides = select(GuideVersion.id).where(GuideVersion.meeting_id == bindparam("meeting"))
    return (
        select(
            Note.question,
            func.count(Note.id),
            guides.order_by(GuideVersion.version.desc()).limit(1).scalar_subquery(),
            exists().where(Submission.meeting_id == bindparam("meeting")),
            closed_meeting(bindparam("meeting")),
            or_(Room.wall, Room.table_round, Room.time_box, Room.phones),
        )
        .select_from(Meeting)
        .outerjoin(Note, and_(Note.meeting_id == Meeting.id, Note.withdrawn_at.is_(None)))
        .outerjoin(Room, Room.meeting_id == Meeting.id)
        .where(Meeting.id == bindparam("meeting"))
        .group_by(Note.question, Room.meeting_id)
    )


def live_notes(meeting: Meeting, question: str | None = None) -> list[Note]:
    """The notes of a meeting that are not withdrawn, in their order; of one question, or of all."""
    query = select(Note).where(Note.meeting_id == meeting.id, Note.withdrawn_at.is_(None)).order_by(Note.position)
    return list(db.session.scalars(query if question is None else query.where(Note.question == question)))


def notes_page(meeting: Meeting, question: str, page: int) -> list[NoteShown]:
    """What is shown of at most `NOTES_A_PAGE` notes of a question, last page first, each in their order."""
    wanted = {"meeting": meeting.id, "question": question, "newer": (page - 1) * NOTES_A_PAGE}
    return [NoteShown(*row) for row in db.session.execute(_notes_page(), wanted).all()[::-1]]


def note_counts(meeting: Meeting) -> dict[str, int]:
    """How many notes stand under each question."""
    return standing_of(meeting).counts


@dataclass(frozen=True)
class Standing:
    """How far the notes of a meeting have come: how many stand under each question that has any, which is the newest
    frozen guide, whether the notes have been handed in, whether they are closed since, and whether a tool in the room
    is on."""

    counts: dict[str, int]
    guide_id: uuid.UUID | None
    submitted: bool
    closed: bool
    tools_on: bool


def standing_of(meeting: Meeting) -> Standing:
    """One query for all of it: the room asks with every page."""
    rows = db.session.execute(_standing(), {"meeting": meeting.id}).all()
    counts = {question: notes for question, notes, *_ in rows if question is not None}
    return Standing(counts, rows[0][2], bool(rows[0][3]), bool(rows[0][4]), bool(rows[0][5]))


def note_of(meeting: Meeting, note_id: uuid.UUID) -> Note | None:
    """A note of this meeting as stored now, withdrawn or not; None for a note of another meeting."""
    query = select(Note).where(Note.meeting_id == meeting.id, Note.id == note_id)
    return db.session.scalar(query.execution_options(populate_existing=True))


def standing_notes(meeting: Meeting, note_ids: Sequence[uuid.UUID]) -> int:
    """How many of these notes stand in a meeting."""
    query = select(func.count(Note.id)).where(Note.meeting_id == meeting.id, Note.id.in_(note_ids))
    return db.session.scalar(query.where(Note.withdrawn_at.is_(None))) or 0


def revisions_of(note: Note) -> list[NoteRevision]:
    """Every version of a note, newest first."""
    query = select(NoteRevision).where(NoteRevision.note_id == note.id).order_by(NoteRevision.version.desc())
    return list(db.session.scalars(query))


def wordings_of(note: Note) -> list[NoteRevision]:
    """The versions of a note that say something else than the one before, newest first: to be moved is no wording."""
    shown: list[NoteRevision] = []
    for revision in reversed(revisions_of(note)):
        if not shown or _wording(revision) != _wording(shown[-1]):
            shown.append(revision)
    return shown[::-1]


def _wording(revision: NoteRevision) -> tuple[object, ...]:
    chosen = revision.perspective, revision.quotable, revision.kind
    return revision.question, revision.text, *chosen, revision.withdrawn


def submissions_of(meeting: Meeting) -> list[Submission]:
    """Every submission of a meeting, newest first, with its notes."""
    query = (
        select(Submission)
        .where(Submission.meeting_id == meeting.id)
        .order_by(Submission.version.desc())
        .options(selectinload(Submission.notes))
    )
    return list(db.session.scalars(query))


def latest_submission(meeting: Meeting) -> Submission | None:
    """The newest submission of a meeting, with its notes."""
    query = (
        select(Submission)
        .where(Submission.meeting_id == meeting.id)
        .order_by(Submission.version.desc())
        .limit(1)
        .options(selectinload(Submission.notes))
    )
    return db.session.scalar(query)


def submitted_notes(meeting_ids: Sequence[uuid.UUID]) -> list[rules.Note]:
    """The notes of the latest submission of each meeting, as the rules see them."""
    newest = (
        select(Submission.meeting_id, func.max(Submission.version).label("version"))
        .where(Submission.meeting_id.in_(meeting_ids))
        .group_by(Submission.meeting_id)
        .subquery()
    )
    query = (
        select(SubmittedNote, Network.slug, Meeting.number)
        .join(Submission, SubmittedNote.submission_id == Submission.id)
        .join(newest, (newest.c.meeting_id == Submission.meeting_id) & (newest.c.version == Submission.version))
        .join(Meeting, Meeting.id == Submission.meeting_id)
        .join(Network, Network.id == Meeting.network_id)
        .order_by(Network.slug, Meeting.number, SubmittedNote.position)
    )
    return [_as_rule(note, slug, number) for note, slug, number in db.session.execute(query)]


def heard_in(network_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, set[Perspective]]:
    """The perspectives that notes of each network are marked with, as last handed in."""
    newer = aliased(Submission)
    query = (
        select(Meeting.network_id, SubmittedNote.perspective)
        .join(Submission, Submission.meeting_id == Meeting.id)
        .join(SubmittedNote, SubmittedNote.submission_id == Submission.id)
        .where(Meeting.network_id.in_(network_ids), SubmittedNote.perspective.is_not(None))
        .where(~exists().where(newer.meeting_id == Meeting.id, newer.version > Submission.version))
        .distinct()
    )
    found: dict[uuid.UUID, set[Perspective]] = {network_id: set() for network_id in network_ids}
    for network_id, perspective in db.session.execute(query):
        if perspective:
            found[network_id].add(perspective)
    return found


def submitted_by_id(note_ids: Iterable[str], at: datetime | None = None) -> dict[str, rules.Note]:
    """Submitted notes by id, each as it stood in the newest submission that held it, now or `at` an instant."""
    query = (
        select(SubmittedNote, Network.slug, Meeting.number)
        .where(SubmittedNote.note_id.in_({uuid.UUID(note_id) for note_id in note_ids}))
        .join(Submission, SubmittedNote.submission_id == Submission.id)
        .join(Meeting, Meeting.id == Submission.meeting_id)
        .join(Network, Network.id == Meeting.network_id)
        .order_by(Submission.version)
    )
    if at is not None:
        query = query.where(Submission.submitted_at <= at)
    found = (_as_rule(note, slug, number) for note, slug, number in db.session.execute(query))
    return {note.id: note for note in found}


def notes_of_network(network: Network) -> dict[str, rules.Note]:
    """Every note that a network has submitted, by id, each as last submitted."""
    query = select(Meeting.id).where(Meeting.network_id == network.id)
    return {note.id: note for note in submitted_notes(list(db.session.scalars(query)))}


def _as_rule(note: SubmittedNote | Note, network: str, meeting: int) -> rules.Note:
    return rules.Note(
        id=str(note.note_id if isinstance(note, SubmittedNote) else note.id),
        network=network,
        meeting=meeting,
        number=note.number,
        question=note.question,
        text=note.text,
        perspective=note.perspective,
        quotable=note.quotable,
        kind=note.kind,
    )


def rule_notes(notes: Sequence[Note], network: Network, meeting: Meeting) -> list[rules.Note]:
    """Notes as they stand now, as the rules see them."""
    return [_as_rule(note, network.slug, meeting.number) for note in notes]


def is_frozen(meeting: Meeting) -> bool:
    """True when the guide of a meeting has been frozen."""
    return bool(db.session.scalar(select(exists().where(GuideVersion.meeting_id == meeting.id))))


def frozen_guide(meeting: Meeting) -> Guide | None:
    """The newest frozen guide of a meeting, if it has been frozen."""
    version = guide_version(meeting)
    return from_data(Guide, version.content) if version else None


@lru_cache(maxsize=GUIDES_KEPT)
def frozen_prompts(guide_id: uuid.UUID) -> Mapping[str, Prompt]:
    """The prompts of a frozen guide by question; it never changes, and a meeting that goes on is often opened."""
    content = db.session.scalar(select(GuideVersion.content).where(GuideVersion.id == guide_id))
    return {prompt.question: prompt for prompt in from_data(Guide, content).prompts}


def guide_version(meeting: Meeting) -> GuideVersion | None:
    """The newest version of a frozen guide."""
    query = (
        select(GuideVersion).where(GuideVersion.meeting_id == meeting.id).order_by(GuideVersion.version.desc()).limit(1)
    )
    return db.session.scalar(query)
