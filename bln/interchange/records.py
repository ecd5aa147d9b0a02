"""The format as one table: which columns of which model stand in the file, and what lies in what.

Writer and reader walk the same table. What a value may be follows from the type of its column, and what must
be unique or point at something from the constraints of the database. The account behind a save, a submission
or a shared version is left out, and so are accounts, e-mail addresses and the secrets of links: they belong to a
place, not to a programme.
"""

from bln.calls.models import Call, CallAction, CallAttendance, CallNotes, CallPoint
from bln.desk.models import DraftTheme, SortedNote, SummaryDraft, SummaryVersion
from bln.interchange.plan_records import PLAN_VERSION
from bln.interchange.record import Record
from bln.interchange.report_records import PASSAGE, PUBLICATION, REPORT_VERSION
from bln.introduction.models import Introduction
from bln.members.models import Consent, Invitation
from bln.networks.models import Meeting, MeetingAnswer, MeetingStep, Network, Programme, ReceivingBody
from bln.people.models import Membership, Person
from bln.plans.models import PlanRevision
from bln.privacy.models import Disposal
from bln.questions.models import QuestionAnswer
from bln.reports.models import ClosingAnswer
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

FORMAT = 1


_STEP = Record(MeetingStep, ("position", "step"), ("position", "step"), {"meeting_id": "id"})
_GUIDE = Record(
    GuideVersion, ("id", "version", "content", "frozen_at", "shared_at"), ("version",), {"meeting_id": "id"}
)
_REVISION = Record(
    NoteRevision,
    ("version", "question", "text", "perspective", "quotable", "kind", "withdrawn", "saved_at"),
    ("version",),
    {"note_id": "id"},
)
_ANSWER = Record(QuestionAnswer, ("version", "text", "saved_at"), ("version",), {"note_id": "id"})
_NOTE = Record(
    Note,
    (
        "id",
        "number",
        "question",
        "text",
        "perspective",
        "quotable",
        "kind",
        "position",
        "version",
        "created_at",
        "withdrawn_at",
    ),
    ("number",),
    {"meeting_id": "id"},
    {"revisions": _REVISION, "answers": _ANSWER},
)
_SUBMITTED_NOTE = Record(
    SubmittedNote,
    ("note_id", "number", "question", "text", "perspective", "quotable", "kind", "position"),
    ("number", "note_id"),
    {"submission_id": "id"},
)
_SUBMISSION = Record(
    Submission,
    ("id", "version", "reason", "fingerprint", "priorities", "outcome", "submitted_at"),
    ("version",),
    {"meeting_id": "id"},
    {"notes": _SUBMITTED_NOTE},
)
_SAVED = ("id", "version", "content", "saved_at")
_ADAPTATION = Record(GuideAdaptation, _SAVED, ("version",), {"meeting_id": "id"})
_PRIORITIES = Record(PriorityVersion, _SAVED, ("version",), {"meeting_id": "id"})
_OUTCOME = Record(OutcomeVersion, _SAVED, ("version",), {"meeting_id": "id"})
_REOPENING = Record(
    Reopening, ("id", "version", "reason", "opened_at", "closed_at"), ("opened_at", "id"), {"meeting_id": "id"}
)
_CHECK_ANSWER = Record(CheckAnswer, ("id", "agrees"), ("id",), {"check_id": "id"})
_CHECK_REMARK = Record(CheckRemark, ("id", "note_id", "text", "handling"), ("id",), {"check_id": "id"})
_CHECK = Record(
    NotesCheck,
    ("id", "asked_at", "ended_at"),
    ("id",),
    {"meeting_id": "id"},
    {"answers": _CHECK_ANSWER, "remarks": _CHECK_REMARK},
)
_PLAN = Record(PlanRevision, _SAVED, ("version",), {"network_id": "id"})
_ATTENDANCE = Record(Attendance, ("id", "membership_id", "stand_in"), ("id",), {"meeting_id": "id"})
_SORTED_NOTE = Record(SortedNote, ("note_id",), ("note_id",), {"theme_id": "id", "draft_id": "draft_id"})
_THEME = Record(
    DraftTheme,
    ("id", "question", "position", "title", "text", "about_id", "differences", "quotes"),
    ("position", "id"),
    {"draft_id": "id"},
    {"notes": _SORTED_NOTE},
)
_VERSION = Record(
    SummaryVersion,
    ("id", "version", "reason", "content", "fingerprint", "shared_at"),
    ("version",),
    {"draft_id": "id"},
)
_DRAFT = ("id", "revision", "created_at", "saved_at")
_SUMMARY = Record(SummaryDraft, _DRAFT, ("id",), {"meeting_id": "id"}, {"themes": _THEME, "versions": _VERSION})
_ROUND = Record(
    SummaryDraft,
    (*_DRAFT, "step"),
    ("step",),
    {"programme_id": "id"},
    {"themes": _THEME, "versions": _VERSION},
)
_MEETING_ANSWER = Record(MeetingAnswer, ("membership_id", "answer"), ("membership_id",), {"meeting_id": "id"})
_MEETING = Record(
    Meeting,
    (
        "id",
        "number",
        "planned_at",
        "zone",
        "minutes",
        "way",
        "place",
        "link",
        "phone",
        "sent",
        "cancelled_at",
        "version",
    ),
    ("number",),
    {"network_id": "id"},
    {
        "answers": _MEETING_ANSWER,
        "attendances": _ATTENDANCE,
        "summaries": _SUMMARY,
        "priorities": _PRIORITIES,
        "outcomes": _OUTCOME,
        "reopenings": _REOPENING,
        "checks": _CHECK,
        "submissions": _SUBMISSION,
        "notes": _NOTE,
        "guides": _GUIDE,
        "adaptations": _ADAPTATION,
        "steps": _STEP,
    },
)
_CONSENT = Record(Consent, ("id", "version", "way", "given_on", "withdrawn_at"), ("id",), {"membership_id": "id"})
_MEMBERSHIP = Record(
    Membership,
    (
        "id",
        "person_id",
        "role",
        "perspective",
        "second_perspective",
        "organisation",
        "paused_at",
        "left_at",
    ),
    ("person_id",),
    {"network_id": "id"},
    {"consents": _CONSENT},
)
_INVITATION = Record(
    Invitation,
    (
        "id",
        "role",
        "perspective",
        "second_perspective",
        "name",
        "organisation",
        "state",
        "reason",
        "reminders",
        "created_at",
        "sent_at",
        "expires_at",
        "answered_at",
        "membership_id",
    ),
    ("id",),
    {"network_id": "id"},
)
_CLOSING_ANSWER = Record(
    ClosingAnswer,
    ("id", "role", "usefulness", "worked", "hard", "advice", "quotable", "month"),
    ("id",),
    {"network_id": "id"},
)
_BODY = Record(
    ReceivingBody,
    (
        "id",
        "position",
        "name",
        "arena",
        "registry_address",
        "hand_in_on",
        "sits_on",
        "hand_in_reminded",
        "sitting_reminded",
        "look",
    ),
    ("position",),
    {"network_id": "id"},
)
_NETWORK = Record(
    Network,
    ("id", "slug", "place", "region"),
    ("slug",),
    {"programme_id": "id"},
    {
        "bodies": _BODY,
        "plans": _PLAN,
        "plan_versions": PLAN_VERSION,
        "meetings": _MEETING,
        "memberships": _MEMBERSHIP,
        "invitations": _INVITATION,
        "closing_answers": _CLOSING_ANSWER,
    },
)
_POINT = Record(
    CallPoint, ("id", "network_id", "text", "created_at", "withdrawn_at"), ("created_at", "id"), {"call_id": "id"}
)
_CALL_ATTENDANCE = Record(CallAttendance, ("network_id",), ("network_id",), {"call_id": "id"})
_CALL_NOTES = Record(CallNotes, ("version", "text", "saved_at"), ("version",), {"call_id": "id"})
_ACTION = Record(
    CallAction,
    ("id", "network_id", "text", "due_on", "done_at", "created_at"),
    ("created_at", "id"),
    {"call_id": "id"},
)
_CALL = Record(
    Call,
    ("id", "step", "occasion", "planned_at", "zone", "minutes", "link", "version", "invited_at", "cancelled_at"),
    ("step", "occasion"),
    {"programme_id": "id"},
    {"points": _POINT, "attendances": _CALL_ATTENDANCE, "notes": _CALL_NOTES, "actions": _ACTION},
)
_INTRODUCTION = Record(
    Introduction,
    ("link", "minutes", "captioned", "captions", "transcript"),
    ("link",),
    {"programme_id": "id"},
)
_DISPOSAL = Record(
    Disposal,
    ("id", "decision", "counts", "fingerprint", "disposed_at"),
    ("disposed_at", "id"),
    {"programme_id": "id"},
)
PERSON = Record(Person, ("id", "name", "created_at"), ("id",))
PROGRAMME = Record(
    Programme,
    (
        "id",
        "slug",
        "title",
        "term",
        "template_data",
        "compiled_by",
        "priority_method",
        "dots",
        "controller",
        "lawful_basis",
        "starts_on",
        "ends_on",
        "demo",
        "created_at",
        "archived_at",
    ),
    ("slug",),
    lists={
        "rounds": _ROUND,
        "report_texts": PASSAGE,
        "publications": PUBLICATION,
        "report_versions": REPORT_VERSION,
        "networks": _NETWORK,
        "calls": _CALL,
        "introductions": _INTRODUCTION,
        "people": PERSON,
        "disposals": _DISPOSAL,
    },
)
