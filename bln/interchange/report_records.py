"""What is written in the report, the versions that were sent, and what the networks answered."""

from bln.interchange.record import Record
from bln.reports.models import PassageRevision, ReportAnswer, ReportVersion

PASSAGE = Record(
    PassageRevision,
    ("id", "passage", "version", "chapter", "title", "text", "compiled", "saved_at"),
    ("passage", "version"),
    {"programme_id": "id"},
)
_REPORT_ANSWER = Record(
    ReportAnswer,
    (
        "id",
        "network_id",
        "kind",
        "passage",
        "text",
        "may_print",
        "role",
        "given_at",
        "withdrawn_at",
        "outcome",
        "reply",
        "wording",
        "replied_at",
    ),
    ("given_at", "id"),
    {"version_id": "id"},
)
REPORT_VERSION = Record(
    ReportVersion,
    (
        "id",
        "version",
        "reason",
        "content",
        "fingerprint",
        "answer_by",
        "sent_at",
        "reminded_at",
        "exception",
        "exception_at",
    ),
    ("version",),
    {"programme_id": "id"},
    {"answers": _REPORT_ANSWER},
)
