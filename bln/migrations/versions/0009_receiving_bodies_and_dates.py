"""receiving bodies and dates of programmes"""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

NETWORKS = sa.table("networks", sa.column("id", sa.Uuid), sa.column("bodies", sa.JSON))


def upgrade() -> None:
    op.add_column("programmes", sa.Column("starts_on", sa.Date(), nullable=True))
    op.add_column("programmes", sa.Column("ends_on", sa.Date(), nullable=True))
    bodies = op.create_table(
        "receiving_bodies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("arena", sa.String(length=20), nullable=False),
        sa.Column("hand_in_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_receiving_bodies_network_id_networks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receiving_bodies")),
    )
    op.create_index(op.f("ix_receiving_bodies_network_id"), "receiving_bodies", ["network_id"])
    rows = [
        {"id": uuid.uuid4(), "network_id": key, "position": at, "name": name, "arena": _arena(name)}
        for key, names in op.get_bind().execute(sa.select(NETWORKS))
        for at, name in enumerate(names, start=1)
    ]
    op.bulk_insert(bodies, rows)
    op.drop_column("networks", "bodies")


def _arena(name: str) -> str:
    """Only a name was kept: it says what decides there, as far as names do."""
    words = name.casefold().split()
    if "region" in words or "regionen" in words:
        return "region"
    return "municipality" if any("kommun" in word for word in words) else "civil_society"


def downgrade() -> None:
    op.drop_index(op.f("ix_receiving_bodies_network_id"), table_name="receiving_bodies")
    op.add_column("networks", sa.Column("bodies", sa.JSON(), nullable=False, server_default="[]"))
    op.drop_table("receiving_bodies")
    op.drop_column("programmes", "ends_on")
    op.drop_column("programmes", "starts_on")
