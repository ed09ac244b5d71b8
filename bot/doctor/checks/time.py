"""Is it the same time here and in the database, and does the calendar reach far enough?"""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlmodel import Session, col, func, select

from bot.doctor.report import Finding, Patient, bad, check, good, warning
from models import DayOff
from rules.localtime import local, today

APART = 5  # seconds; a due time this far off is noticed by people


@check(60, "Đồng hồ và lịch nghỉ")
async def time(patient: Patient) -> Sequence[Finding]:
    return await patient.db.run(_all, patient)


def _all(session: Session, patient: Patient) -> list[Finding]:
    if patient.settings.clock:
        return [warning(f"Đang dùng đồng hồ diễn tập ({patient.settings.clock}).")]
    now = local(patient.now)
    said = good(f"Bây giờ là {now:%H:%M:%S} ngày {now:%d/%m/%Y}.")
    return [_apart(session, patient.now) or said, _calendar(session, today(patient.now).year + 1)]


def _apart(session: Session, now: datetime) -> Finding | None:
    """SQLite has no clock but this machine's."""
    if session.get_bind().dialect.name == "sqlite":
        return None
    theirs: datetime = session.exec(select(func.clock_timestamp())).one()
    seconds = abs((theirs.astimezone(UTC) - now).total_seconds())
    return bad(f"Đồng hồ máy này lệch {seconds:.0f} giây so với cơ sở dữ liệu.") if seconds > APART else None


def _calendar(session: Session, year: int) -> Finding:
    days = select(func.count(col(DayOff.day))).where(col(DayOff.day).between(date(year, 1, 1), date(year, 12, 31)))
    count = session.exec(days).one()
    if not count:
        return bad(f"Chưa có lịch nghỉ năm {year}: giaoviec calendar load, hoặc /lich trong chat.")
    return good(f"Lịch nghỉ năm {year} có {count} ngày; cán bộ Ban Tổ chức sửa bằng /lich.")
