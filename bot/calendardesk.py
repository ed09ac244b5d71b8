"""`giaoviec calendar` on the database. Each function gives back the lines to print."""

from datetime import date
from pathlib import Path

from bot.console import opened
from bot.settings import Settings
from bot.sheets import read_sheets
from bot.wiring import make_clock
from rules.localtime import today
from rules.swaps import read_swaps
from services import calendar_list, days_off
from views import days_off as views
from views.organisation import problem_line
from views.words import say


def show(settings: Settings, year: int | None) -> list[str]:
    db, now = opened(settings), make_clock(settings).now()
    try:
        return views.of_year(db.transact(calendar_list.of_year, year or today(now).year))
    finally:
        db.close()


def take_off(settings: Settings, off: date, worked: date | None) -> list[str]:
    db, now = opened(settings), make_clock(settings).now()
    try:
        db.transact(days_off.take_off, None, off, worked, now)
    finally:
        db.close()
    return views.kept(off, worked).text.splitlines()


def load(settings: Settings, path: Path) -> tuple[int, list[str]]:
    """Nothing is taken over from a list with a day that can't be read."""
    swaps, problems = read_swaps(read_sheets(path))
    if problems:
        return 1, [*(problem_line(each) for each in problems), say("Nothing was loaded.")]
    db, now = opened(settings), make_clock(settings).now()
    try:
        return 0, views.taken_over(db.transact(calendar_list.take_over, swaps, now))
    finally:
        db.close()
