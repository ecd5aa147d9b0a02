"""introductions; differences and quotes of themes"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "introductions",
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("captioned", sa.Boolean(), nullable=False),
        sa.Column("captions", sa.Text(), nullable=False),
        sa.Column("transcript", sa.Text(), nullable=False),
        sa.CheckConstraint("minutes IS NULL OR minutes >= 1", name=op.f("ck_introductions_takes_time")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_introductions_programme_id_programmes")
        ),
        sa.PrimaryKeyConstraint("programme_id", name=op.f("pk_introductions")),
    )
    op.create_table(
        "introduction_marks",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_introduction_marks_person_id_people")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_introduction_marks_programme_id_programmes")
        ),
        sa.PrimaryKeyConstraint("person_id", "programme_id", name=op.f("pk_introduction_marks")),
    )
    op.add_column("draft_themes", sa.Column("differences", sa.Text(), server_default="", nullable=False))
    op.add_column("draft_themes", sa.Column("quotes", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    for column in ("quotes", "differences"):
        op.drop_column("draft_themes", column)
    for table in ("introduction_marks", "introductions"):
        op.drop_table(table)
