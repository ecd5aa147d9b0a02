"""which colleague at Nka is responsible for a network and for a national theme; when a programme was archived"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
TABLES = (("network_owners", "network_id", "networks"), ("theme_owners", "theme_id", "draft_themes"))


def upgrade() -> None:
    op.add_column("programmes", sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True))
    for table, column, of in TABLES:
        op.create_table(
            table,
            sa.Column(column, sa.Uuid(), nullable=False),
            sa.Column("account_id", sa.Uuid(), nullable=False),
            sa.ForeignKeyConstraint([column], [f"{of}.id"], name=op.f(f"fk_{table}_{column}_{of}"), ondelete="CASCADE"),
            sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f(f"fk_{table}_account_id_accounts")),
            sa.PrimaryKeyConstraint(column, name=op.f(f"pk_{table}")),
        )
        op.create_index(op.f(f"ix_{table}_account_id"), table, ["account_id"])


def downgrade() -> None:
    for table, _column, _of in reversed(TABLES):
        op.drop_table(table)
    op.drop_column("programmes", "archived_at")
