"""More time asked for in any words, and answers that are still to come."""

import datetime as dt
import re

from rules.deadlines import parse_deadline
from rules.folding import fold
from rules.replies.context import Context
from rules.replies.spoken import in_figures

_UNTIL = r"(?:lai|den|toi|sang|qua|het|ngay|cuoi|thu|thang|tuan|\d)"
_ASKED = (
    r"(?:xin|cho|de nghi) (?:\w+ ){0,5}(?:den|toi|sang|qua) (?:het |ngay |cuoi |thu |thang |mung |mong |t[2-7]|\d+)"
)
_LONGER = r"(?:xin|cho|de nghi) (?:\w+ ){0,2}keo dai|gian tien do|qua (?:tuan|thang|tet)|it (?:hom|bua) nua"
_MORE = r"them (?:\w+ )?(?:ngay|tuan|thang|thoi gian|tgian|tg|hom|bua|it hom|it bua|may hom)"
_PUT_OFF = re.compile(
    rf"\b(?:gia han|xin lui|lui (?:{_UNTIL}|han|thoi|cho|it|may|them)|cho (?:\w+ ){{0,2}}(?:lui|khat|hoan|doi|gian)"
    rf"|(?:khat|hoan|doi) (?:den|toi|sang|lai|het|it|han)|xin (?:khat|hoan|doi)|{_ASKED}|{_LONGER}|{_MORE})\b"
)
_REFUSED = re.compile(r"\b(?:khong|ko|khoi|chang|k) (?:can |phai )?(?:xin )?(?:gia han|lui|doi|hoan)\b")
_SPAN = re.compile(r".*\b\d+ (?:ngay|tuan|thang)")
_LONGEST = 6  # words of a day
_FIRST_WORDS = 4
_REPORTING = r"(?:bao(?: cao)?|gui|nhan(?: tin)?|tra loi|cap nhat|tra bai|dien|goi|noi|ghi|rep|phan hoi|bc|hoi)"
_AFTERWARDS = (
    r"(?:lat(?: nua)?|ti(?: nua)?|chut(?: nua)?|xiu(?: nua)?|mot lat|toi(?: nay)?|chieu(?: nay)?|mai|trua(?: nay)?"
    r"|hop xong|ve(?: den)? (?:nha|xa|co quan)|khi nao|tuan sau|dau tuan(?: sau)?|thu \w+|sau khi)"
)
_LATER = re.compile(
    rf"\b{_AFTERWARDS}\b.{{0,40}}\b{_REPORTING}\b|\b{_REPORTING} (?:lai )?(?:\w+ ){{0,3}}(?:sau|lai)\b"
    r"|\bde \w+ (?:hoi|xem|kiem tra|ra soat|goi) (?:lai )?"
)


def is_put_off(said: str) -> bool:
    """Whether somebody asks for more time: "cho chị lùi sang …", "khất đến …", "qua tuần"."""
    folded = fold(said)
    return _PUT_OFF.search(folded) is not None and _REFUSED.search(folded) is None


def is_put_off_at_once(said: str) -> bool:
    """Whether the words begin with it: "đề nghị cho thêm thời gian, đang chờ …"."""
    found = _PUT_OFF.search(fold(said))
    return found is not None and len(fold(said)[: found.start()].split()) < _FIRST_WORDS and is_put_off(said)


def is_to_come(said: str) -> bool:
    """ "đang họp, lát tôi nhắn lại", "chiều báo cáo sau": heard, and the answer is to come."""
    return _LATER.search(fold(said)) is not None


def later_day(said: str, ctx: Context) -> dt.date | None:
    """The day to come that most of the words tell, the last of those that are as long."""
    words = [word.strip(",.;:?!()") for word in in_figures(said).split()]
    days = [_day_at(words[at : at + _LONGEST], ctx) for at in range(len(words))]
    told = [(length, at) for at, (day, length) in enumerate(days) if day is not None]
    return days[max(told)[1]][0] if told else None


def _day_at(words: list[str], ctx: Context) -> tuple[dt.date | None, int]:
    """The day that the words begin with, and how many of them tell it."""
    for length in range(len(words), 0, -1):
        said = " ".join(words[:length])
        if _SPAN.fullmatch(fold(said)):
            continue  # from when?
        if length == 1 and not ("/" in said or fold(said) == "mai"):
            break
        read = parse_deadline(said, ctx.today, ctx.working_days)
        if read.kind == "date" and read.date is not None and read.date > ctx.today:
            return read.date, length
    return None, 0
