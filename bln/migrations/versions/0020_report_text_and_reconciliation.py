"""the text of the report, versions for reconciliation, and the networks' answers"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "passage_revisions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("passage", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("chapter", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("compiled", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_passage_revisions_programme_id_programmes")
        ),
        sa.ForeignKeyConstraint(
            ["saved_by_id"], ["accounts.id"], name=op.f("fk_passage_revisions_saved_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage_revisions")),
        sa.UniqueConstraint(
            "programme_id", "passage", "version", name=op.f("uq_passage_revisions_programme_id_passage_version")
        ),
    )
    op.create_table(
        "report_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by_id", sa.Uuid(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("exception", sa.Text(), nullable=False),
        sa.Column("exception_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_report_versions_programme_id_programmes")
        ),
        sa.ForeignKeyConstraint(["sent_by_id"], ["accounts.id"], name=op.f("fk_report_versions_sent_by_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_versions")),
        sa.UniqueConstraint("programme_id", "version", name=op.f("uq_report_versions_programme_id_version")),
    )
    op.create_table(
        "report_answers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("passage", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("may_print", sa.Boolean(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_by_id", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("replied_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["version_id"], ["report_versions.id"], name=op.f("fk_report_answers_version_id_report_versions")
        ),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_report_answers_network_id_networks")),
        sa.ForeignKeyConstraint(["given_by_id"], ["accounts.id"], name=op.f("fk_report_answers_given_by_id_accounts")),
        sa.ForeignKeyConstraint(
            ["replied_by_id"], ["accounts.id"], name=op.f("fk_report_answers_replied_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_answers")),
    )
    for column in ("version_id", "network_id"):
        op.create_index(op.f(f"ix_report_answers_{column}"), "report_answers", [column])


def downgrade() -> None:
    for table in ("report_answers", "report_versions", "passage_revisions"):
        op.drop_table(table)
