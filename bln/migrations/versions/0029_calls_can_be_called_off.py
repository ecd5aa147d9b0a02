"""a call with the leaders can be called off"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0022"


def upgrade() -> None:
    op.add_column("calls", sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("calls", "cancelled_at")
