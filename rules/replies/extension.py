"""More time asked for: `xin gia hạn đến … vì …` (domain/replies.md rule 6)."""

import datetime as dt
import re

from rules.deadlines import parse_deadline
from rules.folding import fold, vocabulary
from rules.replies.claims import Claim, Kind
from rules.replies.context import Context
from rules.replies.later import later_day
from rules.replies.measuring import Clause
from rules.replies.model import Extend, Why
from rules.replies.spoken import in_figures

_TO = re.compile(r"^(?:đến|den|tới|toi|sang|qua|cho đến|cho den|là|la)\s+", re.IGNORECASE)
# "thêm 10 ngày", "2 tuần": from when?
_SPAN = re.compile(r"^(?:thêm|them)\b|^\S+\s+(?:ngày|ngay|tuần|tuan|tháng|thang)$", re.IGNORECASE)
# What may follow a day: manners, and what is to be done by it …
_POLITE = vocabulary(
    "di nghen nhe nha nhen a thoi giup gium dum cho em toi tui xa dong chi d/c voi cai ha nhi moi duoc la hen"
)
_DONE_BY = vocabulary("thi tx moi se xong")
_THEN = _DONE_BY | vocabulary("de cho nham giup")
# … but never another measure of time.
_TIMES = vocabulary("ngay tuan thang nam quy hoac neu nua sau toi hay")
_SEVERAL = 2  # "rừng mới được 220 ha còn đường thì xin thêm thời gian": whose?
_BEFORE = frozenset("FT&:-O")
_NAMED = re.compile(r"(?:nội dung|noi dung|nhiệm vụ|nhiem vu|việc|viec|đồng chí|dong chi|đ/c|d/c|cho)\b", re.IGNORECASE)
_LATER = re.compile(r"(?:đến|den|tới|toi|sang)\s+", re.IGNORECASE)
_WHO = frozenset(
    {
        "xa",
        "toan xa",
        "phuong",
        "de xuat",
        "kien nghi",
        "mong",
        "rat mong",
        "thuong truc",
        "dang uy",
        "thuong truc dang uy",
        "ubnd",
        "de nghi",
        "kinh de nghi",
        "kinh",
        "dong chi",
        "d/c",
        "cho",
        "duoc",
        "em",
        "toi",
    }
)


def extension(clause: Clause, ctx: Context) -> list[Claim]:
    """One claim: the date asked for and why, or handed back where the date is missing, unclear or over."""
    at = clause.codes.index("X")
    reason_first = clause.codes.startswith("C")
    told = _therefore(clause.part(0, at))
    if not reason_first and told is None:
        spoken_of = {each.names or each.hints for each in clause.lexemes[:at] if each.names or each.hints}
        day = later_day(ctx.said(clause.lexemes[at].start, clause.end), ctx) if len(spoken_of) < _SEVERAL else None
        asked_for = Extend(day, "") if day is not None else None
        return [Claim(Kind.UNSURE, clause.start, clause.end, closed=False, why=Why.DEADLINE, proposal=asked_for)]
    because = clause.codes.find("C", at)
    if because < 0:
        because = next((i for i, each in enumerate(clause.lexemes) if i > at + 1 and each.bare == "de"), -1)
    until = clause.lexemes[because].start if because > 0 else clause.end
    # Its item's number may stand between: "xin gia hạn 1 đến 15/12".
    begins = clause.lexemes[at + 1].start if at + 1 < len(clause.lexemes) else clause.end
    asked = _TO.sub("", ctx.said(begins, until))
    named = next((each for each in clause.lexemes[at + 1 :] if each.names), None)
    if (named is not None or _NAMED.match(asked)) and (found := _LATER.search(asked)):
        asked = asked[found.end() :]  # "gia hạn nội dung bàn giao mặt bằng đến …"
    if told is not None and told.lexemes:
        return [_asked(clause, ctx, asked, ctx.said(told.start, told.end), None)]
    if reason_first:
        reason = ctx.said(clause.lexemes[0].end, clause.lexemes[at].start)
        return [_asked(clause, ctx, asked, reason, None)]
    text_start = clause.lexemes[because].end if because > 0 else None
    return [_asked(clause, ctx, asked, ctx.said(text_start, clause.end) if text_start else "", text_start)]


def _therefore(head: Clause) -> Clause | None:
    """What stands before the request: nothing but who asks (an empty clause), or the reason with its "nên"; None where it
    is neither – "dân xin gia hạn" is somebody else's request."""
    lexemes = list(head.lexemes)
    while lexemes and (lexemes[-1].bare in _WHO or lexemes[-1].code in _BEFORE or lexemes[-1].code == "W"):
        if lexemes[-1].bare == "nen":
            break
        lexemes.pop()
    denied = len(lexemes) > 1 and lexemes[-2].code == "N"
    if lexemes and lexemes[-1].bare == "nen" and not denied and not set("Qnfw") & set(head.codes):
        return Clause(lexemes[:-1])
    return None if lexemes else Clause(())


def _asked(clause: Clause, ctx: Context, asked: str, reason: str, text_start: int | None) -> Claim:
    spoken = bool(asked) and "nữa" not in asked and "nua" not in asked
    if spoken and _SPAN.search(asked):
        return Claim(Kind.UNSURE, clause.start, clause.end, closed=False, why=Why.DEADLINE)
    day, rest = _day_and_rest(asked, ctx)
    if day is None or (rest and not _goes_with(rest)):
        proposal = None if day is None or any(map(str.isdigit, rest)) else Extend(day, rest)
        return Claim(Kind.UNSURE, clause.start, clause.end, closed=False, why=Why.DEADLINE, proposal=proposal)
    return Claim(
        Kind.EXTEND, clause.start, clause.end, deadline=day, text_start=text_start, reason=reason or _reason(rest)
    )


def _day_and_rest(asked: str, ctx: Context) -> tuple[dt.date | None, str]:
    """The day that the words begin with, and the words behind it."""
    words = in_figures(asked).split()
    for length in range(len(words), 0, -1):
        said = " ".join(words[:length]).rstrip(",;:.")
        found = parse_deadline(said, ctx.today, ctx.working_days)
        if found.kind == "date" and found.date is not None:
            return found.date, " ".join(words[length:])
    return None, ""


def _goes_with(rest: str) -> bool:
    """ "đi", "nghen", "thì xong": nothing that could make it another day."""
    words = fold(rest).replace(",", " ").split()
    return not any(map(str.isdigit, rest)) and (set(words) <= _POLITE or words[0] in _THEN) and not set(words) & _TIMES


def _reason(rest: str) -> str:
    """What follows the day says why, unless it is only manners, or when it will be done."""
    words = fold(rest).split()
    return "" if set(words) <= _POLITE or words[0] in _DONE_BY else rest
