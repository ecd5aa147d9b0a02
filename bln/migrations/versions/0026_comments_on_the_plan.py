"""comments on the plan"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.create_table(
        "plan_comments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("chapter", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_plan_comments_network_id_networks")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_plan_comments_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_comments")),
    )
    for column in ("network_id", "person_id"):
        op.create_index(op.f(f"ix_plan_comments_{column}"), "plan_comments", [column])


def downgrade() -> None:
    op.drop_table("plan_comments")
