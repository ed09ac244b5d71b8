"""What the command line does directly on the database. Each function gives back the lines to print."""

import json
from pathlib import Path

from sqlmodel import Session, col, select

from bot.db import Database
from bot.serving import open_database
from bot.settings import Settings, SettingsError
from bot.wiring import make_clock, set_up
from models import Outbox, OutboxState, Post, Unit
from rules.states import RoleKind
from rules.text import fold
from services.invitations import issue, plan_for
from services.units import the_root
from views.plans import where_to_send


def opened(settings: Settings) -> Database:
    """The database of these settings, ready to be used."""
    set_up(settings)
    return open_database(settings, make_clock(settings))


def issue_invitation(
    settings: Settings, *, post: str | None, role: str | None, group: str | None, unit: str | None, qr: Path | None
) -> list[str]:
    """A one-time code for a post, a role or a group; then where to send it, where there are Zalo bots."""
    db, now = opened(settings), make_clock(settings).now()

    def work(session: Session) -> tuple[str, list[str]]:
        unit_id = named_unit(session, unit)
        post_id = named_post(session, post) if post else None
        named = group or role
        kind = RoleKind(named) if named else None
        code = issue(
            session, None, unit_id=unit_id, post_id=post_id, role=kind, group=group is not None, trusted=True, now=now
        )
        return code, [] if group else where_to_send(plan_for(session, code))

    try:
        code, ways = db.transact(work)
    finally:
        db.close()
    if qr is not None:
        from views.pictures.qr import qr as draw

        qr.write_bytes(draw(code)[2])
    return [code, *ways]


def named_unit(session: Session, name: str | None) -> int:
    """The unit with this name (the top one without), diacritics and case aside; raises `SettingsError`."""
    if name is None:
        return the_root(session).id or 0
    found = [
        row for row in session.exec(select(Unit).where(col(Unit.ended_on).is_(None))) if fold(row.name) == fold(name)
    ]
    if len(found) != 1:
        raise SettingsError(f"Không tìm thấy đơn vị “{name}”.")
    return found[0].id or 0


def named_post(session: Session, name: str) -> int:
    """The post with this name; raises `SettingsError`."""
    found = [
        row for row in session.exec(select(Post).where(col(Post.ended_on).is_(None))) if fold(row.name) == fold(name)
    ]
    if len(found) != 1:
        raise SettingsError(f"Không tìm thấy chức danh “{name}”.")
    return found[0].id or 0


def list_dead(settings: Settings) -> list[str]:
    """The messages that were given up: id, kind, error; never their text."""
    db = opened(settings)
    try:
        rows = db.transact(lambda s: s.exec(select(Outbox).where(Outbox.state == OutboxState.DEAD)).all())
    finally:
        db.close()
    return [f"{row.id}\t{row.kind}\t{row.attempts}\t{row.error or ''}" for row in rows] or [
        "Không có tin nào bị bỏ lại."
    ]


def requeue_dead(settings: Settings) -> list[str]:
    """Queue them again, as if they had never been tried."""
    db, now = opened(settings), make_clock(settings).now()

    def work(session: Session) -> int:
        rows = session.exec(select(Outbox).where(Outbox.state == OutboxState.DEAD)).all()
        for row in rows:
            row.state, row.attempts, row.not_before = OutboxState.QUEUED, 0, now
            session.add(row)
        return len(rows)

    try:
        count = db.transact(work)
    finally:
        db.close()
    return [f"Đã xếp lại {count} tin."]


def write_digest(settings: Settings, out: Path, week: str | None) -> list[str]:
    """`digest.txt`, `digest.png` and `digest.json` of a kept week, or of the present state."""
    from services.digest import figures_for
    from views.issued import digest_text
    from views.pictures.digest import draw

    db, now = opened(settings), make_clock(settings).now()
    try:
        unit = db.transact(the_root)
        figures = db.transact(lambda s: figures_for(s, unit.id or 0, now, week))
    finally:
        db.close()
    out.mkdir(parents=True, exist_ok=True)
    (out / "digest.txt").write_text(digest_text(figures) + "\n", encoding="utf-8")
    (out / "digest.png").write_bytes(draw(figures, unit.name)[2])
    (out / "digest.json").write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return [str(out / f"digest.{kind}") for kind in ("txt", "png", "json")]
