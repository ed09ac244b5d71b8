"""Segments about the one line that a figure in them can be of, by its unit or its plan."""

import re
from dataclasses import replace

from rules.folding import fold
from rules.replies.claims import About, Claim, Kind
from rules.replies.clauses import read
from rules.replies.context import Context
from rules.replies.measuring import Clause, measured
from rules.replies.model import Item, Why
from rules.replies.piece import AMOUNTS, FREE
from rules.replies.segments import Segment
from rules.replies.titled import EVERYDAY, Titled, is_bare_result, titled
from rules.replies.titles import NOT_SHOWN, hinted

_UNIT = re.compile(r"[R+][FWRc]*[nw]u|fu?|[nw]u[FWPt]*M")
# Money and people are told of any task.
_COMMON = frozenset(map(fold, ("triệu đồng", "tỷ đồng", "đồng", "nghìn đồng", "người", "%")))
_CONFIRMED = frozenset({Why.REMAINING, Why.ESTIMATE, Why.FAR_ABOVE, Why.WORSE})
_HINTED = re.compile(r"[nw]u|f")


def of_measured(segment: Segment, ctx: Context) -> Titled | None:
    """The one line that a value reached can be of, by its unit ("đã được 9 nhà") or its plan ("134/144 hộ") – with one word
    of its title also without "được" ("rừng 240 ha"), and also by per cent ("rác đạt 39%")."""
    if not set("nfw") & set(segment.codes) or ctx.only is not None:
        return None
    hints = hinted(segment.lexemes)
    shape = _HINTED if hints else _UNIT
    if hints and (plain := _plainly(segment, hints, ctx)) is not None:
        return plain
    fitting = [item for item in [*ctx.items, *ctx.others] if _is_measured(segment, item, shape, hinted=bool(hints))]
    meant = [item for item in fitting if not hints or item.number in hints or _hidden(item, ctx)]
    if len(meant) != 1 or meant[0].number not in ctx.shown or NOT_SHOWN in hints or _hidden(meant[0], ctx):
        return None
    found = titled(segment, meant[0].number, ctx, shape, hint=True)
    told = bool(found.claims) and _is_told((found.claims or [])[0])
    beside = all(_is_told(claim) or claim.kind in FREE for claim in (found.claims or [])[1:])
    return found if told and beside else None


def _plainly(segment: Segment, hints: frozenset[int], ctx: Context) -> Titled | None:
    """ "rừng 231", "rác 39": one word of titles of which one has a target, and a figure that can only be its value."""
    measured_ones = [item for item in [*ctx.items, *ctx.others] if item.number in hints and item.unit]
    words = [each for each in segment.lexemes if each.hints]
    if len(measured_ones) != 1 or measured_ones[0].number not in ctx.shown or len(words) != 1 or NOT_SHOWN in hints:
        return None
    item = measured_ones[0]
    lexemes = [replace(each, code="W") if each.hints else each for each in segment.lexemes]
    if words[0].bare in EVERYDAY or not is_bare_result(Clause(lexemes), item, ctx):
        return None
    claims = read(Clause(lexemes), About([item], (), ctx))
    return Titled(item.number, [replace(claims[0], said_from=segment.start), *claims[1:]]) if claims else None


def _is_told(claim: Claim) -> bool:
    """A value, the last one as before, or what would be one and has to be confirmed."""
    confirmed = claim.kind is Kind.UNSURE and claim.why in _CONFIRMED and claim.proposal is not None
    return confirmed or (
        claim.closed and (claim.kind in (*AMOUNTS, Kind.LEFT) or (claim.kind is Kind.SAME and not claim.note))
    )


def _hidden(item: Item, ctx: Context) -> bool:
    return any(item is other for other in ctx.others)


def _is_measured(segment: Segment, item: Item, shape: re.Pattern[str], *, hinted: bool) -> bool:
    own = measured(Clause(segment.lexemes), item)
    codes = own.codes
    if any(lexeme.code == "f" and lexeme.whole != item.plan for lexeme in own.lexemes) or "f." in codes:
        return False
    return bool(shape.search(codes)) and (hinted or fold(item.unit or "") not in _COMMON)
