"""steps of sorting, so that they can be taken back"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "sorting_steps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("draft_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("change", sa.JSON(), nullable=False),
        sa.Column("replaced", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["summary_drafts.id"], name=op.f("fk_sorting_steps_draft_id_summary_drafts")
        ),
        sa.ForeignKeyConstraint(["taken_by_id"], ["accounts.id"], name=op.f("fk_sorting_steps_taken_by_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sorting_steps")),
    )
    op.create_index(op.f("ix_sorting_steps_draft_id"), "sorting_steps", ["draft_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_sorting_steps_draft_id"), table_name="sorting_steps")
    op.drop_table("sorting_steps")
