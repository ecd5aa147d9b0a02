"""a call with the leaders can be called off; how often guests have spoken, as long as the tools are in use"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.add_column("calls", sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("rooms", sa.Column("guest_turns", sa.JSON(), server_default="{}", nullable=False))


def downgrade() -> None:
    op.drop_column("rooms", "guest_turns")
    op.drop_column("calls", "cancelled_at")
