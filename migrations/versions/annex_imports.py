"""imports of annexes

Revision ID: annex_imports
Revises: plans_and_channels
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "annex_imports"
down_revision = "plans_and_channels"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "annex_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("finished_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_annex_import_document_id")),
        sa.ForeignKeyConstraint(["group_id"], ["chat_group.id"], name=op.f("fk_annex_import_group_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_annex_import_person_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["blob.id"], name=op.f("fk_annex_import_plan_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_annex_import_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annex_import")),
    )
    op.create_index(op.f("ix_annex_import_document_id"), "annex_import", ["document_id"])
    op.create_index(op.f("ix_annex_import_state"), "annex_import", ["state"])
    op.create_index(op.f("ix_annex_import_unit_id"), "annex_import", ["unit_id"])
    op.create_table(
        "annex_task",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("change", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["annex_import.id"], name=op.f("fk_annex_task_import_id")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_annex_task_task_id")),
        sa.PrimaryKeyConstraint("import_id", "task_id", name=op.f("pk_annex_task")),
    )
    op.create_index(op.f("ix_annex_task_task_id"), "annex_task", ["task_id"])


def downgrade() -> None:
    op.drop_table("annex_task")
    op.drop_table("annex_import")
