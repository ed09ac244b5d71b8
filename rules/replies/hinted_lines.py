"""Segments with one word of a title: enough for what writes no number, or before a colon."""

from dataclasses import replace

from rules.replies.claims import About, Kind
from rules.replies.clauses import read
from rules.replies.context import Context
from rules.replies.measuring import Clause
from rules.replies.segments import Segment
from rules.replies.titled import EVERYDAY, Titled
from rules.replies.titles import hinted, names_in

_INTRODUCING = frozenset({"viec", "cai", "nhiem vu", "chi tieu", "phan", "muc", "ve", "ve viec"})
_LABEL = 4  # words before a colon
_HARMLESS = frozenset({Kind.SAME, Kind.STUCK, Kind.EXTEND, Kind.NOTE})


def of_hinted(segment: Segment, ctx: Context) -> Titled | None:
    """The one line that has a word of the segment in its title ("đường vẫn đang làm"): told is only what writes no number
    and finishes nothing."""
    hints = hinted(each for each in segment.lexemes if each.bare not in EVERYDAY)
    if (both := _both_hinted(segment, ctx)) is not None:
        return both
    if len(hints) != 1 or not hints <= set(ctx.shown):
        return None
    number = next(iter(hints))
    if ctx.shown[number].unit is not None and set("nf+") & set(segment.codes):
        return None
    claims = read(Clause(segment.lexemes), About([ctx.shown[number]], tuple(ctx.shown), ctx))
    if not claims or any(claim.kind not in _HARMLESS for claim in claims):
        return None
    return Titled(number, [replace(claims[0], said_from=segment.start), *claims[1:]])


def _both_hinted(segment: Segment, ctx: Context) -> Titled | None:
    """ "đường và rừng đều chưa làm được gì": of each of them there is nothing new."""
    words = [each for each in segment.lexemes if each.bare not in EVERYDAY and each.hints]
    numbers = list(dict.fromkeys(next(iter(each.hints)) for each in words if len(each.hints) == 1))
    joined = "&" in segment.codes and len(numbers) > 1 and all(len(each.hints) == 1 for each in words)
    if not joined or not set(numbers) <= set(ctx.shown) or set("nfw+D") & set(segment.codes):
        return None
    rest = [each for each in segment.lexemes if not each.hints and each.code != "&"]
    claims = (
        read(Clause(rest), About([ctx.shown[number] for number in numbers], tuple(ctx.shown), ctx)) if rest else None
    )
    if not claims or any(claim.kind is not Kind.SAME for claim in claims):
        return None
    return Titled(numbers[0], [replace(claims[0], said_from=segment.start), *claims[1:]], tuple(numbers[1:]))


def labelled(segment: Segment, ctx: Context) -> Segment:
    """ "Rừng: 255 ha" – before a colon one word of a title that no other has names its line."""
    at = segment.codes.find(":")
    if at < 0 and segment.lexemes[0].bare in _INTRODUCING:
        at = next((i for i, each in enumerate(segment.lexemes) if i and not each.hints), 0)
        at = at if at > 1 else -1
    label = segment.lexemes[: max(at, 0)]
    hints = hinted(each for each in label if each.bare not in EVERYDAY)
    plain = all(each.code in ".WFGArpKT" for each in label)
    if not 0 < at <= _LABEL or not plain or names_in(label) or len(hints) != 1 or not hints <= set(ctx.shown):
        return segment
    named = tuple(replace(each, names=hints, code="W") for each in label)
    return replace(segment, lexemes=(*named, *segment.lexemes[at:]))
