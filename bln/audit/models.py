"""One line of the audit log."""

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bln.clock import utcnow
from bln.db import Base, Key, code_of


class AuditAction(StrEnum):
    """What was done."""

    NOTES_SUBMITTED = "notes_submitted"
    NOTES_REOPENED = "notes_reopened"
    CHECK_ASKED = "check_asked"
    QUESTION_ANSWERED = "question_answered"
    SORTING_BEGUN = "sorting_begun"
    SUMMARY_SHARED = "summary_shared"
    PLAN_WRITTEN = "plan_written"
    PROGRAMME_BEGUN = "programme_begun"
    PROGRAMME_CHANGED = "programme_changed"
    PROGRAMME_ARCHIVED = "programme_archived"
    PROGRAMME_REOPENED = "programme_reopened"
    INTRODUCTION_CHANGED = "introduction_changed"
    NETWORK_ADDED = "network_added"
    NETWORK_CHANGED = "network_changed"
    NETWORK_ASSIGNED = "network_assigned"
    MEMBER_ADDED = "member_added"
    MEMBER_LEFT = "member_left"
    LEADER_APPOINTED = "leader_appointed"
    LEADER_RELIEVED = "leader_relieved"
    ACCOUNT_MADE = "account_made"
    PERSON_ERASED = "person_erased"
    DATA_EXPORTED = "data_exported"
    DOCUMENTS_DISPOSED = "documents_disposed"
    INTEREST_DECIDED = "interest_decided"
    CONTACTS_DISPOSED = "contacts_disposed"
    REPORT_WRITTEN = "report_written"
    REPORT_SENT = "report_sent"
    REPORT_CHANGED = "report_changed"
    REPORT_ANSWERED = "report_answered"
    REPORT_REPLIED = "report_replied"
    REPORT_PUBLISHED = "report_published"
    REPORT_WITHDRAWN = "report_withdrawn"


class ObjectKind(StrEnum):
    """What it was done to: the table that the object's id is looked up in."""

    PROGRAMME = "programme"
    NETWORK = "network"
    MEETING = "meeting"
    SUMMARY = "summary"  # the draft of a meeting's summary, or of a round's
    MEMBERSHIP = "membership"
    PERSON = "person"
    INTEREST = "interest"
    REPORT = "report"  # a version that was sent to the leaders


class AuditEntry(Base):
    """Something that was done. Triggers of the database refuse every change and every deletion but one: when an account
    is erased, the row no longer points to it."""

    __tablename__ = "audit_entries"

    id: Mapped[Key]
    at: Mapped[datetime] = mapped_column(default=utcnow, index=True)
    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"), index=True)
    action: Mapped[AuditAction] = mapped_column(code_of(AuditAction, 40))
    kind: Mapped[ObjectKind] = mapped_column(code_of(ObjectKind))
    object_id: Mapped[uuid.UUID]
    programme_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("programmes.id"), index=True)
