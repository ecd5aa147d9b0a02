"""tools in the room"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "rooms",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("stamp", sa.Uuid(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wall", sa.Boolean(), nullable=False),
        sa.Column("table_round", sa.Boolean(), nullable=False),
        sa.Column("time_box", sa.Boolean(), nullable=False),
        sa.Column("question", sa.String(length=80), nullable=True),
        sa.Column("follows", sa.Uuid(), nullable=True),
        sa.Column("wall_seed", sa.String(length=36), nullable=True),
        sa.Column("timed", sa.String(length=80), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("spent", sa.Integer(), nullable=False),
        sa.Column("running_since", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_rooms_meeting_id_meetings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_rooms")),
    )
    op.create_index(op.f("ix_rooms_used_at"), "rooms", ["used_at"])
    op.create_table(
        "speaking_turns",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(length=80), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_speaking_turns_meeting_id_meetings"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["memberships.id"],
            name=op.f("fk_speaking_turns_membership_id_memberships"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("meeting_id", "question", "membership_id", name=op.f("pk_speaking_turns")),
    )
    op.create_index(op.f("ix_speaking_turns_membership_id"), "speaking_turns", ["membership_id"])
    op.create_table(
        "wall_choices",
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["note_id"], ["notes.id"], name=op.f("fk_wall_choices_note_id_notes"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("note_id", name=op.f("pk_wall_choices")),
    )


def downgrade() -> None:
    op.drop_table("wall_choices")
    op.drop_index(op.f("ix_speaking_turns_membership_id"), table_name="speaking_turns")
    op.drop_table("speaking_turns")
    op.drop_index(op.f("ix_rooms_used_at"), table_name="rooms")
    op.drop_table("rooms")
