"""Dispose of a programme's documents under a recorded decision, and leave a receipt."""

from collections.abc import Iterator, Mapping
from hashlib import sha256

from sqlalchemy import ColumnElement, delete, func, or_, select

from bln.audit.models import AuditAction, ObjectKind
from bln.audit.services import audit
from bln.calls.models import Call, CallAction, CallAttendance, CallNotes, CallPoint
from bln.db import Base, commit, db
from bln.desk.models import DraftTheme, SortedNote, SortingStep, SummaryDraft, SummaryVersion, ThemeOwner
from bln.interchange.writer import export_programme
from bln.members.models import Invitation
from bln.networks.models import Meeting, MeetingAnswer, Network, Programme
from bln.plans.models import PlanRevision
from bln.privacy.models import Disposal, DisposalCounts
from bln.questions.models import QuestionAnswer, QuestionOwner
from bln.reports.models import ClosingAnswer, PassageRevision, Publication, ReportAnswer, ReportVersion
from bln.room.check_models import CheckAnswer, CheckRemark, NotesCheck
from bln.room.models import (
    Attendance,
    GuideAdaptation,
    GuideVersion,
    Note,
    NoteRevision,
    OutcomeVersion,
    PriorityVersion,
    Reopening,
    Submission,
    SubmittedNote,
)
from meetings.snapshot import to_data

Scope = tuple[str, type[Base], ColumnElement[bool]]


class NothingToDispose(Exception):
    """The programme has no documents."""


def disposable(programme: Programme) -> DisposalCounts:
    """What a disposal would take away."""
    return _counts({name: _count(model, mine) for name, model, mine in _scopes(programme) if name})


def dispose(programme: Programme, decision: str) -> Disposal:
    """Take away every document of a programme, in one commit; the receipt stays.

    The programme, its networks, its meetings and who took part in which network stay. The fingerprint is that of the
    file that `bln export data` would have made just before. Raises `NothingToDispose`.
    """
    _lock(programme)
    if disposable(programme) == DisposalCounts():
        raise NothingToDispose
    fingerprint = sha256(export_programme(programme)).hexdigest()
    gone = {}
    for name, model, mine in _scopes(programme):
        keys = model.__mapper__.primary_key
        taken = delete(model).where(mine).returning(*keys).execution_options(synchronize_session=False)
        gone[name] = len(db.session.execute(taken).all())
    db.session.expire_all()
    receipt = Disposal(
        programme_id=programme.id, decision=decision, counts=to_data(_counts(gone)), fingerprint=fingerprint
    )
    db.session.add(receipt)
    audit(AuditAction.DOCUMENTS_DISPOSED, ObjectKind.PROGRAMME, programme.id, programme.id)
    commit()
    return receipt


def _counts(found: Mapping[str, int]) -> DisposalCounts:
    return DisposalCounts(**{name: count for name, count in found.items() if name})


def _lock(programme: Programme) -> None:
    """Whoever writes a note, a choice, a plan or a summary waits, and then finds it gone."""
    networks = select(Network.id).where(Network.programme_id == programme.id)
    db.session.execute(networks.with_for_update()).all()
    db.session.execute(select(Meeting.id).where(Meeting.network_id.in_(networks)).with_for_update()).all()
    db.session.execute(select(Programme.id).where(Programme.id == programme.id).with_for_update()).all()


def _count(model: type[Base], mine: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(mine)) or 0


def _scopes(programme: Programme) -> Iterator[Scope]:
    """Each table with the rows that go, in an order that leaves nothing pointing at what is gone.

    Named as in `DisposalCounts`; what is only a part of a document has no name.
    """
    networks = select(Network.id).where(Network.programme_id == programme.id)
    meetings = select(Meeting.id).where(Meeting.network_id.in_(networks))
    notes = select(Note.id).where(Note.meeting_id.in_(meetings))
    submissions = select(Submission.id).where(Submission.meeting_id.in_(meetings))
    of_programme = or_(SummaryDraft.meeting_id.in_(meetings), SummaryDraft.programme_id == programme.id)
    drafts = select(SummaryDraft.id).where(of_programme)
    checks = select(NotesCheck.id).where(NotesCheck.meeting_id.in_(meetings))
    yield "", MeetingAnswer, MeetingAnswer.meeting_id.in_(meetings)
    yield "", CheckAnswer, CheckAnswer.check_id.in_(checks)
    yield "", CheckRemark, CheckRemark.check_id.in_(checks)
    yield "checks", NotesCheck, NotesCheck.meeting_id.in_(meetings)
    yield "outcomes", OutcomeVersion, OutcomeVersion.meeting_id.in_(meetings)
    yield "", Reopening, Reopening.meeting_id.in_(meetings)
    yield "", SubmittedNote, SubmittedNote.submission_id.in_(submissions)
    yield "submissions", Submission, Submission.meeting_id.in_(meetings)
    yield "", SortingStep, SortingStep.draft_id.in_(drafts)
    yield "", SortedNote, SortedNote.draft_id.in_(drafts)
    themes = select(DraftTheme.id).where(DraftTheme.draft_id.in_(drafts))
    yield "", ThemeOwner, ThemeOwner.theme_id.in_(themes)
    yield "", DraftTheme, DraftTheme.draft_id.in_(drafts)
    yield "shared_summaries", SummaryVersion, SummaryVersion.draft_id.in_(drafts)
    yield "summaries", SummaryDraft, of_programme
    yield "", QuestionOwner, QuestionOwner.note_id.in_(notes)
    yield "answers", QuestionAnswer, QuestionAnswer.note_id.in_(notes)
    yield "revisions", NoteRevision, NoteRevision.note_id.in_(notes)
    yield "notes", Note, Note.meeting_id.in_(meetings)
    yield "guides", GuideVersion, GuideVersion.meeting_id.in_(meetings)
    yield "adaptations", GuideAdaptation, GuideAdaptation.meeting_id.in_(meetings)
    yield "priorities", PriorityVersion, PriorityVersion.meeting_id.in_(meetings)
    yield "attendances", Attendance, Attendance.meeting_id.in_(meetings)
    yield "plans", PlanRevision, PlanRevision.network_id.in_(networks)
    yield "invitations", Invitation, Invitation.network_id.in_(networks)
    yield from _calls(programme)
    yield from _reports(programme)
    yield "closing_answers", ClosingAnswer, ClosingAnswer.network_id.in_(networks)


def _calls(programme: Programme) -> Iterator[Scope]:
    calls = select(Call.id).where(Call.programme_id == programme.id)
    yield "", CallPoint, CallPoint.call_id.in_(calls)
    yield "", CallAttendance, CallAttendance.call_id.in_(calls)
    yield "", CallNotes, CallNotes.call_id.in_(calls)
    yield "", CallAction, CallAction.call_id.in_(calls)
    yield "calls", Call, Call.programme_id == programme.id


def _reports(programme: Programme) -> Iterator[Scope]:
    yield "publications", Publication, Publication.programme_id == programme.id
    versions = select(ReportVersion.id).where(ReportVersion.programme_id == programme.id)
    yield "report_answers", ReportAnswer, ReportAnswer.version_id.in_(versions)
    yield "report_versions", ReportVersion, ReportVersion.programme_id == programme.id
    yield "report_texts", PassageRevision, PassageRevision.programme_id == programme.id
