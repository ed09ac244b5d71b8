"""A clause with words the grammar does not know, read by what agrees in it: one figure with the item's own unit, or "xong rồi".

Tried last and only for one item that is known. Words of a step on the way ("đã họp dân 130 hộ", "ký xong biên bản") may be
what was counted or finished instead: with one of them nothing is read."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from rules.folding import fold
from rules.replies.claims import About, Claim, Kind, remark
from rules.replies.measuring import Clause, measured
from rules.replies.model import Increase, Item, Value, Why
from rules.replies.on_the_way import PLACES, STEPS, is_long_ago, names_any
from rules.replies.titles import in_own_words
from rules.replies.units import is_unit

_TOTALS = frozenset({"tong", "luy", "don", "nang", "dua", "len", "thay", "chi"})
_REACHED = frozenset({"dat", "duoc", "du"})
_SPOILT = frozenset("NUHQeXSsyBEjk?")
_THEN = frozenset({"thi", "moi", "se", "da", "la"})  # "xong thì báo" is still to come
_LATELY = frozenset({"vua", "moi"})
_LAST = frozenset({"not", "cuoi"})
_VAGUE = frozenset({Why.NOT_UNDERSTOOD, Why.PARTLY, Why.UNIT})
_TURNS = re.compile(r"[LBCSs]")
_FINISHED = re.compile(r"[FWTtROJ&:!-]*D(?:[PtTJR]*[FtT].*)?")
_UNFINISHED = frozenset("NUAHGLSsXQBCeEjkrnfw%")


def is_vague(claim: Claim) -> bool:
    """Whether the grammar gave a clause back for words it does not know."""
    return claim.is_unsure and claim.why in _VAGUE


def loosely(clause: Clause, about: About) -> list[Claim] | None:
    """The claims of a clause about one item, by what agrees in it; None where nothing is sure."""
    item = about.items[0]
    own = measured(Clause(in_own_words(clause.lexemes, item.number)), item)
    if not own.lexemes:
        return None
    return _Reading(own, item, about).claims()


@dataclass(frozen=True)
class _Reading:
    own: Clause
    item: Item
    about: About

    def claims(self) -> list[Claim] | None:
        at = self._figure()
        if at is None:
            return self._finished()
        turn = _TURNS.search(self.own.codes, at + 1)
        head = self.own.part(0, turn.start()) if turn else self.own
        found = _Reading(head, self.item, self.about)._measured(at)
        if found is None:
            return None
        return [found, remark(self.own.part(turn.start()))] if turn else [found]

    def _said(self, first: int, last: int | None = None) -> list[str]:
        """The words from one lexeme to another, without those of the item's own name."""
        said = [each for each in self.own.lexemes[first:last] if self.item.number not in each.names]
        return [word for each in said for word in self.about.ctx.text[each.start : each.end].lower().split()]

    def _figure(self) -> int | None:
        """The place of the only figure with the item's unit (or out of its plan), others being of other things."""
        codes = self.own.codes
        own = [at for at in range(len(codes)) if self._is_own(at)]
        others = [at for at, code in enumerate(codes) if code in "nf" and at not in own]
        if len(own) == 2 and not others and self._adds_up(*own):
            return own[1]
        if len(own) == 1 and all(self._is_of_another_thing(at) for at in others):
            return own[0]
        bare = codes.count("n") == 1 and not set("fw%u") & set(codes)
        at = codes.find("n")
        told = bare and re.search(r"[R+]F*$", codes[:at]) and re.fullmatch(r"[FTt].*|", codes[at + 1 :])
        return at if told and self.item.unit is not None else None

    def _adds_up(self, first: int, second: int) -> bool:
        """ "trồng được 30 ha nâng tổng diện tích lên 245 ha" with 215 reported last."""
        gained, reached = self.own.lexemes[first].amount, self.own.lexemes[second].amount
        return None not in (gained, reached, self.item.last) and self.item.last + gained == reached  # type: ignore[operator]

    def _is_own(self, at: int) -> bool:
        lexeme, codes = self.own.lexemes[at], self.own.codes
        if lexeme.code == "f":
            behind = self.own.lexemes[at + 1] if at + 1 < len(codes) else None
            other = behind is not None and behind.code != "u" and is_unit(behind.bare)
            return lexeme.whole is not None and lexeme.whole == self.item.plan and not other
        return lexeme.code in "nw" and codes[at + 1 : at + 2] == "u"

    def _is_of_another_thing(self, at: int) -> bool:
        """ "20 người" where households are counted; a number alone could be another item's."""
        lexeme, codes = self.own.lexemes[at], self.own.codes
        shown = set(lexeme.parts) & set(self.about.others)
        return lexeme.code == "n" and not shown and codes[at + 1 : at + 2] in (".", "W")

    def _measured(self, at: int) -> Claim | None:
        codes = self.own.codes
        if _SPOILT & set(codes) or names_any(self._said(0), STEPS):
            return None
        amount = self.own.lexemes[at].amount
        if "D" in codes and self._is_the_rest(amount):
            return self._claim(Kind.DONE)
        if "L" in codes[:at] or ("M" in codes[at:] and "D" in codes[at:] and "+" not in codes[:at]):
            return self._remaining(amount)
        kind = self._kind(at)
        if (
            kind is None
            or amount is None
            or ("P" in codes and kind is not Kind.GAIN and not self._is_total(at))
            or self._is_plan(at)
        ):
            return None
        claim = replace(self._claim(kind), amount=amount)
        return self._weighed(claim, why=Why.ESTIMATE if "A" in codes[:at] else self._why_not())

    def _kind(self, at: int) -> Kind | None:
        """An increase, or the value reached: what the words right before the figure say it is."""
        codes, lexemes = self.own.codes, self.own.lexemes
        tail = re.search(r"[FWRTtDJA:c+P&]*$", codes[:at])
        first = tail.start() if tail else at
        cues = [each for each in lexemes[first:at] if each.code in "R+"]
        words = {word for each in cues for word in each.bare.split() if each.code == "R"}
        total = lexemes[at].code == "f" or bool(words & _TOTALS)
        if codes[at + 1 : at + 3].lstrip("u")[:1] == "M" or (any(each.code == "+" for each in cues) and not total):
            return Kind.GAIN
        if total:
            return Kind.VALUE
        if "G" in codes[at:]:
            return None  # "có 9 nhà đang xây"
        if "." in codes[:at] and names_any(self._said(0, at), PLACES):
            return None
        named = any(self.item.number in each.names for each in lexemes[:at]) and any(
            e.bare == "da" for e in lexemes[:at]
        )
        if codes[at - 1 : at] == ":" and any(self.item.number in each.names for each in lexemes[:at]):
            return Kind.VALUE
        if names_any(self._said(at + 1), PLACES) or is_long_ago(lexemes[:at]):
            return None
        worked = named or (
            "W" in codes[first:at] and any(each.bare == "da" or each.code == "T" for each in lexemes[first:at])
        )
        return Kind.VALUE if words & _REACHED or worked or (not first and "." not in codes[at:]) else None

    def _is_the_rest(self, amount: Decimal | None) -> bool:
        """ "xong nốt 2 nhà cuối" with 8 of 10 reported."""
        item, said = self.item, {word for each in self.own.lexemes for word in each.bare.split()}
        counted = item.plan is not None and item.last is not None and item.plan - item.last == amount
        return counted and bool(said & _LAST) and not set("GA") & set(self.own.codes)

    def _remaining(self, amount: Decimal | None) -> Claim | None:
        """ "còn 5 hộ nữa là xong": what that makes done is for the person to confirm."""
        item = self.item
        if amount is None or item.plan is None or amount > item.plan:
            return None
        proposal = Value(item.plan - amount, item.unit)
        return replace(self._claim(Kind.UNSURE), closed=False, why=Why.REMAINING, proposal=proposal)

    def _is_plan(self, at: int) -> bool:
        """ "tổng 350 ha" with 350 planned is what is to be done, unless it is said to be reached."""
        lexeme = self.own.lexemes[at]
        told = {each.bare for each in self.own.lexemes} & _REACHED
        return lexeme.code != "f" and lexeme.amount == self.item.plan and not told and "D" not in self.own.codes

    def _why_not(self) -> Why | None:
        """With a question in the same message the figure may be part of it."""
        asked = any(each.code in "?Q" for each in self.about.ctx.lexemes)
        return Why.NOT_UNDERSTOOD if asked else None

    def _is_total(self, at: int) -> bool:
        """ "… nâng tổng diện tích lên 245 ha": the value, whatever the time it was reached in."""
        words = {
            word for each in self.own.lexemes[max(at - 3, 0) : at] if each.code == "R" for word in each.bare.split()
        }
        return bool(words & _TOTALS)

    def _claim(self, kind: Kind) -> Claim:
        return Claim(kind, self.own.start, self.own.end)

    def _weighed(self, claim: Claim, *, why: Why | None) -> Claim:
        """The claim – or, where it is said to be about so much or lies beyond the plan, what to confirm."""
        item = self.item
        reached = claim.amount + ((item.last or 0) if claim.kind is Kind.GAIN else 0)
        meant = (Increase if claim.kind is Kind.GAIN else Value)(claim.amount, item.unit)
        if why or (item.plan is not None and reached > item.plan):
            return replace(claim, kind=Kind.UNSURE, closed=False, why=why or Why.NOT_UNDERSTOOD, proposal=meant)
        if claim.kind is Kind.VALUE and "D" in self.own.codes and reached == item.plan:
            return replace(claim, kind=Kind.VALUE_DONE)
        lately = any(each.code in "Pt" or set(each.bare.split()) & _LATELY for each in self.own.lexemes)
        if lately and claim.kind is Kind.VALUE and item.last is not None and claim.amount < item.last / 2:
            added = Increase(claim.amount, item.unit)
            return replace(claim, kind=Kind.UNSURE, closed=False, why=Why.PERIOD, proposal=added)
        same = reached == item.last and claim.kind is Kind.VALUE
        return replace(claim, kind=Kind.SAME) if same and self._is_still() else claim

    def _is_still(self) -> bool:
        return any("van" in each.bare.split() or each.code == "Y" for each in self.own.lexemes)

    def _finished(self) -> list[Claim] | None:
        """ "xong rồi, cắt băng luôn": behind "rồi" nothing is said of what was finished."""
        codes = self.own.codes
        if not _FINISHED.fullmatch(codes) or codes.count("D") != 1 or _UNFINISHED & set(codes):
            return None
        behind = self._said(codes.index("D") + 1)
        if set(map(fold, behind[:1])) & _THEN or names_any(behind, STEPS) or names_any(behind, PLACES):
            return None
        return [self._claim(Kind.DONE)]
