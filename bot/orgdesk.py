"""`giaoviec org` on the database: everything is tried in a transaction, which is kept only when it is confirmed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from sqlmodel import Session, col, select

from bot.console import opened
from bot.settings import Settings
from bot.sheets import read_sheets
from bot.wiring import make_clock
from models import Post, Unit
from rules.errors import UserError
from rules.localtime import today
from rules.organisation.names import called, spelled
from rules.organisation.workbook import mergers, read
from services import merging, orgchange, orgload, orgtree, takeover
from services.identity import holder_of
from views import organisation as views

T = TypeVar("T")


class _Back(Exception):
    """Roll the transaction back, and take what it found out along."""


def attempt(settings: Settings, work: Callable[[Session], T], keep: Callable[[T], bool]) -> T:
    db = opened(settings)
    found: list[T] = []

    def run(session: Session) -> None:
        found.append(work(session))
        if not keep(found[0]):
            raise _Back

    try:
        db.transact(run)
    except _Back:
        pass
    finally:
        db.close()
    return found[0]


def load(settings: Settings, path: Path, *, yes: bool) -> tuple[int, list[str]]:
    """Load a workbook. Into an empty organisation at once; what changes a loaded one is shown first, and kept with `yes`."""
    now = make_clock(settings).now()
    book = read(read_sheets(path))

    def work(session: Session) -> tuple[orgchange.Loaded, bool]:
        empty = session.exec(select(Unit.id).limit(1)).first() is None
        done = orgload.load(session, book, now)
        return done, not done.problems and (yes or empty)

    done, kept = attempt(settings, work, lambda found: found[1])
    return 1 if done.problems else 0, views.loaded(done, kept=kept)


def show(settings: Settings) -> list[str]:
    now = make_clock(settings).now()

    def work(session: Session) -> tuple[list[orgtree.Line], list[str]]:
        return orgtree.tree(session, now), orgtree.uncovered(session, now)

    lines, uncovered = attempt(settings, work, lambda _: True)
    return views.tree(lines) + views.not_covered(uncovered)


def merge(
    settings: Settings, sources: list[str], into: str | None, path: Path | None, on: date | None, *, yes: bool
) -> list[str]:
    """Merge units by name into one, or as a workbook with old and new units says."""
    now = make_clock(settings).now()
    pairs = [(row["source"], row["target"]) for row in mergers(read_sheets(path))] if path else []
    pairs += [(source, into) for source in sources if into]
    wanted: dict[str, list[str]] = {}
    for source, target in pairs:
        wanted.setdefault(target, []).append(source)

    def work(session: Session) -> list[merging.Merged]:
        return [
            merging.merge(
                session,
                [unit_named(session, source) for source in olds if spelled(source) != spelled(new)],
                unit_named(session, new),
                on or today(now),
                now,
            )
            for new, olds in wanted.items()
        ]

    done = attempt(settings, work, lambda _: yes)
    return [line for each in done for line in views.merged(each)] + [views.outcome(kept=yes)]


def transfer(
    settings: Settings, post: str, source: str | None, name: str | None, *, acting: bool, keep: bool, yes: bool
) -> list[str]:
    """Give a post to the holder of another post, to somebody new, or to nobody."""
    now = make_clock(settings).now()

    def work(session: Session) -> tuple[Post, bool, int]:
        post_id = post_named(session, post)
        leaving = post_named(session, source) if source else None
        person = holder_of(session, leaving, today(now)) if leaving else None
        if leaving is not None and person is None:
            raise UserError("{post} has no holder.", post=source)
        person = takeover.new_person(session, name) if name else person
        moved = takeover.transfer(session, post_id, person, now, acting=acting, leaving=None if keep else leaving)
        return moved, person is None, len(takeover.open_tasks(session, post_id))

    moved, vacant, tasks = attempt(settings, work, lambda _: yes)
    return [*views.transferred(moved.name, tasks, vacant=vacant), views.outcome(kept=yes)]


def unit_named(session: Session, name: str) -> int:
    """The one unit of this name that is still in force."""
    units = session.exec(select(Unit).where(col(Unit.ended_on).is_(None)))
    found = called(name, [(unit.id or 0, unit.name) for unit in units])
    if len(found) != 1:
        raise UserError("There is no unit “{name}”, or there are several of that name.", name=name)
    return found[0]


def post_named(session: Session, name: str) -> int:
    """The one post of this name that is still in force."""
    posts = session.exec(select(Post).where(col(Post.ended_on).is_(None)))
    found = called(name, [(post.id or 0, post.name) for post in posts])
    if len(found) != 1:
        raise UserError("There is no post “{name}”, or there are several of that name.", name=name)
    return found[0]
