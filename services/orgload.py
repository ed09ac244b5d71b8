"""Load the organisation's workbook: what is new is added, what differs is changed, what the workbook leaves out stays.

Whoever wants to see first what would change runs it in a transaction that is rolled back.
"""

from datetime import datetime

from sqlmodel import Session, col, select

from models import Person, Post, Tenure, Unit, UnitLevel
from rules.folding import fold
from rules.localtime import today
from rules.organisation.names import spelled
from rules.organisation.workbook import Book, Row, problem
from services.history import record
from services.identity import holder_of
from services.orgchange import Loaded
from services.orgnames import Names
from services.orgwatch import load_watches
from services.units import the_root


def load(session: Session, book: Book, now: datetime) -> Loaded:
    """Load a workbook; with problems, nothing of it may be kept, and the caller rolls back."""
    done = Loaded()
    _levels(session, book, done)
    units = Names[Unit]((unit, unit.name) for unit in session.exec(select(Unit).where(col(Unit.ended_on).is_(None))))
    posts = Names[Post]((post, post.name) for post in session.exec(select(Post).where(col(Post.ended_on).is_(None))))
    rows = _units(session, book, units, done)
    _parents(session, rows, units, done)
    seats = _posts(session, book, units, posts, done)
    _supervisors(session, seats, posts, done)
    for row, post in seats:
        _holder(session, row, post, now, done)
    load_watches(session, book.watches, units, posts, now, done)
    if book.units:
        done.absent += units.unseen()
    if book.posts:
        done.absent += posts.unseen()
    session.flush()
    if done.changes and not done.problems:
        _remember(session, done, now)
    return done


def _remember(session: Session, done: Loaded, now: datetime) -> None:
    kinds = [change.kind for change in done.changes]
    record(
        session,
        unit_id=the_root(session).id or 0,
        subject="organisation",
        event="organisation_loaded",
        actor=None,
        now=now,
        after={kind: kinds.count(kind) for kind in sorted(set(kinds))},
    )


def _levels(session: Session, book: Book, done: Loaded) -> None:
    kept = {fold(level.name): level for level in session.exec(select(UnitLevel))}
    for row in book.levels:
        if not row["rank"].isdecimal():
            done.problems.append(problem(row, "rank", "rank", row["rank"]))
            continue
        level = kept.get(fold(row["name"]))
        if level is None:
            session.add(UnitLevel(name=row["name"], rank=int(row["rank"])))
            done.note("level_new", row["name"], after=row["rank"])
        elif level.rank != int(row["rank"]):
            done.note("level_changed", row["name"], str(level.rank), row["rank"])
            level.rank = int(row["rank"])
            session.add(level)


def _units(session: Session, book: Book, units: Names[Unit], done: Loaded) -> list[tuple[Row, Unit]]:
    rows, seen = [], set()
    for row in book.units:
        key = (spelled(row["name"]), spelled(row["parent"]))
        if not row["name"] or key in seen:
            done.problems.append(problem(row, "name", "twice" if row["name"] else "no_name", row["name"]))
            continue
        seen.add(key)
        rows.append((row, _unit(session, row, units, done)))
    session.flush()
    return rows


def _unit(session: Session, row: Row, units: Names[Unit], done: Loaded) -> Unit:
    unit = _of_parent(units.free(row["name"]), row["parent"], session)
    if unit is None:
        unit = Unit(name=row["name"], level=row["level"], group=row["group"])
        session.add(unit)
        units.add(unit, unit.name)
        done.note("unit_new", unit.name, after=row["parent"])
    units.see(unit)
    for name in ("level", "group"):
        before = getattr(unit, name)
        if name in row.cells and before != row[name]:
            done.note(f"{name}_of_unit", unit.name, before, row[name])
            setattr(unit, name, row[name])
    return unit


def _of_parent(found: list[Unit], parent: str, session: Session) -> Unit | None:
    """Of several units of a name, the one under this parent; a single one may have been put elsewhere."""
    if len(found) == 1:
        return found[0]
    return next((unit for unit in found if spelled(_parent_name(session, unit)) == spelled(parent)), None)


def _parent_name(session: Session, unit: Unit) -> str:
    return session.get_one(Unit, unit.parent_id).name if unit.parent_id is not None else ""


def _parents(session: Session, rows: list[tuple[Row, Unit]], units: Names[Unit], done: Loaded) -> None:
    for row, unit in rows:
        parent = units.one(row, "parent", done.problems) if row["parent"] else None
        if row["parent"] and parent is None:
            continue
        wanted = parent.id if parent else None
        if unit.parent_id != wanted:
            if ("unit_new", unit.name) not in {(change.kind, change.name) for change in done.changes}:
                done.note("unit_moved", unit.name, _parent_name(session, unit), row["parent"])
            unit.parent_id = wanted
            session.add(unit)
    session.flush()
    by_id = {unit.id: unit for unit, _ in units.all()}
    done.problems += [problem(row, "parent", "ring", unit.name) for row, unit in rows if _in_a_ring(unit, by_id)]


def _in_a_ring(unit: Unit, by_id: dict[int | None, Unit]) -> bool:
    seen: set[int | None] = set()
    at: Unit | None = unit
    while at is not None and at.id not in seen:
        seen.add(at.id)
        at = by_id.get(at.parent_id)
    return at is not None


def _posts(
    session: Session, book: Book, units: Names[Unit], posts: Names[Post], done: Loaded
) -> list[tuple[Row, Post]]:
    rows, seen = [], set()
    for row in book.posts:
        if not row["name"]:
            done.problems.append(problem(row, "name", "no_name"))
            continue
        unit = units.one(row, "unit", done.problems)
        if unit is None:
            continue
        if (spelled(row["name"]), unit.id) in seen:
            done.problems.append(problem(row, "name", "twice", row["name"]))
            continue
        seen.add((spelled(row["name"]), unit.id))
        rows.append((row, _post(session, row, unit, units, posts, done)))
    session.flush()
    return rows


def _post(session: Session, row: Row, unit: Unit, units: Names[Unit], posts: Names[Post], done: Loaded) -> Post:
    """The post of this name in this unit; one that only stands elsewhere and is named once has been moved."""
    found = posts.free(row["name"])
    post = next((each for each in found if each.unit_id == unit.id), None)
    if post is None and len(found) == 1 and len(posts.named(row["name"])) == 1:
        post = found[0]
        done.note("post_moved", post.name, session.get_one(Unit, post.unit_id).name, unit.name)
        post.unit_id = unit.id or 0
    if post is None:
        post = Post(name=row["name"], unit_id=unit.id or 0)
        posts.add(post, post.name)
        done.note("post_new", post.name, after=unit.name)
    session.add(post)
    posts.see(post)
    return post


def _supervisors(session: Session, seats: list[tuple[Row, Post]], posts: Names[Post], done: Loaded) -> None:
    new = {change.name for change in done.changes if change.kind == "post_new"}
    names = {post.id: name for post, name in posts.all()}
    for row, post in seats:
        if "supervisor" not in row.cells:
            continue
        above = posts.one(row, "supervisor", done.problems, prefer=lambda each, own=post: each.unit_id == own.unit_id)  # type: ignore[misc]
        if row["supervisor"] and above is None:
            continue
        if above is post:
            done.problems.append(problem(row, "supervisor", "own_supervisor", post.name))
        elif post.supervisor_id != (above.id if above else None):
            if post.name not in new:
                done.note("supervisor", post.name, names.get(post.supervisor_id, ""), row["supervisor"])
            post.supervisor_id = above.id if above else None
            session.add(post)


def _holder(session: Session, row: Row, post: Post, now: datetime, done: Loaded) -> None:
    """Who holds a vacant post; another name than the present holder's is a transfer and no matter of loading."""
    if not row["holder"]:
        return
    present = holder_of(session, post.id or 0, today(now))
    if present is None:
        person = Person(name=row["holder"])
        session.add(person)
        session.flush()
        session.add(Tenure(person_id=person.id or 0, post_id=post.id or 0, starts_on=today(now)))
        done.note("holder_new", post.name)
    elif fold(session.get_one(Person, present).name or "") != fold(row["holder"]):
        done.problems.append(problem(row, "holder", "other_holder", post.name))
