"""What a stretch of a message most likely says of its item."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rules.folding import fold
from rules.replies.context import Context
from rules.replies.courteous import without_manners
from rules.replies.hindrance import may_hinder
from rules.replies.later import is_put_off, later_day
from rules.replies.lexeme import Lexeme
from rules.replies.likely.figures import best
from rules.replies.likely.mentions import Stretch
from rules.replies.measuring import Clause, measured
from rules.replies.model import Action, Done, Extend, Increase, Item, NoChange, Stuck, Value, Why
from rules.replies.obstacles import is_obstacle
from rules.replies.titles import in_own_words

_SEPARATORS = re.compile(r"[,;!?()]")
_ABOUT_THE_BOT = re.compile(r"thong cam|ban tin|tin nhan|nhan tin|nho \w+ bao")
_NOT_DONE = frozenset("NHUGeQL")
_NEVER_DONE_BEHIND = frozenset("BNHL")
_SURE = 4
_NOTHING_NEW = frozenset("NGYe")


@dataclass(frozen=True)
class Guess:
    """A likely action (None: more time, to a day that was not said), and why it is asked about."""

    action: Action | None
    why: Why
    mild: bool = False  # said nowhere in so many words
    sure: bool = False  # a figure with its unit, between the last value and the plan, that is said to be reached


def guesses(stretch: Stretch, item: Item, ctx: Context) -> list[Guess]:
    """All that the stretch likely says: a figure or "xong", more time, an obstacle – or that nothing is new."""
    own = measured(without_manners(Clause(in_own_words(stretch.lexemes, item.number))), item)
    said = ctx.said(stretch.start, stretch.end)
    figure = best(own, item)
    found = [Guess(figure.action, figure.why, sure=figure.score >= _SURE)] if figure else []
    if not found and not _begins_with_figure(own, item) and _is_done(own, item):
        found.append(Guess(Done(), Why.PARTLY))
    found += _more_time(said, ctx)
    behind = own.part(figure.at + 1) if figure else own
    if _is_stuck(behind, said) and not any(isinstance(each.action, Done) for each in found):
        found.append(Guess(Stuck(_reason(behind if _key(behind) is not None else own, ctx)), Why.NOT_UNDERSTOOD))
    if not found and _is_unchanged(own, item):
        found.append(Guess(NoChange(said), Why.NOT_UNDERSTOOD))
    told = any(isinstance(each.action, (Done, Stuck, Extend)) or each.why is Why.DEADLINE for each in found)
    left = figure is not None and figure.why is Why.REMAINING and not is_obstacle(said)
    if not told and not left and may_hinder(said):
        found.append(Guess(Stuck(_hindrance(own, ctx)), Why.NOT_UNDERSTOOD, mild=True))
    return found


def _clauses(own: Clause) -> Iterator[Sequence[Lexeme]]:
    start = 0
    for at, code in enumerate(own.codes):
        if _SEPARATORS.fullmatch(code):
            yield own.lexemes[start:at]
            start = at + 1
    yield own.lexemes[start:]


def _begins_with_figure(own: Clause, item: Item) -> bool:
    """ "2. 39,5.3. xong": a figure that is not understood comes before the rest."""
    first = next((each for each in own.lexemes if each.code not in ":)!-"), None)
    return first is not None and item.unit is not None and first.bare[:1].isdigit()


def _is_done(own: Clause, item: Item) -> bool:
    """ "thế là xong hết", "100%" of what is not counted, "không còn đơn nào"."""
    if any(each.code == "f" and each.amount == each.whole for each in own.lexemes) and "N" not in own.codes:
        return True  # "đã giải quyết 12/12 đơn"
    figure = next((i for i, each in enumerate(own.lexemes) if each.code not in ":)!-FR"), 0)
    if own.codes[figure : figure + 2] == "n%" and own.lexemes[figure].amount == 100:
        return True
    for lexemes in _clauses(own):
        codes = Clause(lexemes).codes
        at = next((i for i, each in enumerate(lexemes) if each.code == "D" or _is_cleared(each)), None)
        if at is None or _NOT_DONE & set(codes[:at]) or _NEVER_DONE_BEHIND & set(codes[at + 1 :]):
            continue
        if not set("nfw") & set(codes[at:]) or "D" not in codes[at:]:
            return True
    return False


def _is_cleared(lexeme: Lexeme) -> bool:
    return lexeme.code == "y" and lexeme.bare.startswith("khong con") and len(lexeme.bare.split()) > 2


def _more_time(said: str, ctx: Context) -> list[Guess]:
    if not is_put_off(said):
        return []
    day = later_day(said, ctx)
    return [Guess(Extend(day, ""), Why.DEADLINE) if day is not None else Guess(None, Why.DEADLINE)]


def _is_stuck(own: Clause, said: str) -> bool:
    """Told with a key word (not "hết vướng"), or as an obstacle without one."""
    keyed = _key(own) is not None and not is_put_off(said)
    return is_obstacle(said) or (keyed and not _ABOUT_THE_BOT.search(fold(said)))


def _key(own: Clause) -> int | None:
    """The word that tells of an obstacle; "đã hỗ trợ men" was done by the speaker."""
    places = (i for i, each in enumerate(own.lexemes) if each.code in "Ss" and not (i and each.bare == "ho tro"))
    return next(places, None)


def _reason(own: Clause, ctx: Context) -> str:
    """The words of the obstacle: from its key word on, or from the clause that tells it."""
    at = _key(own)
    if at is not None and own.lexemes[at].code == "S" and at + 1 < len(own.lexemes):
        return ctx.said(own.lexemes[at + 1].start, own.end)
    for lexemes in _clauses(own):
        if lexemes and is_obstacle(ctx.said(lexemes[0].start, lexemes[-1].end)):
            return ctx.said(lexemes[0].start, own.end)
    return ctx.said(own.start if at is None else own.lexemes[at].start, own.end)


def _hindrance(own: Clause, ctx: Context) -> str:
    """The words from the clause on that tells what stands in the way."""
    clauses = [(each[0].start, each[-1].end) for each in _clauses(own) if each]
    start = next((start for start, end in clauses if may_hinder(ctx.said(start, end))), own.start)
    return ctx.said(start, own.end)


def _is_unchanged(own: Clause, item: Item) -> bool:
    """ "vẫn thế", "chưa nhúc nhích" – and the value reported last, said again."""
    figures = [each.amount for each in own.lexemes if each.code in "nfw"]
    still = bool(figures) and all(amount == item.last for amount in figures)
    return still or ((not figures or item.unit is None) and bool(_NOTHING_NEW & set(own.codes)))


def is_figure(action: Action | None) -> bool:
    return isinstance(action, (Value, Increase))
