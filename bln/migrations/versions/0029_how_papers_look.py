"""the papers for a body can look as its own"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.add_column("receiving_bodies", sa.Column("look", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("plan_versions", sa.Column("looks", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    op.drop_column("plan_versions", "looks")
    op.drop_column("receiving_bodies", "look")
