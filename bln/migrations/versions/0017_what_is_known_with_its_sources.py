"""What is known with its sources, and the first facts"""

import json
import uuid
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

FIRST = Path(__file__).parents[2] / "evidence" / "first.json"


def upgrade() -> None:
    facts = op.create_table(
        "fact_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by_id", sa.Uuid(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["saved_by_id"], ["accounts.id"], name=op.f("fk_fact_versions_saved_by_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact_versions")),
        sa.UniqueConstraint("key", "version", name=op.f("uq_fact_versions_key_version")),
    )
    now = datetime.now(UTC).replace(tzinfo=None) if op.get_bind().dialect.name == "sqlite" else datetime.now(UTC)
    op.bulk_insert(facts, [_first(fact, now) for fact in json.loads(FIRST.read_text("utf-8"))["facts"]])


def _first(fact: dict[str, object], now: datetime) -> dict[str, object]:
    return {"id": uuid.uuid4(), "key": fact["key"], "version": 1, "content": fact, "saved_at": now}


def downgrade() -> None:
    op.drop_table("fact_versions")
