"""More time asked for without the words of rule 6: "xin đến 15/12", "xin lùi việc này đến …"."""

from collections.abc import Sequence
from dataclasses import replace

from rules.replies.context import Context
from rules.replies.days import resolve
from rules.replies.lexeme import Lexeme
from rules.replies.measuring import Clause

_FOR = frozenset({"cho", "d/c", "dong chi", "duoc", "phep"})
_PUT_OFF = frozenset({"lui", "doi", "hoan", "gian", "khat"})
_SPANS = frozenset({"ngay", "tuan", "thang", "hom"})
_UNTIL = frozenset({"den", "toi", "sang"})


def asking_for_time(clause: Clause, ctx: Context) -> Clause:
    """ "xin đến 15/12", "xin đ/c cho đến 15/12": more time, though no word says so."""
    first = next((at for at, each in enumerate(clause.lexemes) if each.code not in "F:&"), 0)
    if clause.lexemes and _is_day_to(clause.lexemes[first]) and _asked_before(clause, ctx):
        place = clause.lexemes[first].start
        return Clause([Lexeme("X", "", place, place, False), *clause.lexemes[first:]])
    for at, lexeme in enumerate(clause.lexemes):
        until = next((i for i, each in enumerate(clause.lexemes) if i > at and _is_day_to(each)), None)
        if lexeme.code == "." and lexeme.bare in _PUT_OFF and until is not None and "X" not in clause.codes:
            asked = Lexeme("X", lexeme.bare, lexeme.start, clause.lexemes[until].start, False)
            return Clause([asked, *clause.lexemes[until:]])
        if lexeme.bare == "xin them" and _is_time(clause.lexemes[at + 1 :]):
            return Clause([*clause.lexemes[:at], replace(lexeme, code="X"), *clause.lexemes[at + 1 :]])
        if lexeme.bare == "xin" and lexeme.code == "F" and "X" not in clause.codes:
            rest = list(clause.lexemes[at + 1 :])
            if rest and _is_day_alone(rest, ctx):
                return Clause([*clause.lexemes[:at], replace(lexeme, code="X"), *clause.lexemes[at + 1 :]])
            while rest and rest[0].bare in _FOR:
                rest.pop(0)
            if (
                rest
                and rest[0].code == "U"
                and rest[0].bare.split()[0] in _UNTIL
                and any(map(str.isdigit, rest[0].bare))
            ):
                return Clause([*clause.lexemes[:at], replace(lexeme, code="X"), *clause.lexemes[at + 1 :]])
    return clause


def _is_day_to(lexeme: Lexeme) -> bool:
    return lexeme.code == "U" and lexeme.bare.split()[0] in _UNTIL and any(map(str.isdigit, lexeme.bare))


def _is_day_alone(rest: Sequence[Lexeme], ctx: Context) -> bool:
    """ "9 xin 10/12": a day to come and nothing but manners behind it."""
    digits = rest[0].bare.split(" / ")
    day = resolve(digits, ctx.today) if rest[0].code == "f" and len(digits) == 2 else None
    return day is not None and day > ctx.today and {each.code for each in rest[1:]} <= set("FC.")


def _asked_before(clause: Clause, ctx: Context) -> bool:
    """ "xin lùi việc 3 đến 31/12, việc 5 đến 15/1": the request goes on."""
    return any(each.code == "X" and each.end <= clause.start for each in ctx.lexemes)


def _is_time(lexemes: Sequence[Lexeme]) -> bool:
    """ "xin thêm 2 tuần", "xin thêm đến cuối tháng 12"."""
    span = len(lexemes) > 1 and lexemes[0].code in "nw" and lexemes[1].bare.split()[0] in _SPANS
    return span or (bool(lexemes) and lexemes[0].bare.split()[0] in _UNTIL)
