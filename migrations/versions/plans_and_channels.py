"""Plans with messages and places, and a person's second channel (issue 3, items 6 and 7)."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "plans_and_channels"
down_revision = "instructions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plan_month",
        sa.Column("bot", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("month", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("refusals", sa.Integer(), nullable=False),
        sa.Column("refused_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("bot", "month", name=op.f("pk_plan_month")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("bot", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("person_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("same_person", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.create_foreign_key(batch_op.f("fk_invitation_person_id"), "person", ["person_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_invitation_person_id"), type_="foreignkey")
        batch_op.drop_column("same_person")
        batch_op.drop_column("person_id")
        batch_op.drop_column("bot")

    op.drop_table("plan_month")
