"""Which posts nobody can be reached at."""

from collections.abc import Sequence

from sqlmodel import Session, select

from bot.doctor.report import Finding, Patient, bad, check, good, warning
from models import Post, Unit
from rules.localtime import today
from rules.states import RoleKind
from services.identity import Actor, members
from services.people import people

LISTED = 12


@check(40, "Người đã kết nối")
async def leaders(patient: Patient) -> Sequence[Finding]:
    return await patient.db.run(_all, patient)


def _all(session: Session, patient: Patient) -> list[Finding]:
    units = frozenset(unit for unit in session.exec(select(Unit.id)) if unit is not None)
    found = people(session, Actor(board=units), patient.now) if units else None
    if found is None or not found.total:
        return [warning("Chưa có tổ chức: nạp bằng giaoviec org load.")]
    said = [good(f"{len(found.linked) + len(found.silent)}/{found.total} chức danh đã kết nối.")]
    if found.unlinked:
        said.append(warning(f"Chưa kết nối ({len(found.unlinked)}): {_named(found.unlinked)}"))
    if found.unreachable:
        said.append(bad(f"Không gửi tin đến được ({len(found.unreachable)}): {_named(found.unreachable)}"))
    day = today(patient.now)
    if not any(members(session, unit, RoleKind.BOARD, day) for unit in units):
        said.append(bad("Chưa có thành viên Ban Tổ chức nào: mời bằng giaoviec invite --board."))
    return said


def _named(posts: Sequence[Post]) -> str:
    more = len(posts) - LISTED
    return "; ".join(post.name for post in posts[:LISTED]) + (f"; và {more} chức danh khác" if more > 0 else "")
