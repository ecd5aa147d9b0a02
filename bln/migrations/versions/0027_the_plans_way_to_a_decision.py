"""versions of plans, hand-ins, endorsements and decisions; where and when a body receives a plan"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"

INSTANT = sa.DateTime(timezone=True)
ANSWERED = (
    ("version_id", sa.Uuid(), False),
    ("recorded_at", INSTANT, False),
    ("confirmed_at", INSTANT, True),
    ("withdrawn_at", INSTANT, True),
    ("submitted_by_id", sa.Uuid(), True),
)


def _table(
    name: str, *columns: tuple[str, object, bool], parents: dict[str, str], unique: tuple[str, ...] = ()
) -> None:
    once = [sa.UniqueConstraint(*unique, name=op.f(f"uq_{name}_{'_'.join(unique)}"))] if unique else []
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        *(sa.Column(column, kind, nullable=nullable) for column, kind, nullable in columns),
        *(
            sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=op.f(f"fk_{name}_{column}_{parent}"))
            for column, parent in parents.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        *once,
    )


def upgrade() -> None:
    _versions()
    _answers()
    with op.batch_alter_table("receiving_bodies") as bodies:
        bodies.add_column(sa.Column("registry_address", sa.String(254), nullable=False, server_default=""))
        for column in ("sits_on", "hand_in_reminded", "sitting_reminded"):
            bodies.add_column(sa.Column(column, sa.Date(), nullable=True))


def _versions() -> None:
    _table(
        "plan_versions",
        ("network_id", sa.Uuid(), False),
        ("version", sa.Integer(), False),
        ("reason", sa.String(300), False),
        ("returned", sa.Text(), False),
        ("content", sa.JSON(), False),
        ("fingerprint", sa.String(64), False),
        ("submitted_at", INSTANT, False),
        ("submitted_by_id", sa.Uuid(), True),
        parents={"network_id": "networks", "submitted_by_id": "accounts"},
        unique=("network_id", "version"),
    )
    _table(
        "plan_hand_ins",
        ("version_id", sa.Uuid(), False),
        ("body_id", sa.Uuid(), False),
        ("way", sa.String(20), False),
        ("address", sa.String(254), False),
        ("bounced", sa.Boolean(), False),
        ("handed_in_at", INSTANT, False),
        ("submitted_by_id", sa.Uuid(), True),
        parents={"version_id": "plan_versions", "submitted_by_id": "accounts"},
    )
    op.create_index(op.f("ix_plan_hand_ins_version_id"), "plan_hand_ins", ["version_id"])


def _answers() -> None:
    parents = {"version_id": "plan_versions", "submitted_by_id": "accounts"}
    _table(
        "plan_endorsements",
        *ANSWERED,
        ("organisation", sa.String(300), False),
        ("function", sa.String(300), False),
        ("given_on", sa.Date(), False),
        parents=parents,
    )
    _table(
        "plan_decisions",
        *ANSWERED,
        ("body_id", sa.Uuid(), False),
        ("decided_by", sa.String(300), False),
        ("decided_on", sa.Date(), False),
        ("outcome", sa.String(30), False),
        ("paragraph", sa.String(40), False),
        ("registration_number", sa.String(100), False),
        ("amendments", sa.Text(), False),
        ("valid_until", sa.Date(), True),
        ("follow_up_on", sa.Date(), True),
        ("responsible", sa.String(300), False),
        ("extract", sa.Text(), False),
        parents=parents,
    )
    for table in ("plan_endorsements", "plan_decisions"):
        op.create_index(op.f(f"ix_{table}_version_id"), table, ["version_id"])
    _table(
        "plan_papers",
        ("version_id", sa.Uuid(), False),
        ("body_id", sa.Uuid(), False),
        ("kind", sa.String(20), False),
        ("decision_id", sa.Uuid(), True),
        ("fingerprint", sa.String(64), False),
        ("digest", sa.String(64), False),
        parents={"version_id": "plan_versions", "decision_id": "plan_decisions"},
    )
    for column in ("version_id", "decision_id", "fingerprint"):
        op.create_index(op.f(f"ix_plan_papers_{column}"), "plan_papers", [column])


def downgrade() -> None:
    with op.batch_alter_table("receiving_bodies") as bodies:
        for column in ("registry_address", "sits_on", "hand_in_reminded", "sitting_reminded"):
            bodies.drop_column(column)
    for table in ("plan_papers", "plan_decisions", "plan_endorsements", "plan_hand_ins", "plan_versions"):
        op.drop_table(table)
