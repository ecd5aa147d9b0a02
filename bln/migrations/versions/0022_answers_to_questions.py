"""answers to questions to Nka, and which colleague is responsible for one"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.create_table(
        "question_answers",
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name=op.f("fk_question_answers_note_id_notes")),
        sa.ForeignKeyConstraint(
            ["saved_by_id"], ["accounts.id"], name=op.f("fk_question_answers_saved_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("note_id", "version", name=op.f("pk_question_answers")),
    )
    op.create_table(
        "question_owners",
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name=op.f("fk_question_owners_note_id_notes")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_question_owners_account_id_accounts")),
        sa.PrimaryKeyConstraint("note_id", name=op.f("pk_question_owners")),
    )
    op.create_index(op.f("ix_question_owners_account_id"), "question_owners", ["account_id"])


def downgrade() -> None:
    for table in ("question_owners", "question_answers"):
        op.drop_table(table)
