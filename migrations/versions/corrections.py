"""corrections of what was reported and of what was found"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "corrections"
down_revision = "estimates_and_discipline"
branch_labels = None
depends_on = None

CORRECTED = ("report", "verification")


def upgrade() -> None:
    for name in CORRECTED:
        with op.batch_alter_table(name, schema=None) as batch_op:
            batch_op.add_column(sa.Column("replaces_id", sa.Integer(), nullable=True))
            batch_op.add_column(sa.Column("as_of", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
            batch_op.create_foreign_key(batch_op.f(f"fk_{name}_replaces_id"), name, ["replaces_id"], ["id"])


def downgrade() -> None:
    for name in CORRECTED:
        with op.batch_alter_table(name, schema=None) as batch_op:
            batch_op.drop_constraint(batch_op.f(f"fk_{name}_replaces_id"), type_="foreignkey")
            batch_op.drop_column("as_of")
            batch_op.drop_column("replaces_id")
