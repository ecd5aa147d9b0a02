"""priorities attendance and plans"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("submissions", sa.Column("priorities", sa.JSON(none_as_null=True), nullable=True))
    _create_versions("priority_versions", "meeting_id", "meetings")
    _create_versions("plan_revisions", "network_id", "networks")
    op.create_table(
        "attendances",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=True),
        sa.Column("stand_in", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "membership_id IS NOT NULL OR NOT stand_in", name=op.f("ck_attendances_stands_in_for_a_member")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_attendances_meeting_id_meetings")),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["memberships.id"], name=op.f("fk_attendances_membership_id_memberships")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendances")),
        sa.UniqueConstraint("meeting_id", "membership_id", name=op.f("uq_attendances_meeting_id_membership_id")),
    )
    op.create_index(op.f("ix_attendances_membership_id"), "attendances", ["membership_id"])


def _create_versions(table: str, owner: str, owners: str) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(owner, sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint([owner], [f"{owners}.id"], name=op.f(f"fk_{table}_{owner}_{owners}")),
        sa.ForeignKeyConstraint(["saved_by_id"], ["accounts.id"], name=op.f(f"fk_{table}_saved_by_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(owner, "version", name=op.f(f"uq_{table}_{owner}_version")),
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_attendances_membership_id"), table_name="attendances")
    op.drop_table("attendances")
    op.drop_table("plan_revisions")
    op.drop_table("priority_versions")
    op.drop_column("submissions", "priorities")
