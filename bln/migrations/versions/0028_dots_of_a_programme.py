"""how many dots each has who votes is the programme's to say"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.add_column("programmes", sa.Column("dots", sa.Integer(), server_default="3", nullable=False))


def downgrade() -> None:
    op.drop_column("programmes", "dots")
