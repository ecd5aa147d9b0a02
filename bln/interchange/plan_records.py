"""The versions of a plan that were handed in, with their papers, where they went and what was answered."""

from bln.handing.models import HandIn, PlanDecision, PlanEndorsement, PlanPaper, PlanVersion
from bln.interchange.record import Record

_HAND_IN = Record(
    HandIn,
    ("id", "body_id", "way", "address", "bounced", "handed_in_at"),
    ("handed_in_at", "id"),
    {"version_id": "id"},
)
_ENDORSEMENT = Record(
    PlanEndorsement,
    ("id", "organisation", "function", "given_on", "recorded_at", "confirmed_at", "withdrawn_at"),
    ("recorded_at", "id"),
    {"version_id": "id"},
)
_DECISION = Record(
    PlanDecision,
    (
        "id",
        "body_id",
        "decided_by",
        "decided_on",
        "outcome",
        "paragraph",
        "registration_number",
        "amendments",
        "valid_until",
        "follow_up_on",
        "responsible",
        "extract",
        "recorded_at",
        "confirmed_at",
        "withdrawn_at",
    ),
    ("recorded_at", "id"),
    {"version_id": "id"},
)
_PAPER = Record(
    PlanPaper,
    ("id", "body_id", "kind", "decision_id", "fingerprint", "digest"),
    ("id",),
    {"version_id": "id"},
)
PLAN_VERSION = Record(
    PlanVersion,
    ("id", "version", "reason", "returned", "content", "looks", "fingerprint", "submitted_at"),
    ("version",),
    {"network_id": "id"},
    {"papers": _PAPER, "hand_ins": _HAND_IN, "endorsements": _ENDORSEMENT, "decisions": _DECISION},
)
