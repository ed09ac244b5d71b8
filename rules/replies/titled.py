"""Segments that name their line by words, or by a unit that no other line has, instead of by its number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rules.folding import fold, vocabulary
from rules.replies.claims import About, Claim, Kind
from rules.replies.clauses import read
from rules.replies.context import Context
from rules.replies.lexicon import UNKNOWN
from rules.replies.loose import loosely
from rules.replies.measuring import Clause, measured, unit_length
from rules.replies.model import Increase, Item, Value, Why
from rules.replies.piece import AMOUNTS, FREE, Piece
from rules.replies.segments import Segment
from rules.replies.tagging import Lexeme
from rules.replies.titles import NOT_SHOWN, hinted, in_own_words, names_in, only_names

# A number that surely is one of amount: with its unit, as a fraction, or behind a word that a value follows.
_TOLD = re.compile(r"[nw]u|f|n%|[R+][FWRc]*n|:n|n[FW]*M")
_UNIT = re.compile(r"[R+][FWRc]*[nw]u|fu?|[nw]u[FWPt]*M")
# Money and people are told of any task.
_COMMON = frozenset(map(fold, ("triệu đồng", "tỷ đồng", "đồng", "nghìn đồng", "người", "%")))
_REACHED = frozenset({"dat", "du", "dat duoc", "duoc", "luy ke", "luy ke dat", "luy ke duoc"})
# Words of a title that any message may have.
_EVERYDAY = vocabulary(
    "thon xom ban xa phuong huyen tinh nong dan nha van hoa dat moi con nguoi tien tuyen lien cap ho du an viec lam nuoc"
    " dien xay dung truong lop cong khu to cau cho quan ly phat trien kinh te dang hoat dong ket nap thu chi so ton don gom"
)
_CONFIRMED = frozenset({Why.REMAINING, Why.ESTIMATE, Why.FAR_ABOVE, Why.WORSE})
_INTRODUCING = frozenset({"viec", "cai", "nhiem vu", "chi tieu", "phan", "muc", "ve", "ve viec"})
_LABEL = 4  # words before a colon
_HARMLESS = frozenset({Kind.SAME, Kind.STUCK, Kind.EXTEND, Kind.NOTE})
_HINTED = re.compile(r"[nw]u|f")


@dataclass(frozen=True)
class Titled:
    """What a segment says of the line `number`; `claims` is None where its words do not add up; `others`: lines it
    is said of too ("đường và rừng đều chưa làm")."""

    number: int
    claims: list[Claim] | None
    others: tuple[int, ...] = ()

    @property
    def sure(self) -> bool:
        """Every word of it is accounted for."""
        return bool(self.claims) and all(claim.closed and claim.kind is not Kind.UNSURE for claim in self.claims or ())


def parts_named(segment: Segment) -> list[Segment]:
    """The segment cut before each new name, unmarked as the list may be: "rác nông thôn 39% trồng rừng 240 ha"."""
    cuts, last = [0], frozenset[int]()
    for at, lexeme in enumerate(segment.lexemes):
        if lexeme.names and lexeme.names != last:
            if last:
                cuts.append(at)
            last = lexeme.names
    ends = [*cuts[1:], len(segment.lexemes)]
    return [
        replace(segment, lexemes=segment.lexemes[at:end], hard=segment.hard and at == 0)
        for at, end in zip(cuts, ends, strict=True)
    ]


def of_named(segment: Segment, ctx: Context) -> Titled | None:
    """The one line that a segment names, and what it says of it; None where it names none or could mean several."""
    names = names_in(segment.lexemes)
    number = next(iter(names[0])) if len(names) == 1 and len(names[0]) == 1 else NOT_SHOWN
    named = next((at for at, each in enumerate(segment.lexemes) if each.names), 0)
    if "X" in segment.codes and "C" in segment.codes[:named]:
        return None  # "xin gia hạn đến 31/12 do vướng mặt bằng": the reason names no line
    return _titled(segment, number, ctx, _TOLD) if number in ctx.shown else None


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
    found = _titled(segment, meant[0].number, ctx, shape, hint=True)
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
    if words[0].bare in _EVERYDAY or not _is_bare_result(Clause(lexemes), item, ctx):
        return None
    claims = read(Clause(lexemes), About([item], (), ctx))
    return Titled(item.number, [replace(claims[0], said_from=segment.start), *claims[1:]]) if claims else None


def _is_told(claim: Claim) -> bool:
    """A value, the last one as before, or what would be one and has to be confirmed."""
    confirmed = claim.kind is Kind.UNSURE and claim.why in _CONFIRMED and claim.proposal is not None
    return confirmed or (
        claim.closed and (claim.kind in (*AMOUNTS, Kind.LEFT) or (claim.kind is Kind.SAME and not claim.note))
    )


def of_hinted(segment: Segment, ctx: Context) -> Titled | None:
    """The one line that has a word of the segment in its title ("đường vẫn đang làm"): told is only what writes no number
    and finishes nothing."""
    hints = hinted(each for each in segment.lexemes if each.bare not in _EVERYDAY)
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
    words = [each for each in segment.lexemes if each.bare not in _EVERYDAY and each.hints]
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
    hints = hinted(each for each in label if each.bare not in _EVERYDAY)
    plain = all(each.code in ".WFGArpKT" for each in label)
    if not 0 < at <= _LABEL or not plain or names_in(label) or len(hints) != 1 or not hints <= set(ctx.shown):
        return segment
    named = tuple(replace(each, names=hints, code="W") for each in label)
    return replace(segment, lexemes=(*named, *segment.lexemes[at:]))


def _hidden(item: Item, ctx: Context) -> bool:
    return any(item is other for other in ctx.others)


def _is_measured(segment: Segment, item: Item, shape: re.Pattern[str], *, hinted: bool) -> bool:
    own = measured(Clause(segment.lexemes), item)
    codes = own.codes
    if any(lexeme.code == "f" and lexeme.whole != item.plan for lexeme in own.lexemes) or "f." in codes:
        return False
    return bool(shape.search(codes)) and (hinted or fold(item.unit or "") not in _COMMON)


def _titled(segment: Segment, number: int, ctx: Context, told: re.Pattern[str], *, hint: bool = False) -> Titled:
    item = ctx.shown[number]
    lexemes = segment.lexemes
    if hint:
        lexemes = tuple(
            replace(each, names=each.names | {number}) if number in each.hints else each for each in lexemes
        )
    lexemes = tuple(replace(each, code=UNKNOWN) if _is_spent(each, ctx) else each for each in lexemes)
    claims = read(Clause(lexemes), About([item], tuple(ctx.shown), ctx))
    amounts = claims is not None and any(claim.kind in AMOUNTS for claim in claims)
    own = measured(Clause(in_own_words(lexemes, number)), item)
    if claims and amounts and _is_bare_result(own, item, ctx):
        return Titled(number, [replace(claims[0], said_from=segment.start), *claims[1:]])
    if claims and amounts and (not told.search(own.codes) or _is_plan(own, item)):
        claims = [_doubted(claim, item) if claim.kind in AMOUNTS else claim for claim in claims]
    if not claims or any(claim.kind is Kind.UNSURE for claim in claims):
        claims = loosely(Clause(lexemes), About([item], tuple(ctx.shown), ctx)) or claims
    if claims:
        claims = [replace(claims[0], said_from=segment.start), *claims[1:]]
    return Titled(number, claims)


def _is_bare_result(own: Clause, item: Item, ctx: Context) -> bool:
    """ "mặt bằng 135": nothing but the name and a figure between the last value and the plan, which is no item's number."""
    numbers = [lexeme for lexeme in own.lexemes if lexeme.code in "nfw"]
    if len(numbers) != 1 or numbers[0].code != "n" or not re.fullmatch(r"[WF:]*n[FTt]*", own.codes):
        return False
    amount = numbers[0].amount
    within = amount is not None and item.last is not None and item.plan is not None and item.last < amount <= item.plan
    others = set(ctx.shown) | {other.number for other in ctx.others}
    return within and amount not in others


def _is_spent(lexeme: Lexeme, ctx: Context) -> bool:
    """ "chi được 2 tỷ" was spent; only where nothing has diacritics it may be "chỉ"."""
    typed = ctx.text[lexeme.start : lexeme.end].lower()
    return typed == "chi" and not ctx.text.isascii()


def _is_plan(own: Clause, item: Item) -> bool:
    """ "được giao 350 ha", "tổng 350 ha" with 350 planned: what is to be done, unless it is said to be reached."""
    said = {lexeme.bare for lexeme in own.lexemes}
    given = bool({"giao", "duoc giao"} & said)
    planned = any(lexeme.code == "n" and lexeme.amount == item.plan for lexeme in own.lexemes)
    return given or (planned and not said & _REACHED and not set("D+:") & set(own.codes))


def _doubted(claim: Claim, item: Item) -> Claim:
    """A bare number behind a name may be anything: "đường liên thôn 5"."""
    meant = Increase if claim.kind is Kind.GAIN else Value
    return replace(claim, kind=Kind.UNSURE, why=Why.NOT_UNDERSTOOD, proposal=meant(claim.amount, item.unit))


def contradicted(piece: Piece, lexemes: Sequence[Lexeme]) -> bool:
    """A number or "xong" that is said of one line by its number and of another by its words; an obstacle may name any."""
    if all(claim.kind in FREE for claim in piece.claims):
        return False
    end = max(max(claim.end for claim in piece.claims), lexemes[piece.ref.end - 1].end)
    start = min(piece.ref.start, piece.claims[0].start)
    inside = [each for each in lexemes if start <= each.start and each.end <= end]
    named = names_in(inside)
    if piece.ref.scope != "items" and any(each.hints for each in inside if each.code in ".W"):
        return True  # "rác xong hết"
    # "mặt bằng xong hết": all of it, not all of them.
    return bool(named) and (piece.ref.scope != "items" or any(not names & set(piece.ref.numbers) for names in named))


def begins_with_name(segment: Segment) -> bool:
    """Nothing but fillers stands before the name: "do vướng mặt bằng nên …" is about something else."""
    first = next((at for at, lexeme in enumerate(segment.lexemes) if lexeme.names), 0)
    return only_names(segment.lexemes[:first])


def begins_with_unit(segment: Segment, ctx: Context) -> bool:
    """ "9 nhà rồi": what begins like an item's number is counted."""
    lexemes = segment.lexemes
    counted = len(lexemes) > 1 and lexemes[0].code == "n" and lexemes[0].amount not in ctx.shown
    return counted and any(unit_length(lexemes[1:], item) for item in ctx.items)
