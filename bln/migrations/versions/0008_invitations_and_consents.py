"""invitations and consents"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("people", sa.Column("email", sa.String(length=254), nullable=True))
    op.add_column("memberships", sa.Column("organisation", sa.String(length=300), nullable=True))
    op.add_column("memberships", sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "consents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=20), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["memberships.id"], name=op.f("fk_consents_membership_id_memberships")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    op.create_index(op.f("ix_consents_membership_id"), "consents", ["membership_id"])
    op.create_table(
        "invitations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("perspective", sa.String(length=20), nullable=True),
        sa.Column("second_perspective", sa.String(length=20), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("organisation", sa.String(length=300), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("membership_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "second_perspective IS NULL OR perspective IS NOT NULL", name=op.f("ck_invitations_first_before_second")
        ),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_invitations_network_id_networks")),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["memberships.id"], name=op.f("fk_invitations_membership_id_memberships")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
    )
    op.create_index(op.f("ix_invitations_membership_id"), "invitations", ["membership_id"])
    op.create_index(op.f("ix_invitations_network_id"), "invitations", ["network_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_invitations_network_id"), table_name="invitations")
    op.drop_index(op.f("ix_invitations_membership_id"), table_name="invitations")
    op.drop_table("invitations")
    op.drop_index(op.f("ix_consents_membership_id"), table_name="consents")
    op.drop_table("consents")
    for column in ("paused_at", "organisation"):
        op.drop_column("memberships", column)
    op.drop_column("people", "email")
