"""Instructions, who supports what, and what a task's check-ins know of deeds and named days (issue 5)."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "instructions"
down_revision = "judging"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "support_route",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "resources",
                "mechanism",
                "policy",
                "conditions",
                "direction",
                name="supporttype",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("field", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_support_route_post_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_support_route_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_route")),
    )
    with op.batch_alter_table("support_route") as batch_op:
        batch_op.create_index(batch_op.f("ix_support_route_post_id"), ["post_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_route_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "instruction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("open", "answered", "closed", "withdrawn", name="instructionstate", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=True),
        sa.Column("given_by", sa.Integer(), nullable=False),
        sa.Column("given_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("answer_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["answer_id"], ["free_text.id"], name=op.f("fk_instruction_answer_id")),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"], name=op.f("fk_instruction_answered_by")),
        sa.ForeignKeyConstraint(["given_by"], ["person.id"], name=op.f("fk_instruction_given_by")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_instruction_task_id")),
        sa.ForeignKeyConstraint(["text_id"], ["free_text.id"], name=op.f("fk_instruction_text_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_instruction_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instruction")),
    )
    with op.batch_alter_table("instruction") as batch_op:
        batch_op.create_index(batch_op.f("ix_instruction_given_by"), ["given_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_instruction_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_instruction_task_id"), ["task_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_instruction_unit_id"), ["unit_id"], unique=False)

    with op.batch_alter_table("task") as batch_op:
        batch_op.add_column(sa.Column("deed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
        batch_op.add_column(sa.Column("pledged_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("task") as batch_op:
        batch_op.drop_column("pledged_on")
        batch_op.drop_column("deed_at")

    with op.batch_alter_table("instruction") as batch_op:
        batch_op.drop_index(batch_op.f("ix_instruction_unit_id"))
        batch_op.drop_index(batch_op.f("ix_instruction_task_id"))
        batch_op.drop_index(batch_op.f("ix_instruction_state"))
        batch_op.drop_index(batch_op.f("ix_instruction_given_by"))

    op.drop_table("instruction")
    with op.batch_alter_table("support_route") as batch_op:
        batch_op.drop_index(batch_op.f("ix_support_route_unit_id"))
        batch_op.drop_index(batch_op.f("ix_support_route_post_id"))

    op.drop_table("support_route")
