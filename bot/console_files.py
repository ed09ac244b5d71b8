"""`giaoviec export`: the file that is asked for, written here and now (this process may import the slow libraries)."""

from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, select

from bot.console import named_post, named_unit, opened
from bot.settings import Settings, SettingsError
from bot.wiring import make_clock
from models import Post
from rules.errors import UserError
from rules.localtime import local
from services import slips
from services.invitations import LIFE
from services.register import Scope, find_document
from services.units import below
from services.year_report import year_of
from views.files import jobs
from views.files.jobs import Made
from views.words import sorry

LAYOUTS = {"dang": "party", "nha-nuoc": "state"}


@dataclass(frozen=True)
class Wanted:
    """What the command line said: whose tasks, and for Word the year and the layout (by the issuer when not given)."""

    post: str | None = None
    unit: str | None = None
    document: str | None = None
    year: int | None = None
    layout: str | None = None


def export(settings: Settings, file: Path, wanted: Wanted) -> list[str]:
    """Write the file; the lines to print. Raises `SettingsError` with the sentence for what can't be."""
    make = {".xlsx": _register, ".docx": _paper}.get(file.suffix.lower())
    if make is None:
        raise SettingsError("Tên tệp phải có đuôi .xlsx (sổ theo dõi) hoặc .docx (phụ lục, báo cáo năm).")
    db, now = opened(settings), make_clock(settings).now()
    try:
        result, _, data = db.read_now(make, wanted, now.isoformat(), year_of(now))
    except UserError as error:
        raise SettingsError(sorry(error)) from None
    finally:
        db.close()
    file.write_bytes(data)
    return [f"{file}: {result['of']}, {result['tasks']} nhiệm vụ, {result['posts']} chức danh"]


def _register(session: Session, wanted: Wanted, at: str, _: int) -> Made:
    scope = Scope(
        named_unit(session, wanted.unit),
        named_post(session, wanted.post) if wanted.post else None,
        find_document(session, wanted.document).id if wanted.document else None,
    )
    return jobs.register(session, at=at, **vars(scope))


def _paper(session: Session, wanted: Wanted, at: str, year: int) -> Made:
    """The annex of a Decision; or the year reports of a post, or of all posts with tasks under a unit."""
    layout = LAYOUTS[wanted.layout] if wanted.layout else None
    if wanted.document:
        paper = find_document(session, wanted.document)
        return jobs.annex(session, at=at, document_id=paper.id or 0, layout=layout)
    if wanted.post:
        posts = [named_post(session, wanted.post)]
    elif wanted.unit:
        posts = _posts_under(session, named_unit(session, wanted.unit))
    else:
        raise SettingsError("Với tệp .docx cần --document (phụ lục), --post hoặc --unit (báo cáo năm).")
    return jobs.year_report(session, at=at, posts=posts, year=wanted.year or year, layout=layout)


def _posts_under(session: Session, unit_id: int) -> list[int]:
    units = below(session, [unit_id])
    found = select(Post.id).where(col(Post.unit_id).in_(list(units))).order_by(col(Post.unit_id), col(Post.id))
    posts = [post for post in session.exec(found) if post is not None]
    if not posts:
        raise SettingsError("Đơn vị này chưa có chức danh nào.")
    return posts


def write_slips(
    settings: Settings, file: Path, *, post: str | None, unit: str | None, document: str | None, bot: str | None
) -> list[str]:
    """New codes for the posts that are not linked (all, of a unit or a Decision, or one post), printed into the file."""
    if file.suffix.lower() != ".docx":
        raise SettingsError("Tên tệp phiếu phải có đuôi .docx.")
    db, now = opened(settings), make_clock(settings).now()

    def work(session: Session) -> list[slips.Slip]:
        if post:
            posts = [session.get_one(Post, named_post(session, post))]
        else:
            paper = find_document(session, document) if document else None
            posts = slips.posts_for(session, named_unit(session, unit), paper.id if paper else None)
        return slips.issue_for(session, None, posts, now, trusted=True)

    try:
        found = db.transact(work)
    except UserError as error:
        raise SettingsError(sorry(error)) from None
    finally:
        db.close()
    link = f"https://t.me/{bot}?start={{code}}" if bot else ""
    printed = [[slip.post, slip.code, link.format(code=slip.code) if link else ""] for slip in found]
    file.write_bytes(jobs.slips(at=now.isoformat(), slips=printed, until=(now + LIFE).isoformat(), trusted=True)[2])
    return [f"{file}: {len(found)} phiếu, dùng một lần, đến ngày {local(now + LIFE):%d/%m/%Y}"]
