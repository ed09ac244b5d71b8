"""Segments that name their line by words, or by a unit that no other line has, instead of by its number."""

import re
from dataclasses import dataclass, replace

from rules.folding import vocabulary
from rules.replies.claims import About, Claim, Kind
from rules.replies.clauses import read
from rules.replies.context import Context
from rules.replies.lexeme import Lexeme
from rules.replies.lexicon import UNKNOWN
from rules.replies.loose import loosely
from rules.replies.measuring import Clause, measured
from rules.replies.model import Increase, Item, Value, Why
from rules.replies.piece import AMOUNTS
from rules.replies.segments import Segment
from rules.replies.titles import NOT_SHOWN, in_own_words, names_in

# A number that surely is one of amount: with its unit, as a fraction, or behind a word that a value follows.
_TOLD = re.compile(r"[nw]u|f|n%|[R+][FWRc]*n|:n|n[FW]*M")
_REACHED = frozenset({"dat", "du", "dat duoc", "duoc", "luy ke", "luy ke dat", "luy ke duoc"})
# Words of a title that any message may have.
EVERYDAY = vocabulary(
    "thon xom ban xa phuong huyen tinh nong dan nha van hoa dat moi con nguoi tien tuyen lien cap ho du an viec lam nuoc"
    " dien xay dung truong lop cong khu to cau cho quan ly phat trien kinh te dang hoat dong ket nap thu chi so ton don gom"
)


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
    return titled(segment, number, ctx, _TOLD) if number in ctx.shown else None


def titled(segment: Segment, number: int, ctx: Context, told: re.Pattern[str], *, hint: bool = False) -> Titled:
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
    if claims and amounts and is_bare_result(own, item, ctx):
        return Titled(number, [replace(claims[0], said_from=segment.start), *claims[1:]])
    if claims and amounts and (not told.search(own.codes) or _is_plan(own, item)):
        claims = [_doubted(claim, item) if claim.kind in AMOUNTS else claim for claim in claims]
    vague = not claims or any(claim.kind is Kind.UNSURE for claim in claims)
    if vague and not (set("nf") & set(own.codes) and _is_plan(own, item)):
        claims = loosely(Clause(lexemes), About([item], tuple(ctx.shown), ctx)) or claims
    if claims:
        claims = [replace(claims[0], said_from=segment.start), *claims[1:]]
    return Titled(number, claims)


def is_bare_result(own: Clause, item: Item, ctx: Context) -> bool:
    """ "mặt bằng 135": nothing but the name and a figure between the last value and the plan, which is no item's number."""
    numbers = [lexeme for lexeme in own.lexemes if lexeme.code in "nfw"]
    if len(numbers) != 1 or numbers[0].code != "n" or not re.fullmatch(r"[WF:]*n[FTt]*", own.codes):
        return False
    amount = numbers[0].amount
    if amount is None or item.plan is None:
        return False
    # Where nothing was reported yet, half the plan is likely enough.
    within = (item.plan / 2 if item.last is None else item.last) < amount <= item.plan
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
