"""phones in the room"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.add_column("rooms", sa.Column("phones", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("rooms", sa.Column("phone_seed", sa.String(length=36), nullable=True))
    op.create_table(
        "phones",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["rooms.meeting_id"], name=op.f("fk_phones_meeting_id_rooms"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phones")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_phones_secret_hash")),
    )
    op.create_index(op.f("ix_phones_meeting_id"), "phones", ["meeting_id"])
    op.create_table(
        "phone_notes",
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("phone_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["note_id"], ["notes.id"], name=op.f("fk_phone_notes_note_id_notes"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["phone_id"], ["phones.id"], name=op.f("fk_phone_notes_phone_id_phones"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("note_id", name=op.f("pk_phone_notes")),
    )
    op.create_index(op.f("ix_phone_notes_phone_id"), "phone_notes", ["phone_id"])
    op.create_table(
        "phone_polls",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("count", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["rooms.meeting_id"], name=op.f("fk_phone_polls_meeting_id_rooms"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone_polls")),
        sa.UniqueConstraint("meeting_id", "round", name=op.f("uq_phone_polls_meeting_id_round")),
    )
    op.create_table(
        "phone_ballots",
        sa.Column("poll_id", sa.Uuid(), nullable=False),
        sa.Column("phone_id", sa.Uuid(), nullable=False),
        sa.Column("dots", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["poll_id"], ["phone_polls.id"], name=op.f("fk_phone_ballots_poll_id_phone_polls"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["phone_id"], ["phones.id"], name=op.f("fk_phone_ballots_phone_id_phones"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("poll_id", "phone_id", name=op.f("pk_phone_ballots")),
    )
    op.create_index(op.f("ix_phone_ballots_phone_id"), "phone_ballots", ["phone_id"])


def downgrade() -> None:
    for table in ("phone_ballots", "phone_polls", "phone_notes", "phones"):
        op.drop_table(table)
    op.drop_column("rooms", "phone_seed")
    op.drop_column("rooms", "phones")
