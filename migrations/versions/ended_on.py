"""the day a task ended, and the indexes that the digest counts in (decision 33)"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from rules.localtime import today

revision = "ended_on"
down_revision = "corrections"
branch_labels = None
depends_on = None

COUNTED = ["unit_id", "state", "due_on", "ended_on", "news_at", "assigned_at", "state_at", "closed_at"]
COUNTED_BEFORE = ["unit_id", "state", "due_on", "state_at", "assigned_at", "claimed_at", "closed_at", "news_at"]
HELD = ["post_id", "state", "due_on", "news_at", "assigned_at", "state_at", "closed_at", "unit_id"]
CLOSED = ["closed_at", "state", "result", "due_on", "ended_on", "state_at", "assigned_at", "unit_id"]
IS_CLOSED = sa.text("closed_at IS NOT NULL")
TASK = sa.table(
    "task",
    sa.column("id", sa.Integer),
    sa.column("claimed_at", UTCDateTime),
    sa.column("closed_at", UTCDateTime),
    sa.column("ended_on", sa.Date),
)


def upgrade() -> None:
    op.drop_index("ix_task_post_id", table_name="task")
    op.drop_index("ix_task_counted", table_name="task")
    op.add_column("task", sa.Column("ended_on", sa.Date(), nullable=True))
    _days()
    op.create_index("ix_task_counted", "task", COUNTED)
    op.create_index("ix_task_held", "task", HELD)
    op.create_index("ix_task_closed", "task", CLOSED, sqlite_where=IS_CLOSED, postgresql_where=IS_CLOSED)


def _days() -> None:
    """The day of every claim and end there is, in the zone that is set."""
    ended = sa.func.coalesce(TASK.c.claimed_at, TASK.c.closed_at)
    found = op.get_bind().execute(sa.select(TASK.c.id, ended).where(ended.is_not(None))).all()
    change = sa.update(TASK).where(TASK.c.id == sa.bindparam("task")).values(ended_on=sa.bindparam("day"))
    if found:
        op.get_bind().execute(change, [{"task": task, "day": today(moment)} for task, moment in found])


def downgrade() -> None:
    for name in ("ix_task_closed", "ix_task_held", "ix_task_counted"):
        op.drop_index(name, table_name="task")
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_column("ended_on")
    op.create_index("ix_task_counted", "task", COUNTED_BEFORE)
    op.create_index("ix_task_post_id", "task", ["post_id"])
