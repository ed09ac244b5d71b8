"""What the clerk does at the computer: ballots, ratings, sheets. Assessments of people are files and lines here, never a
message of a chat. Each function gives back the lines to print."""

import csv
import io
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from sqlmodel import Session, col, select

from bot.console import named_unit, opened
from bot.settings import Settings, SettingsError
from bot.wiring import make_clock
from models import Assessment, Person, Post, Unit
from rules.errors import UserError
from rules.localtime import today
from rules.numbers import parse_number
from rules.organs import place_of
from rules.rating import Rating
from rules.text import fold
from services import causes, council, discipline, ratings, sheet
from services.history import words
from services.identity import Actor, actor_for
from services.units import the_root
from views import ballots
from views.ratings import kept_reason, rating_word, weighted_line
from views.words import say, show, sorry

T = TypeVar("T")
CAUSES = {"cham": "delay", "chat-luong": "failure"}
RATINGS = {"xuat sac": Rating.EXCELLENT, "tot": Rating.GOOD, "hoan thanh": Rating.COMPLETED, "khong": Rating.FAILED}


def done(settings: Settings, work: Callable[[Session, datetime], T]) -> T:
    """Run in one transaction; what a person can put right is said in their language. Raises `SettingsError`."""
    db, now = opened(settings), make_clock(settings).now()
    try:
        return db.transact(work, now)
    except UserError as error:
        raise SettingsError(sorry(error)) from None
    finally:
        db.close()


def person(session: Session, name: str) -> int:
    found = [row for row in session.exec(select(Person)) if fold(row.name or "") == fold(name)]
    if len(found) != 1:
        raise SettingsError(f"Không tìm thấy đúng một người tên “{name}”.")
    return found[0].id or 0


def acting(session: Session, name: str, now: datetime) -> Actor:
    """The clerk (or the member who decides) in whose name it is done; the history says so."""
    return actor_for(session, person(session, name), today(now))


def open_ballot(
    session: Session, now: datetime, *, by: str, period: str, due: datetime | None, chair: str, unit: str | None
) -> list[str]:
    actor, unit_id = acting(session, by, now), named_unit(session, unit)
    day = due.date() if due else today(now)
    found = council.open_ballot(session, actor, unit_id, period, day, person(session, chair), now)
    count = len(council.tasks_of(session, found.id or 0))
    return [f"{council.code(found)}: {count} nhiệm vụ, hạn {show(day)}"]


def write_sheets(session: Session, now: datetime, *, ballot_id: int, out: Path) -> list[str]:
    """One workbook per member who has something left to score."""
    from views.files.ballot import ballot_sheet

    ballot = council.ballot_of(session, ballot_id)
    out.mkdir(parents=True, exist_ok=True)
    lines = []
    for member in council.waiting(session, ballot, today(now)):
        entries = [each for each in ballots.entries_for(session, ballot_id, member, now) if each.scored is None]
        name = session.get_one(Person, member).name or ""
        heading = say("Ballot {code}, {period}", code=council.code(ballot), period=ballot.period)
        path = out / f"phieu-{council.code(ballot)}-{member}.xlsx"
        path.write_bytes(ballot_sheet(ballot_id, member, name, heading, entries))
        lines.append(f"{path}: {name}, {len(entries)} nhiệm vụ")
    return lines or ["Không còn ai phải chấm."]


def import_sheet(session: Session, now: datetime, *, by: str, file: Path) -> list[str]:
    """All of a sheet or nothing of it; who entered it is kept."""
    from views.files.ballot import read_ballot

    actor, filled = acting(session, by, now), read_ballot(file.read_bytes())
    if not actor.board:
        raise SettingsError("Chỉ cán bộ Ban Tổ chức được nhập phiếu.")
    count = council.score(session, filled.ballot_id, filled.person_id, filled.points, now, entered_by=actor.person_id)
    return [f"Đã nhập {count} điểm của {session.get_one(Person, filled.person_id).name}."]


def write_minutes(session: Session, now: datetime, *, ballot_id: int, file: Path) -> list[str]:
    from views.files.minutes import Minutes, minutes

    ballot = council.ballot_of(session, ballot_id)
    found = council.results(session, ballot, now)
    scores = council.standing_scores(session, ballot_id)
    scored = {row.member_id for row in scores}
    council_of = council.members_of(session, ballot_id)
    unit = session.get_one(Unit, ballot.unit_id)
    above = session.get(Unit, unit.parent_id) if unit.parent_id else None
    file.write_bytes(
        minutes(
            Minutes(
                organ=f"Hội đồng tư vấn {unit.name}",
                superior=above.name if above else "",
                place=place_of(unit.name),
                day=today(now),
                period=ballot.period,
                code=council.code(ballot),
                chair=_name(session, ballot.chair_id),
                present=tuple(_name(session, each) for each in council_of if each in scored),
                absent=tuple(_name(session, each) for each in council_of if each not in scored),
                results=tuple((session.get_one(Post, each.task.post_id).name, each) for each in found),
                corrected=tuple(
                    f"NV-{row.task_id}, {_name(session, row.member_id)}: {words(session, row.text_id)}"
                    for row in scores
                    if row.replaces_id is not None
                ),
            )
        )
    )
    return [f"{file}: {len(found)} nhiệm vụ"]


def _name(session: Session, person_id: int) -> str:
    return session.get_one(Person, person_id).name or say("erased")


def correct(session: Session, now: datetime, *, by: str, score_id: int, points: str, reason: str) -> list[str]:
    number = parse_number(points)
    if number is None:
        raise SettingsError(f"“{points}” không phải là điểm.")
    fresh = council.correct(session, acting(session, by, now), score_id, number, reason, now)
    return [f"Đã hiệu chỉnh: NV-{fresh.task_id}, {show(fresh.points)} điểm."]


def common_points(text: str) -> dict[str, Decimal]:
    """`tên đơn vị hoặc chức danh;điểm`, a line each. Raises `SettingsError`."""
    found = {}
    for line in csv.reader(io.StringIO(text), delimiter=";"):
        if not line or fold(line[0]).startswith("ten"):
            continue
        number = parse_number(line[1]) if len(line) == 2 else None
        if number is None:
            raise SettingsError(f"Dòng “{';'.join(line)}” không phải là “tên;điểm”.")
        found[line[0].strip()] = number
    return found


def propose(
    session: Session, now: datetime, *, by: str, period: str, common: Path | None, unit: str | None
) -> list[str]:
    given = common_points(common.read_text(encoding="utf-8")) if common else {}
    rows = ratings.proposals(session, acting(session, by, now), named_unit(session, unit), period, given, now)
    return [line for row in rows for line in lines_of(session, row)]


def listed(session: Session, now: datetime, *, period: str) -> list[str]:
    units = [unit.id or 0 for unit in session.exec(select(Unit).order_by(col(Unit.id)))]
    rows = ratings.all_standing(session, period, units)
    return [line for row in rows for line in lines_of(session, row)] or ["Chưa có đề xuất nào."]


def lines_of(session: Session, row: Assessment) -> list[str]:
    """The row's number, whose it is, points, proposal and decision; below it, why it was not proposed higher."""
    unit = session.get_one(Unit, row.unit_id).name
    who = f"{session.get_one(Post, row.post_id).name} – {_name(session, row.person_id or 0)}" if row.post_id else unit
    decided = (
        say("decided: {rating}", rating=rating_word(Rating(row.decided))) if row.decided else say("not decided yet")
    )
    head = say("Proposed: {rating} ({points} points)", rating=rating_word(Rating(row.proposed)), points=row.points)
    reason = f" – {words(session, row.text_id)}" if row.text_id else ""
    over = [f"   {weighted_line(row)}"] if row.facts.get("weighted") else []
    return [f"{row.id}. {who}: {head}; {decided}{reason}", *over, *(f"   {kept_reason(why)}" for why in row.reasons)]


def cause(session: Session, now: datetime, *, by: str, task: str, kind: str, reason: str) -> list[str]:
    """An objective cause, confirmed in the name of who is given."""
    number = task.upper().removeprefix("NV-")
    chosen = CAUSES.get(fold(kind))
    if not number.isdecimal() or chosen is None:
        raise SettingsError("Cần --task NV-12 và --kind cham hoặc chat-luong.")
    causes.confirm(session, acting(session, by, now), int(number), chosen, reason, now)
    return [f"NV-{number}: đã xác nhận nguyên nhân khách quan; không trừ điểm."]


def record_discipline(
    session: Session, now: datetime, *, by: str, who: str, unit: str | None, on: datetime | None, reason: str
) -> list[str]:
    """Against a person, or (no name) against the unit itself."""
    number = person(session, who) if who else None
    day = on.date() if on else today(now)
    row = discipline.discipline(session, acting(session, by, now), named_unit(session, unit), number, day, reason, now)
    return [f"Đã ghi kỷ luật số {row.id}: {who or session.get_one(Unit, row.unit_id).name}, {show(row.decided_on)}."]


def undo_discipline(session: Session, now: datetime, *, by: str, row_id: int, reason: str) -> list[str]:
    row = discipline.take_back(session, acting(session, by, now), row_id, reason, now)
    return [f"Đã rút kỷ luật số {row.id}; dòng cũ vẫn được giữ."]


def decide(session: Session, now: datetime, *, by: str, row_id: int, rating: str, reason: str) -> list[str]:
    chosen = next((level for spelt, level in RATINGS.items() if fold(rating).startswith(spelt)), None)
    if chosen is None:
        raise SettingsError("Mức xếp loại: xuất sắc, tốt, hoàn thành, không.")
    row = ratings.decide(session, acting(session, by, now), row_id, chosen, reason, now)
    return lines_of(session, row)


def write_sheet(session: Session, now: datetime, *, by: str, name: str, file: Path) -> list[str]:
    """A leader's sheet over the years as Word."""
    from views.files.sheet import leader_sheet

    found = sheet.for_board(session, acting(session, by, now), person(session, name), now)
    root = the_root(session)
    file.write_bytes(leader_sheet(found, root.name, "", place_of(root.name), today(now)))
    return [f"{file}: {name}, {sum(len(year.entries) for year in found.years)} nhiệm vụ"]
