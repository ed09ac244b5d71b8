"""One clause about one item (or a group of them): what it claims. Every word has to be accounted for."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rules.replies.claims import About, Claim, Kind, remark
from rules.replies.courteous import without_manners
from rules.replies.dated import dated
from rules.replies.extension import extension
from rules.replies.lexeme import Lexeme
from rules.replies.measuring import Clause, measured, unit_length
from rules.replies.model import Done, Stuck, Why
from rules.replies.numeric import numeric
from rules.replies.own_figures import could_be_item
from rules.replies.requests import asking_for_time
from rules.replies.states import state
from rules.replies.titles import in_own_words

_TURN = re.compile(r"[SsBCV]|(?<=.)L|^L(?![NGnwA])")
# "đề nghị gửi bản tin cho đồng chí khác" asks the bot, not a supporter.
_ABOUT_MESSAGES = re.compile(r"bản tin|ban tin|tin nhắn|tin nhan|nhắn tin|nhan tin")
_TRIVIAL = frozenset("FGLcTtPWR:&JZ-")
_SILENT = frozenset("FWTtp:&")
_QUESTION = re.compile(r"[^NSs]*Q.*|.*DF*N|[^SsN]*c[^SsN]*N")


def read(clause: Clause, about: About) -> list[Claim] | None:
    """The claims of a clause, or None where it says nothing that is known – or could be put together otherwise."""
    if len(about.items) == 1:
        clause = Clause(in_own_words(clause.lexemes, about.items[0].number))
    clause = without_manners(asking_for_time(clause, about.ctx))
    clause = _trimmed(_short_of(_helped(dated(clause, about)), about))
    if not clause.lexemes:
        return None
    codes = clause.codes
    if _QUESTION.fullmatch(codes):
        question = Stuck(about.ctx.said(clause.start, clause.end))
        return [Claim(Kind.UNSURE, clause.start, clause.end, why=Why.QUESTION, proposal=question)]
    if "X" in codes:
        return extension(clause, about.ctx)
    turn = _TURN.search(codes)
    return _turned(clause, turn.start(), about) if turn else state(clause, about)


def _trimmed(clause: Clause) -> Clause:
    lexemes = list(clause.lexemes)
    while lexemes and lexemes[0].code in ":!),&-" and not _negative(lexemes):
        lexemes.pop(0)
    while lexemes and lexemes[-1].code in ":!),&-B":
        lexemes.pop()
    return Clause(lexemes)


def _negative(lexemes: Sequence[Lexeme]) -> bool:
    """`-5`, with a space before: a number below nothing, not a dash before a value."""
    minus = lexemes[0].code == "-" and not lexemes[0].glued
    return minus and len(lexemes) > 1 and lexemes[1].glued and lexemes[1].code in "nf"


def _helped(clause: Clause) -> Clause:
    """ "đã hỗ trợ men" was done by the speaker; "hỗ trợ men" asks for it."""
    given = [
        lexeme.bare == "ho tro" and before != ""
        for lexeme, before in zip(clause.lexemes, ["", *clause.codes], strict=False)
    ]
    return Clause(
        [replace(lexeme, code=".") if help_ else lexeme for lexeme, help_ in zip(clause.lexemes, given, strict=True)]
    )


def _short_of(clause: Clause, about: About) -> Clause:
    """ "thiếu 1,4% so với kế hoạch" in the target's own unit is what is left; "thiếu 2 máy xúc" an obstacle."""
    lexemes = list(clause.lexemes)
    for at, lexeme in enumerate(lexemes[:-2]):
        short = lexeme.bare == "thieu" and lexeme.code == "s" and lexemes[at + 1].code == "n"
        if short and len(about.items) == 1 and unit_length(lexemes[at + 2 :], about.items[0]):
            lexemes[at] = replace(lexeme, code="L")
    return Clause(lexemes)


def _turned(clause: Clause, at: int, about: About) -> list[Claim] | None:
    head, tail = clause.part(0, at), clause.part(at)
    code = tail.lexemes[0].code
    if code in "Ss" or _lacks(tail):
        return _stuck(head, tail, about)
    if not head.lexemes and code != "B":
        return _because_stuck(tail) or [remark(tail)]
    silent = set(head.codes) <= _SILENT
    before = [] if silent else read(head, about)
    if before is None:
        return None
    if code in "BL" and any(claim.kind is Kind.DONE for claim in before):
        if _names_other(tail, about):
            return None
        if tail.lexemes[0].bare == "ma" and "N" not in head.codes:
            # "xong hết rồi mà văn phòng chưa báo": what has not been done is not said to be the task.
            return [Claim(Kind.UNSURE, clause.start, clause.end, closed=False, why=Why.PARTLY, proposal=Done())]
        # "xong nhưng …", "xong còn thiếu …" is never done (rule 9).
        return [Claim(Kind.SAME, clause.start, clause.end, closed=False, note=True)]
    after = (
        read(tail.part(1), about)
        if code == "B"
        else _numbers_left(tail, about)
        if code == "L"
        else _because_stuck(tail)
    )
    return [*before, *(after or [remark(tail)])]


def _names_other(clause: Clause, about: About) -> bool:
    own = measured(clause, about.items[0]) if len(about.items) == 1 else clause
    return could_be_item(own, about.others)


def _lacks(tail: Clause) -> bool:
    """ "còn thiếu chữ ký" is an obstacle, "còn thiếu 14 hộ" a number."""
    return tail.lexemes[0].bare.endswith("thieu") and not (len(tail.lexemes) > 1 and tail.lexemes[1].code in "nw")


def _numbers_left(tail: Clause, about: About) -> list[Claim] | None:
    if len(about.items) != 1 or not set("nw") & set(tail.codes):
        return None
    claims = numeric(tail, about.items[0], ())
    return claims if claims and claims[0].kind in (Kind.LEFT, Kind.SAME) else None


def _stuck(head: Clause, tail: Clause, about: About) -> list[Claim] | None:
    """The key word and the rest as its text (rule 6); with unknown words before it, all of them are the text."""
    if _ABOUT_MESSAGES.search(about.ctx.said(tail.start, tail.end).lower()):
        return [remark(Clause([*head.lexemes, *tail.lexemes]))]
    keyword = tail.lexemes[0]
    rest = [lexeme for lexeme in tail.lexemes[1:] if lexeme.code not in ":-"]
    text_start = tail.start if keyword.code != "S" else rest[0].start if rest else tail.end
    start = head.start if head.lexemes else tail.start
    stuck = Claim(Kind.STUCK, start, tail.end, closed=True, text_start=text_start)
    if set(head.codes) <= _TRIVIAL:
        return [stuck]
    if set(head.codes) <= _TRIVIAL | {"."}:
        return [replace(stuck, text_start=start, closed=False)]
    before = read(head, about)
    return None if before is None else [*before, replace(stuck, start=tail.start)]


def _because_stuck(tail: Clause) -> list[Claim] | None:
    """ "vì vướng kinh phí" after anything is the obstacle itself."""
    at = tail.codes.find("S")
    if at < 0 or not set(tail.codes[1:at]) <= _TRIVIAL:
        return None
    text_start = tail.lexemes[at + 1].start if at + 1 < len(tail.lexemes) else tail.end
    return [Claim(Kind.STUCK, tail.start, tail.end, text_start=text_start)]
