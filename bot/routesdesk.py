"""`giaoviec org routes`: who answers requests for support, as a table of kind and field – shown, or taken from a file."""

from pathlib import Path

from sqlmodel import Session

from bot.orgdesk import attempt, post_named
from bot.settings import Settings
from bot.sheets import read_sheets
from bot.wiring import make_clock
from rules.errors import UserError
from rules.states import SupportType
from rules.text import fold
from services import routes
from services.units import is_set_up
from views import organisation as views
from views.routes import line
from views.support import kind_name

ANY = ("", "moi loai", "tat ca")
Row = tuple[SupportType | None, str, str]  # kind, field, post


def show(settings: Settings) -> list[str]:
    now = make_clock(settings).now()

    def work(session: Session) -> list[str]:
        return [line(session, each) for each in routes.of_root(session, now)] if is_set_up(session) else []

    return attempt(settings, work, lambda _: False) or ["Chưa phân công: Ban Tổ chức trả lời mọi kiến nghị."]


def load(settings: Settings, path: Path, *, yes: bool) -> list[str]:
    """Three columns: kind, field, post. A line takes the place of the one there was; kept with `yes`."""
    now, rows = make_clock(settings).now(), read_rows(path)

    def work(session: Session) -> list[str]:
        found = []
        for kind, field, post in rows:
            set_ = routes.set_line(session, None, kind, field, post_named(session, post), now)
            found.append(line(session, set_))
        return found

    return [*attempt(settings, work, lambda _: yes), views.outcome(kept=yes)]


def read_rows(path: Path) -> list[Row]:
    """The rows of a workbook or a csv, its heading left out. Raises `UserError` for a kind that is none of the five."""
    rows = [row for sheet in read_sheets(path) for row in sheet.rows if len(row) >= 3 and any(row)]
    return [(_kind(row[0]), row[1], row[2]) for row in rows if not fold(row[0]).startswith("loai")]


def _kind(words: str) -> SupportType | None:
    if fold(words) in ANY:
        return None
    found = next((kind for kind in SupportType if fold(kind_name(kind)) == fold(words)), None)
    if found is None:
        raise UserError("The kind has to be one of the five: nguồn lực, cơ chế, chính sách, điều kiện, ý kiến chỉ đạo.")
    return found
