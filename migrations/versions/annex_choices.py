"""Which post a text of an annex means, as the board chose."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "annex_choices"
down_revision = "second_channel"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "annex_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("text_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("chosen_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_annex_choice_person_id")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_annex_choice_post_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_annex_choice_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annex_choice")),
        sa.UniqueConstraint("unit_id", "text_hash", name=op.f("uq_annex_choice_unit_id_text_hash")),
    )
    with op.batch_alter_table("annex_choice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_annex_choice_unit_id"), ["unit_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("annex_choice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_annex_choice_unit_id"))

    op.drop_table("annex_choice")
