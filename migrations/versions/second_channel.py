"""Who a second channel is for is kept as a person, for roles as for posts; the flag that said so of a post goes."""

import sqlalchemy as sa
from alembic import op

revision = "second_channel"
down_revision = "annex_imports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_column("same_person")


def downgrade() -> None:
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("same_person", sa.Boolean(), nullable=False, server_default=sa.false()))
