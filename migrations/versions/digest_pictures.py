"""the picture of a digest, and the index its figures are counted in"""

import sqlalchemy as sa
from alembic import op

revision = "digest_pictures"
down_revision = "0002"
branch_labels = None
depends_on = None

COUNTED = ["unit_id", "state", "due_on", "state_at", "assigned_at", "claimed_at", "closed_at", "news_at"]
WITHOUT_PRODUCT = sa.text("product = ''")


def upgrade() -> None:
    with op.batch_alter_table("digest_issue", schema=None) as batch_op:
        batch_op.add_column(sa.Column("picture_job_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_digest_issue_picture_job_id"), "job", ["picture_job_id"], ["id"])
    op.create_index("ix_task_counted", "task", COUNTED)
    op.create_index("ix_task_unplanned", "task", ["id"], sqlite_where=WITHOUT_PRODUCT, postgresql_where=WITHOUT_PRODUCT)
    op.create_index(op.f("ix_task_state_at"), "task", ["state_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_task_state_at"), table_name="task")
    op.drop_index("ix_task_unplanned", table_name="task")
    op.drop_index("ix_task_counted", table_name="task")
    with op.batch_alter_table("digest_issue", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_digest_issue_picture_job_id"), type_="foreignkey")
        batch_op.drop_column("picture_job_id")
