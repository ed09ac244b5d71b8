"""The places where a message names an item: by its number or code, by words of its title, or by a unit no other item has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rules.folding import fold
from rules.replies.context import Context
from rules.replies.lexeme import Lexeme
from rules.replies.likely.places import REST, SEPARATORS, Anchor, is_told_of, is_within
from rules.replies.measuring import unit_length
from rules.replies.model import Item
from rules.replies.spelling import fits
from rules.replies.titled import EVERYDAY
from rules.replies.titles import NOT_SHOWN

# What a claim begins with: behind a bare number it tells that an item was meant.
_CLAIMS = frozenset("DNGHeSsXRYLZyn+Owf:-")
_SPOKEN = frozenset("DNGHeSsRYL:n")  # … and behind a number in words
_NO_ITEM = frozenset("R+LAr:-/KMo")  # what stands before an amount
_POINTING = frozenset({"con", "ve", "cai", "viec", "va", "rieng", "phan"})
_TURNING = _POINTING | {"thi", "ma", "chu", "the"}
_COMMON = frozenset({"trieu dong", "ty dong", "dong", "nghin dong", "nguoi", "%"})


def anchors(lexemes: Sequence[Lexeme], ctx: Context) -> list[Anchor]:
    """The anchors of a message in its order, each where the item spoken of changes."""
    return _Anchors(lexemes, ctx).found()


@dataclass(frozen=True)
class _Anchors:
    lexemes: Sequence[Lexeme]
    ctx: Context

    def found(self) -> list[Anchor]:
        found: list[Anchor] = []
        at = 0
        while at < len(self.lexemes):
            current = found[-1].numbers if found else ()
            anchor = self._numbered(at) or self._spoken(at) or self._named(at, current) or self._measured(at, current)
            if anchor is not None and (anchor.numbers != current or not found):
                found.append(anchor)
            at = max(anchor.own if anchor is not None else at + 1, at + 1)
        return [self._resolved(anchor, found) for anchor in found]

    def _resolved(self, anchor: Anchor, found: Sequence[Anchor]) -> Anchor:
        """A word of several titles: the first of those lines that nothing else names."""
        if not anchor.vague:
            return anchor
        behind = next((each for each in found if each.at > anchor.at), None)
        if behind is not None and not behind.vague and set(behind.numbers) <= set(anchor.numbers):
            between = {each.code for each in self.lexemes[anchor.at : behind.at]}
            if not between & set(SEPARATORS + "&NGYX") and len(between) > 1:
                return replace(anchor, numbers=behind.numbers)  # "còn rác thì … thu gom được 39%"
        named = {number for other in found if not other.vague for number in other.numbers}
        free = [number for number in anchor.numbers if number not in named]
        return replace(anchor, numbers=tuple(free[:1]))

    def _code(self, at: int) -> str:
        return self.lexemes[at].code if 0 <= at < len(self.lexemes) else ""

    def _begins(self, at: int) -> bool:
        return at == 0 or self._code(at - 1) in SEPARATORS

    def _numbered(self, at: int) -> Anchor | None:
        here = self.lexemes[at]
        counted = (
            here.bare == "con lai" and self._code(at - 2) in tuple("nw") and self._code(at - 1) not in SEPARATORS
        )  # "chín hộ còn lại"
        if here.code == "j" and not counted:
            return Anchor((REST,), at, at + 1, by_number=True)
        if here.code == "k":
            return Anchor(here.parts, at, at + 1, by_number=True)
        number = self._whole(at + (here.code == "r")) if here.code in "rn" else None
        if number is None:
            return None
        if here.code == "r":
            return self._listed(number if number in self.ctx.shown else None, at, at + 2)
        return self._listed(number, at, at + 1) if number in self.ctx.shown and self._is_item(at) else None

    def _listed(self, number: int | None, at: int, own: int) -> Anchor:
        """The anchor of one item; of a list ("các mục 3, 5, 9") the grammar alone tells what is said of them."""
        end = own
        while self._code(end) in tuple(",&") and self._whole(end + 1) in self.ctx.shown:
            if self._code(end + 2) not in ("", *",&:;!DNGYJ"):
                break
            end += 2
        numbers = () if number is None or end > own or self._code(at - 1) == "E" else (number,)
        return Anchor(numbers, at, end, by_number=True)

    def _is_item(self, at: int) -> bool:
        """Whether a bare number is an item's and not an amount."""
        after = self._code(at + 1)
        ranged = after == "-" and self.lexemes[at + 1].glued and self._code(at + 2) == "n"
        if self._is_counted(at) or not after or ranged:
            return False
        if self._begins(at) or self._code(at - 1) == "E":
            listed = after == "," and self._whole(at + 2) in self.ctx.shown
            marked = after in ":)" or (after == "!" and self.lexemes[at + 1].glued and at + 2 < len(self.lexemes))
            return marked or after not in SEPARATORS or listed
        return self._code(at - 1) not in _NO_ITEM and after in _CLAIMS and not self._said_elsewhere(at)

    def _said_elsewhere(self, at: int) -> bool:
        """A bare number in the middle is no item's where that item has a place of its own."""
        own = self.lexemes[at].parts
        same = [i for i, each in enumerate(self.lexemes) if i != at and each.code == "n" and each.parts == own]
        return any(self._begins(i) or self._code(i - 1) == "r" for i in same)

    def _whole(self, at: int) -> int | None:
        each = self.lexemes[at] if at < len(self.lexemes) else None
        if each is None or each.code not in "nw":
            return None
        if each.code == "n" and len(each.parts) == 1:
            return each.parts[0]
        return int(each.amount) if each.amount is not None and each.amount % 1 == 0 and not each.parts else None

    def _is_counted(self, at: int) -> bool:
        return self._code(at + 1) == "%" or bool(self._owners(at))

    def _owners(self, at: int) -> list[Item]:
        """The items whose unit stands behind a number, spelt as it is: "một hố" are no "hộ"."""
        rest = self.lexemes[at + 1 : at + 5]
        if not rest or (rest[0].bare == "duoc" and len(rest) > 1 and rest[1].code in "nfw"):
            return []  # "12 dc 1 tỷ 9" is no party member
        typed = self.ctx.text[rest[0].start : rest[0].end].lower()
        return [item for item in self.ctx.items if item.unit and unit_length(rest, item) and _is_spelt(typed, item)]

    def _spoken(self, at: int) -> Anchor | None:
        """ "… rồi nhé em hai thì vẫn …": a number in words, with a claim right behind it."""
        number = self._whole(at) if self._code(at) == "w" else None
        if number is None or number not in self.ctx.shown or self._is_counted(at) or at + 1 >= len(self.lexemes):
            return None
        told = self._code(at + 1) in _SPOKEN or self.lexemes[at + 1].bare in ("thi", "van", "da")
        return Anchor((number,), at, at + 1) if told and (self._begins(at) or self._code(at - 1) == "F") else None

    def _named(self, at: int, current: tuple[int, ...]) -> Anchor | None:
        here, before = self.lexemes[at], self.lexemes[at - 1] if at else None
        pointed = before is not None and before.bare in _POINTING
        if here.bare in EVERYDAY and not here.names and not pointed and not self._opens_claim(at):
            return None
        owners = here.names or here.hints
        if not owners:
            return None
        if not owners <= set(self.ctx.shown) or self._code(at - 1) == "E":
            return Anchor((), at, at + 1) if owners == {NOT_SHOWN} or self._code(at - 1) == "E" else None
        if here.names:
            return Anchor(self._in_order(owners), at, self._end_of(at), vague=len(owners) > 1)
        opens = (
            (self._begins(at) and (not current or is_told_of(self.lexemes, at + 1)))
            or not current
            or (before is not None and before.bare in _TURNING)
        )
        return Anchor(self._in_order(owners), at, at + 1, vague=len(owners) > 1) if opens else None

    def _opens_claim(self, at: int) -> bool:
        """ "Đường cho anh đến 5/12": a claim right behind a word that begins a clause."""
        told = self._code(at + 1) in tuple("NGXYD") or (
            at + 1 < len(self.lexemes) and self.lexemes[at + 1].bare == "thi"
        )
        return self._begins(at) and told

    def _in_order(self, owners: Iterable[int]) -> tuple[int, ...]:
        return tuple(number for number in self.ctx.shown if number in set(owners))

    def _end_of(self, at: int) -> int:
        end = at + 1
        while end < len(self.lexemes) and self.lexemes[end].names == self.lexemes[at].names:
            end += 1
        return end

    def _measured(self, at: int, current: tuple[int, ...]) -> Anchor | None:
        """A figure that can be the value of one other item than the one spoken of, by its unit."""
        owners = self._owners(at) if self._code(at) in tuple("nfw") else []
        if len(owners) != 1 or owners[0].number in current or not is_within(self.lexemes[at].amount, owners[0]):
            return None
        # A rate or so much money alone may be anything's; in a list of figures it is the next item's.
        listed = bool(current) and self._begins(at)
        told = self._code(at - 1) == "R" and self._code(at + 1) != "%"
        common = fold(owners[0].unit or "") in _COMMON
        return None if common and not (listed or told) else Anchor((owners[0].number,), at, at)


def _is_spelt(typed: str, item: Item) -> bool:
    own = (item.unit or "").lower()
    return fold(typed) != fold(own) or fits(typed, own)
