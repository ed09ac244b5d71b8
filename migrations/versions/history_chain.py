"""A history that proves itself: hash-chained, and append-only by triggers of the database (issue 7, item 6).

What is there already is sealed as it stands. A later migration that rebuilds the table on SQLite must put the triggers back
(`tests/storage/test_append_only.py` holds that).
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from rules import chain

revision = "history_chain"
down_revision = "0001"
branch_labels = None
depends_on = None

SEALED = ("unit_id", "task_id", "subject", "event", "actor_id", "on_behalf", "at", "before", "after")
HISTORY = sa.table(
    "history",
    *(sa.column(name) for name in ("id", "unit_id", "task_id", "subject", "event", "actor_id", "chain", "seq", "hash")),
    sa.column("on_behalf", sa.Boolean()),
    sa.column("at", UTCDateTime()),
    sa.column("before", sa.JSON()),
    sa.column("after", sa.JSON()),
)
SQLITE = [
    f"CREATE TRIGGER history_no_{what} BEFORE {what} ON history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
    for what in ("update", "delete")
]
POSTGRESQL = [
    """CREATE FUNCTION history_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'history is append-only'; END $$""",
    """CREATE TRIGGER history_append_only BEFORE UPDATE OR DELETE ON history
    FOR EACH ROW EXECUTE FUNCTION history_is_append_only()""",
    """CREATE TRIGGER history_no_truncate BEFORE TRUNCATE ON history
    FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only()""",
]


def upgrade() -> None:
    with op.batch_alter_table("free_text") as batch:
        batch.add_column(sa.Column("salt", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("history") as batch:
        batch.add_column(sa.Column("text_digest", sa.String(), nullable=True))
        for column in (sa.Column("chain", sa.String()), sa.Column("seq", sa.Integer()), sa.Column("hash", sa.String())):
            batch.add_column(column)
    _seal_what_is_there()
    with op.batch_alter_table("history") as batch:
        for name, kind in (("chain", sa.String()), ("seq", sa.Integer()), ("hash", sa.String())):
            batch.alter_column(name, existing_type=kind, nullable=False)
        batch.create_unique_constraint("uq_history_chain_seq", ["chain", "seq"])
    for statement in _triggers():
        op.execute(statement)


def _triggers() -> list[str]:
    return SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL


def _seal_what_is_there() -> None:
    ends: dict[str, tuple[int, str]] = {}
    for row in op.get_bind().execute(sa.select(HISTORY).order_by(HISTORY.c.id)).all():
        name = f"task:{row.task_id}" if row.task_id is not None else row.subject
        last, before = ends.get(name, (0, chain.FIRST))
        fields = {each: getattr(row, each) for each in SEALED} | {"text_digest": None, "chain": name, "seq": last + 1}
        ends[name] = (last + 1, chain.link(before, fields))
        values = {"chain": name, "seq": last + 1, "hash": ends[name][1]}
        op.get_bind().execute(HISTORY.update().where(HISTORY.c.id == row.id).values(values))


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER history_no_update")
        op.execute("DROP TRIGGER history_no_delete")
    else:
        op.execute("DROP TRIGGER history_append_only ON history")
        op.execute("DROP TRIGGER history_no_truncate ON history")
        op.execute("DROP FUNCTION history_is_append_only()")
    with op.batch_alter_table("history") as batch:
        batch.drop_constraint("uq_history_chain_seq", type_="unique")
        for name in ("hash", "seq", "chain", "text_digest"):
            batch.drop_column(name)
    with op.batch_alter_table("free_text") as batch:
        batch.drop_column("salt")
