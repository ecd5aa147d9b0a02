"""kinds and places of notes"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

PLACED = ("notes", "submitted_notes")


def upgrade() -> None:
    for table in (*PLACED, "note_revisions"):
        op.add_column(table, sa.Column("kind", sa.String(length=20), nullable=True))
    for table in PLACED:
        op.add_column(table, sa.Column("position", sa.Integer(), nullable=True))
        op.execute(f"UPDATE {table} SET position = number")
        with op.batch_alter_table(table) as batch:
            batch.alter_column("position", existing_type=sa.Integer(), nullable=False)


def downgrade() -> None:
    for table in PLACED:
        op.drop_column(table, "position")
    for table in (*PLACED, "note_revisions"):
        op.drop_column(table, "kind")
