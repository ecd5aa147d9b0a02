"""What is written in the report, the versions that were sent, what the networks answered, and what was published."""

from bln.interchange.record import Record
from bln.reports.models import PassageRevision, Publication, ReportAnswer, ReportVersion

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
PUBLICATION = Record(
    Publication,
    (
        "id",
        "report_version_id",
        "version",
        "reason",
        "title",
        "publisher",
        "licence",
        "content",
        "fingerprint",
        "published_at",
        "withdrawn_at",
        "withdrawal",
    ),
    ("version",),
    {"programme_id": "id"},
)
