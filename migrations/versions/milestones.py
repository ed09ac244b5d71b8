"""a task's way in steps: whose words they are, which are in force, and the day of the next one (S1-10)"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from models.base import Exact

revision = "milestones"
down_revision = "job_person"
branch_labels = None
depends_on = None

COUNTED_BEFORE = ["unit_id", "state", "due_on", "ended_on", "news_at", "assigned_at", "state_at", "closed_at"]
IN_FORCE = sa.text("dropped_at IS NULL")


def upgrade() -> None:
    """Nothing wrote a step before, so the table is made anew."""
    op.drop_index("ix_task_counted", table_name="task")
    op.add_column("task", sa.Column("milestone_on", sa.Date(), nullable=True))
    op.create_index("ix_task_counted", "task", [*COUNTED_BEFORE, "milestone_on"])
    op.drop_table("milestone")
    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("amount", Exact(), nullable=True),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.Column("dropped_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_milestone_task_id")),
        sa.ForeignKeyConstraint(["text_id"], ["free_text.id"], name=op.f("fk_milestone_text_id")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_milestone_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
    )
    op.create_index(op.f("ix_milestone_task_id"), "milestone", ["task_id"])
    op.create_index(
        "uq_milestone_in_force",
        "milestone",
        ["task_id", "number"],
        unique=True,
        sqlite_where=IN_FORCE,
        postgresql_where=IN_FORCE,
    )


def downgrade() -> None:
    op.drop_table("milestone")
    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("amount", Exact(), nullable=True),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_milestone_task_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        sa.UniqueConstraint("task_id", "number", name=op.f("uq_milestone_task_id_number")),
    )
    op.drop_index("ix_task_counted", table_name="task")
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_column("milestone_on")
    op.create_index("ix_task_counted", "task", COUNTED_BEFORE)
