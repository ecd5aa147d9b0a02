"""What is left of documents that were disposed of."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from bln.clock import utcnow
from bln.db import Base, Key, Line


@dataclass(frozen=True)
class DisposalCounts:
    """How many of each kind of document or record went."""

    notes: int = 0
    revisions: int = 0
    guides: int = 0
    adaptations: int = 0
    submissions: int = 0
    priorities: int = 0
    attendances: int = 0
    summaries: int = 0
    shared_summaries: int = 0
    plans: int = 0
    closing_answers: int = 0
    invitations: int = 0
    calls: int = 0
    report_texts: int = 0
    report_versions: int = 0
    report_answers: int = 0
    publications: int = 0
    outcomes: int = 0
    checks: int = 0
    answers: int = 0
    plan_versions: int = 0
    hand_ins: int = 0
    endorsements: int = 0
    decisions: int = 0


class Disposal(Base):
    """The receipt of one disposal: under which decision, what went in numbers (a snapshot of `DisposalCounts`), and the
    SHA-256 of it all as the interchange format writes it."""

    __tablename__ = "disposals"

    id: Mapped[Key]
    programme_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("programmes.id"), index=True)
    decision: Mapped[Line]
    counts: Mapped[dict[str, Any]] = mapped_column(JSON)
    fingerprint: Mapped[str] = mapped_column(String(64))
    disposed_at: Mapped[datetime] = mapped_column(default=utcnow)
