"""documents periods and the way to a task"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import models.base

revision = "0002"
down_revision = "history_chain"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("year", "half_term", "term", "span", name="periodkind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period")),
        sa.UniqueConstraint("starts_on", "ends_on", name=op.f("uq_period_starts_on_ends_on")),
    )
    op.create_table(
        "unit_level",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_level")),
        sa.UniqueConstraint("name", name=op.f("uq_unit_level_name")),
    )
    op.create_table(
        "document_link",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("implements_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_document_link_document_id")),
        sa.ForeignKeyConstraint(["implements_id"], ["document.id"], name=op.f("fk_document_link_implements_id")),
        sa.PrimaryKeyConstraint("document_id", "implements_id", name=op.f("pk_document_link")),
    )
    with op.batch_alter_table("document_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_link_implements_id"), ["implements_id"], unique=False)

    op.create_table(
        "document_period",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_document_period_document_id")),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_document_period_period_id")),
        sa.PrimaryKeyConstraint("document_id", "period_id", name=op.f("pk_document_period")),
    )
    with op.batch_alter_table("document_period", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_period_period_id"), ["period_id"], unique=False)

    op.create_table(
        "regulation_scope",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("level", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("group", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("quota", sa.Integer(), nullable=True),
        sa.Column("quota_for_group", sa.Boolean(), nullable=False),
        sa.Column("one_per_field", sa.Boolean(), nullable=False),
        sa.Column("growth", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_regulation_scope_document_id")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_regulation_scope_post_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_regulation_scope_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regulation_scope")),
    )
    with op.batch_alter_table("regulation_scope", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_regulation_scope_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_regulation_scope_post_id"), ["post_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_regulation_scope_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("amount", models.base.Exact(), nullable=True),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_milestone_task_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        sa.UniqueConstraint("task_id", "number", name=op.f("uq_milestone_task_id_number")),
    )
    op.create_table(
        "task_period",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_task_period_period_id")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_task_period_task_id")),
        sa.PrimaryKeyConstraint("task_id", "period_id", name=op.f("pk_task_period")),
    )
    with op.batch_alter_table("task_period", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_task_period_period_id"), ["period_id"], unique=False)

    op.create_table(
        "task_reason",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_task_reason_task_id")),
        sa.PrimaryKeyConstraint("task_id", "reason", name=op.f("pk_task_reason")),
    )
    op.execute("INSERT INTO document_link SELECT id, implements_id FROM document WHERE implements_id IS NOT NULL")
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.add_column(sa.Column("theme", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("motto", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("handed_over_on", sa.Date(), nullable=True))
        batch_op.drop_index(batch_op.f("ix_document_implements_id"))
        batch_op.drop_constraint(batch_op.f("fk_document_implements_id"), type_="foreignkey")
        batch_op.drop_column("implements_id")

    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ended_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("successor_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_post_successor_id"), "post", ["successor_id"], ["id"])

    with op.batch_alter_table("role", schema=None) as batch_op:
        batch_op.add_column(sa.Column("task_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("field", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("cluster", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=""))
        batch_op.create_index(batch_op.f("ix_role_task_id"), ["task_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_role_task_id"), "task", ["task_id"], ["id"])

    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.add_column(sa.Column("position", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("section", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("field", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("quality", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("collective", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("directing_leader_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("advising_unit_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("advising_unit", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("proposed_by", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("commitment_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("planned_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
        batch_op.create_index(batch_op.f("ix_task_directing_leader_id"), ["directing_leader_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_task_advising_unit_id"), "unit", ["advising_unit_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_task_directing_leader_id"), "post", ["directing_leader_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_task_commitment_id"), "free_text", ["commitment_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_task_proposed_by"), "person", ["proposed_by"], ["id"])

    with op.batch_alter_table("tenure", schema=None) as batch_op:
        batch_op.add_column(sa.Column("acting", sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("starts_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("ended_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_unit_merged_into_id"), ["merged_into_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_unit_merged_into_id"), "unit", ["merged_into_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_unit_merged_into_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_unit_merged_into_id"))
        batch_op.drop_column("merged_into_id")
        batch_op.drop_column("ended_on")
        batch_op.drop_column("starts_on")

    with op.batch_alter_table("tenure", schema=None) as batch_op:
        batch_op.drop_column("acting")

    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_task_proposed_by"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_task_commitment_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_task_directing_leader_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_task_advising_unit_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_task_directing_leader_id"))
        batch_op.drop_column("planned_at")
        batch_op.drop_column("commitment_id")
        batch_op.drop_column("proposed_by")
        batch_op.drop_column("advising_unit")
        batch_op.drop_column("advising_unit_id")
        batch_op.drop_column("directing_leader_id")
        batch_op.drop_column("collective")
        batch_op.drop_column("quality")
        batch_op.drop_column("field")
        batch_op.drop_column("section")
        batch_op.drop_column("position")

    with op.batch_alter_table("role", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_role_task_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_role_task_id"))
        batch_op.drop_column("cluster")
        batch_op.drop_column("field")
        batch_op.drop_column("task_id")

    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_post_successor_id"), type_="foreignkey")
        batch_op.drop_column("successor_id")
        batch_op.drop_column("ended_on")

    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.add_column(sa.Column("implements_id", sa.INTEGER(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_document_implements_id"), "document", ["implements_id"], ["id"])
        batch_op.create_index(batch_op.f("ix_document_implements_id"), ["implements_id"], unique=False)
        batch_op.drop_column("handed_over_on")
        batch_op.drop_column("motto")
        batch_op.drop_column("theme")
    # a document kept one of what it implements
    op.execute(
        "UPDATE document SET implements_id = (SELECT min(implements_id) FROM document_link WHERE document_id = document.id)"
    )

    op.drop_table("task_reason")
    with op.batch_alter_table("task_period", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_task_period_period_id"))

    op.drop_table("task_period")
    op.drop_table("milestone")
    with op.batch_alter_table("regulation_scope", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_regulation_scope_unit_id"))
        batch_op.drop_index(batch_op.f("ix_regulation_scope_post_id"))
        batch_op.drop_index(batch_op.f("ix_regulation_scope_document_id"))

    op.drop_table("regulation_scope")
    with op.batch_alter_table("document_period", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_document_period_period_id"))

    op.drop_table("document_period")
    with op.batch_alter_table("document_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_document_link_implements_id"))

    op.drop_table("document_link")
    op.drop_table("unit_level")
    op.drop_table("period")
