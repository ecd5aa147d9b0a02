"""what a network makes its own in a guide, and when the guide was shared"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("guide_versions", sa.Column("shared_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "guide_adaptations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_guide_adaptations_meeting_id_meetings")),
        sa.ForeignKeyConstraint(
            ["saved_by_id"], ["accounts.id"], name=op.f("fk_guide_adaptations_saved_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guide_adaptations")),
        sa.UniqueConstraint("meeting_id", "version", name=op.f("uq_guide_adaptations_meeting_id_version")),
    )


def downgrade() -> None:
    op.drop_table("guide_adaptations")
    op.drop_column("guide_versions", "shared_at")
