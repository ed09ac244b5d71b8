"""what is an estimate or a forecast, and disciplinary measures"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "estimates_and_discipline"
down_revision = "annex_choices"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.add_column(sa.Column("certainty", sa.String(length=32), nullable=False, server_default="actual"))
    op.create_table(
        "discipline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_discipline_person_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_discipline_recorded_by")),
        sa.ForeignKeyConstraint(["text_id"], ["free_text.id"], name=op.f("fk_discipline_text_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_discipline_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discipline")),
    )
    op.create_index(op.f("ix_discipline_person_id"), "discipline", ["person_id"])
    op.create_index(op.f("ix_discipline_unit_id"), "discipline", ["unit_id"])


def downgrade() -> None:
    op.drop_table("discipline")
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_column("certainty")
