"""closing answers"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "closing_answers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("usefulness", sa.String(length=20), nullable=True),
        sa.Column("worked", sa.Text(), nullable=False),
        sa.Column("hard", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("quotable", sa.Boolean(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_closing_answers_network_id_networks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing_answers")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_closing_answers_network_id"), "closing_answers", ["network_id"])


def downgrade() -> None:
    op.drop_table("closing_answers")
