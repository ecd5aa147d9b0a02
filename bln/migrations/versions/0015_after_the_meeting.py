"""what a meeting came to, notes opened again, and the members' check of them"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("submissions", sa.Column("outcome", sa.JSON(none_as_null=True), nullable=True))
    op.create_table(
        "outcome_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_outcome_versions_meeting_id_meetings")),
        sa.ForeignKeyConstraint(
            ["saved_by_id"], ["accounts.id"], name=op.f("fk_outcome_versions_saved_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_versions")),
        sa.UniqueConstraint("meeting_id", "version", name=op.f("uq_outcome_versions_meeting_id_version")),
    )
    op.create_table(
        "reopenings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_reopenings_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["accounts.id"], name=op.f("fk_reopenings_opened_by_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reopenings")),
    )
    op.create_index(op.f("ix_reopenings_meeting_id"), "reopenings", ["meeting_id"])
    _create_checks()


def _create_checks() -> None:
    op.create_table(
        "notes_checks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_notes_checks_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes_checks")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_notes_checks_meeting_id")),
    )
    op.create_table(
        "check_answers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("check_id", sa.Uuid(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["check_id"], ["notes_checks.id"], name=op.f("fk_check_answers_check_id_notes_checks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_answers")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_check_answers_check_id"), "check_answers", ["check_id"])
    op.create_table(
        "check_remarks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("check_id", sa.Uuid(), nullable=False),
        sa.Column("note_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("handling", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["check_id"], ["notes_checks.id"], name=op.f("fk_check_remarks_check_id_notes_checks")),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name=op.f("fk_check_remarks_note_id_notes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_remarks")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_check_remarks_check_id"), "check_remarks", ["check_id"])
    op.create_index(op.f("ix_check_remarks_note_id"), "check_remarks", ["note_id"])


def downgrade() -> None:
    for table in ("check_remarks", "check_answers", "notes_checks", "reopenings", "outcome_versions"):
        op.drop_table(table)
    op.drop_column("submissions", "outcome")
