"""How values are said in Vietnamese: one place for dates, numbers, deadlines and codes."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from locales import translate
from rules.errors import UserError
from rules.localtime import local
from rules.text import format_number

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def say(message_id: str, **args: object) -> str:
    """The catalogue's sentence with its values said the Vietnamese way."""
    text = translate(message_id)
    return text.format_map({name: show(value) for name, value in args.items()}) if args else text


def sorry(error: UserError) -> str:
    """An error meant for a person, in their language."""
    return say(error.message_id, **error.args_)


def show(value: object) -> str:
    """A value as people write it: `98,3`, `20/11/2026`, `14 giờ 05, ngày 20/11/2026`."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, (Decimal, int)):
        return format_number(Decimal(value))
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    return str(value)


def day(value: date, today: date | None = None) -> str:
    """`30/6/2027`; without the year when it is this year's and `today` is given."""
    short = f"{value.day}/{value.month}"
    return short if today is not None and today.year == value.year else f"{short}/{value.year}"


def weekday(value: date) -> str:
    """`thứ Năm 26/11/2026`."""
    return f"{WEEKDAYS[value.weekday()]} {day(value)}"


def moment(value: datetime) -> str:
    """`14 giờ 05, ngày 05/01/2027`."""
    wall = local(value)
    return f"{wall.hour} giờ {wall.minute:02d}, ngày {wall.day:02d}/{wall.month:02d}/{wall.year}"


def capital(text: str) -> str:
    """The text with its first letter raised."""
    return text[:1].upper() + text[1:]


def short(text: str, width: int = 60) -> str:
    """At most `width` characters, cut at a word, with an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= width:
        return text
    cut = text.rfind(" ", width // 2, width)
    return text[: cut if cut > 0 else width - 1].rstrip(" ,;–-") + "…"


def rest(named: Sequence[object], more: int) -> list[str]:
    """How many are not named: "và 3 nội dung khác", or, where none is, "12 nội dung"."""
    if not more:
        return []
    return [say("and {count} more items", count=more) if named else say("{count} items", count=more)]
