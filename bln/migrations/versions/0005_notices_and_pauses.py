"""notices, and who wants none"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mail_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["mail_id"], ["mails.id"], name=op.f("fk_notices_mail_id_mails")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_notices_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
    )
    op.create_index(op.f("ix_notices_mail_id"), "notices", ["mail_id"])
    op.create_index(op.f("ix_notices_person_id"), "notices", ["person_id"])
    op.create_table(
        "no_notices",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_no_notices_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_no_notices")),
    )


def downgrade() -> None:
    op.drop_table("no_notices")
    op.drop_index(op.f("ix_notices_person_id"), table_name="notices")
    op.drop_index(op.f("ix_notices_mail_id"), table_name="notices")
    op.drop_table("notices")
