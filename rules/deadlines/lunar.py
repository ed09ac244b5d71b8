"""The Vietnamese lunar calendar. The library takes days that do not exist for others, so each is converted back and compared;
it knows the years 1900 to 2100, of which the outermost are left alone here."""

from dataclasses import dataclass
from datetime import date

from lunar_vn import LunarDate, convert_lunar_to_solar, solar_to_lunar

from rules.deadlines.stretches import plus_days

KNOWN = range(1901, 2099)  # years


@dataclass(frozen=True, slots=True)
class LunarMonth:
    """A month of the lunar calendar by its first and last day."""

    start: date
    end: date

    def day(self, number: int) -> date | None:
        """Its day of this number, None where it has none."""
        found = plus_days(self.start, number - 1)
        return found if self.start <= found <= self.end else None


def lunar_day(year: int, month: int, day: int, leap: bool = False) -> date | None:
    """The solar date of a lunar one, None where there is none (or it lies outside what is known)."""
    if not (year in KNOWN and 1 <= month <= 12 and 1 <= day <= 30):
        return None
    try:
        found: date = convert_lunar_to_solar(day, month, year, int(leap))
    except ValueError:  # no leap month of this number in this year
        return None
    return found if solar_to_lunar(found) == LunarDate(day, month, year, leap) else None


def lunar_months(year: int, month: int) -> list[LunarMonth]:
    """The month of that number in a lunar year, and the leap month after it where there is one."""
    starts = [lunar_day(year, month, 1, leap) for leap in (False, True)]
    return [_begun(start) for start in starts if start]


def month_around(day: date) -> LunarMonth:
    """The lunar month that a solar day falls in."""
    return _begun(plus_days(day, 1 - solar_to_lunar(day).day))


def _begun(start: date) -> LunarMonth:
    thirtieth = plus_days(start, 29)
    return LunarMonth(start, thirtieth if solar_to_lunar(thirtieth).day == 30 else plus_days(start, 28))


def lunar_year_of(day: date) -> int:
    """The lunar year that a solar day belongs to."""
    return int(solar_to_lunar(day).year)
