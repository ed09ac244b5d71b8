"""Done, no change, acknowledged – and where a number is said, `numeric.py`."""

import re
from dataclasses import replace

from rules.replies.claims import About, Claim, Kind, remark
from rules.replies.measuring import Clause, measured
from rules.replies.model import Done, Why
from rules.replies.numeric import numeric
from rules.replies.own_figures import could_be_item

_ACK = re.compile(r"[FJ&:-]*O[OFJ&-]*")
_DONE = re.compile(r"[FWTtRO&:]*D[FWTtPJRKO]*(?:D[FWTtPJRKO]*)?")
# "đã làm", "được rồi", "ok rồi": something was done, but the task?
_WORKED = re.compile(r"[FWTtROK&:]*")
_OVER = frozenset({"da", "roi"})
_REACHED = _OVER | {"dat", "dat duoc"}
_SAME = frozenset("FWTRPtLc&JNGYeZ:-O")
_DENIALS = frozenset("NGY")


def state(clause: Clause, about: About) -> list[Claim] | None:
    """What a clause without an obstacle, an extension or a question claims; None where its words do not add up."""
    codes = set(clause.codes)
    one = about.items[0] if len(about.items) == 1 else None
    counted = one is not None and "w" in codes and "wu" in measured(clause, one).codes
    if counted or codes & set("nf%") or ("w" in codes and not codes & set("DNGHUY")):
        return _with_number(clause, about)
    claim = _sure(clause, about) or _doubtful(clause)
    return None if claim is None else [claim]


def _with_number(clause: Clause, about: About) -> list[Claim] | None:
    if len(about.items) == 1:
        return numeric(clause, about.items[0], about.others)
    if clause.codes == "n" and clause.lexemes[0].amount == 0:
        return [Claim(Kind.SAME, clause.start, clause.end)]
    if could_be_item(clause, about.others):
        return None
    # One number for several items is nobody's.
    return [Claim(Kind.UNSURE, clause.start, clause.end, closed=False)]


def _sure(clause: Clause, about: About) -> Claim | None:
    """Every word is known."""
    codes, start, end = clause.codes, clause.start, clause.end
    said = {lexeme.bare for lexeme in clause.lexemes}
    # "ok rồi" to a whole bundle is heard, of one task it may be done.
    if _ACK.fullmatch(codes) and not ({"ok", "roi"} <= said and len(about.items) == 1):
        return Claim(Kind.ACK, start, end)
    # "xong tuần này" may still be to come; "đã xong", "xong rồi" is over.
    if _DONE.fullmatch(codes) and ("P" not in codes or said & _OVER):
        return Claim(Kind.DONE, start, end)
    if said == {"roi"} and any(lexeme.bare == "chua" for lexeme in about.ctx.lexemes):
        return Claim(Kind.DONE, start, end)  # "1 chưa, 2 chưa, 7 rồi"
    if _DONE.fullmatch(codes) or (_WORKED.fullmatch(codes) and said & _REACHED):
        return Claim(Kind.UNSURE, start, end, why=Why.PARTLY, proposal=Done())
    if set(codes) <= _SAME and _DENIALS & set(codes):
        return Claim(Kind.SAME, start, end, note=_refuses(clause))
    return None


def _refuses(clause: Clause) -> bool:
    """ "không làm" is more than no news: what was said is kept."""
    denied = [lexeme.bare for lexeme in clause.lexemes if lexeme.code == "N"]
    denies = any(word != "chua" and not word.endswith(" chua") for word in denied)
    return denies and bool(set("We") & set(clause.codes)) and not set("cZY") & set(clause.codes)


def _doubtful(clause: Clause) -> Claim | None:
    """Some words are not known. Nearly done, denied or to come is never done (rules 5 and 9)."""
    codes = set(clause.codes)
    known = not codes & set(".w+A%")
    if codes & set("jEkr"):
        return None
    if codes & set("HUNG") and not _only_a_day(clause):
        return Claim(Kind.SAME, clause.start, clause.end, closed=known, note=True)
    if "D" in codes:
        return Claim(Kind.UNSURE, clause.start, clause.end, closed=False, why=Why.PARTLY, proposal=Done())
    return replace(remark(clause), closed=known) if "y" in codes else None


def _only_a_day(clause: Clause) -> bool:
    """Unknown words with a day to come: an extension with a slip in it, a meeting – not "nothing new"."""
    told = [lexeme for lexeme in clause.lexemes if lexeme.code in "HUNGDe"]
    return "." in clause.codes and all(lexeme.code == "U" and any(map(str.isdigit, lexeme.bare)) for lexeme in told)
