"""calls with the leaders"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "calls",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.String(length=80), nullable=False),
        sa.Column("occasion", sa.String(length=20), nullable=False),
        sa.Column("planned_at", sa.DateTime(), nullable=False),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("link", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_calls_programme_id_programmes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calls")),
        sa.UniqueConstraint("programme_id", "step", "occasion", name=op.f("uq_calls_programme_id_step_occasion")),
    )
    op.create_table(
        "call_points",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_call_points_call_id_calls")),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_call_points_network_id_networks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_points")),
    )
    op.create_table(
        "call_attendances",
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_call_attendances_call_id_calls")),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_call_attendances_network_id_networks")),
        sa.PrimaryKeyConstraint("call_id", "network_id", name=op.f("pk_call_attendances")),
    )
    op.create_table(
        "call_notes",
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_call_notes_call_id_calls")),
        sa.ForeignKeyConstraint(["saved_by_id"], ["accounts.id"], name=op.f("fk_call_notes_saved_by_id_accounts")),
        sa.PrimaryKeyConstraint("call_id", "version", name=op.f("pk_call_notes")),
    )
    op.create_table(
        "call_actions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_call_actions_call_id_calls")),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_call_actions_network_id_networks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_actions")),
    )
    for table, column in (
        ("call_points", "call_id"),
        ("call_points", "network_id"),
        ("call_actions", "call_id"),
        ("call_actions", "network_id"),
    ):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    for table in ("call_actions", "call_notes", "call_attendances", "call_points", "calls"):
        op.drop_table(table)
