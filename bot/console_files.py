"""`giaoviec export`: the file that is asked for, written here and now (this process may import the slow libraries)."""

from pathlib import Path

from sqlmodel import Session

from bot.console import named_post, named_unit, opened
from bot.settings import Settings, SettingsError
from bot.wiring import make_clock
from rules.errors import UserError
from services.register import Scope, find_document
from services.units import the_root
from views.files.jobs import Made
from views.files.jobs import register as make_register
from views.words import sorry


def export(settings: Settings, file: Path, *, post: str | None, unit: str | None, document: str | None) -> list[str]:
    """Write the file; the lines to print. Raises `SettingsError` with the sentence for what can't be."""
    db, now = opened(settings), make_clock(settings).now()

    def work(session: Session) -> Made:
        scope = _scope(session, post, unit, document)
        return make_register(session, at=now.isoformat(), **vars(scope))

    try:
        result, _, data = db.read_now(work)
    except UserError as error:
        raise SettingsError(sorry(error)) from None
    finally:
        db.close()
    file.write_bytes(data)
    return [f"{file}: {result['of']}, {result['tasks']} nhiệm vụ, {result['posts']} chức danh"]


def _scope(session: Session, post: str | None, unit: str | None, document: str | None) -> Scope:
    return Scope(
        named_unit(session, unit) if unit else the_root(session).id or 0,
        named_post(session, post) if post else None,
        find_document(session, document).id if document else None,
    )
