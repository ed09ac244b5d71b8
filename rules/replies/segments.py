"""A message cut at its separators (domain/replies.md rule 1)."""

from dataclasses import dataclass, replace

from rules.replies.context import Context
from rules.replies.lexeme import Lexeme

# Words that claim nothing; with one that begins a report there may be unknown ones among them.
_SILENT = frozenset("FWRTPtK")
_TOLD = frozenset("DNGYSsXnfwe")
_ABOUT = frozenset({"cai", "viec", "phan", "ve", "rieng", "mang", "khoan", "ben"})
_PREAMBLE = frozenset("pFWRTPtKc.&ZO")


@dataclass(frozen=True)
class Segment:
    """Lexemes between two separators. `hard`: a new line, a full stop or a semicolon stands before it, not a comma;
    `asked`: a question mark stands behind its sentence."""

    lexemes: tuple[Lexeme, ...]
    hard: bool
    asked: bool = False

    @property
    def codes(self) -> str:
        return "".join(lexeme.code for lexeme in self.lexemes)

    @property
    def start(self) -> int:
        return self.lexemes[0].start

    @property
    def end(self) -> int:
        return self.lexemes[-1].end


def segments(ctx: Context) -> list[Segment]:
    """The segments of the message, bullets and brackets taken off."""
    return _Cutter(ctx).run()


class _Cutter:
    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.lexemes = ctx.lexemes
        self.done: list[Segment] = []
        self.open: list[Lexeme] = []
        self.hard = True
        self.brackets = 0
        self.sentence = 0  # where in `done` the sentence began

    def run(self) -> list[Segment]:
        for at, lexeme in enumerate(self.lexemes):
            self._take(at, lexeme)
        self._cut(hard=True)
        return self.done

    def _take(self, at: int, lexeme: Lexeme) -> None:
        if lexeme.code == ";":
            self._cut(hard=True)
        elif lexeme.code == ",":
            self._cut(hard=False)
        elif lexeme.code == "?":
            self._ask()
        elif lexeme.code in "()":
            self._bracket(at, lexeme)
        elif lexeme.code == "/" and not lexeme.glued and self._spaced(at) and not self._after_own_number(at):
            self._cut(hard=False)
        elif lexeme.code in "!:-":
            self._mark(at, lexeme)
        elif lexeme.code == "E":
            self._cut(hard=False)
            self.open.append(lexeme)
        elif self.open and self._turns_to_another(at):
            self._cut(hard=True)  # "130 hộ rồi còn rác thì 39%"
        else:
            self.open.append(lexeme)

    def _turns_to_another(self, at: int) -> bool:
        """Whether something else is spoken of from here on: "còn" with another line's name, or the rest."""
        if not _TOLD & set(self._codes()):
            return False
        here, after = self.lexemes[at], self.lexemes[at + 1 : at + 2]
        if here.code == "j" and here.bare != "con lai":  # "… chưa đổ được các việc kia thì chưa có gì"
            return any(each.code in "NGY" or each.bare in ("thi", "van") for each in after)
        if here.bare != "con":
            return False
        behind = [each for each in self.lexemes[at + 1 : at + 4] if each.bare not in _ABOUT][:1]
        own = {number for each in self.open for number in each.names}
        return any(each.code == "j" or (each.names | each.hints) - own for each in behind)

    def _cut(self, *, hard: bool) -> None:
        if self.open:
            self.done.append(Segment(tuple(self.open), self.hard))
            self.open, self.hard = [], hard
        self.hard = self.hard or hard
        if hard:
            self.sentence = len(self.done)

    def _ask(self) -> None:
        """A question word tells which piece is asked; a bare question mark asks the whole sentence."""
        sentence = self.sentence
        self._cut(hard=False)
        last = len(self.done) - 1
        first = last if last >= 0 and "Q" in self.done[last].codes else sentence
        for at in range(max(first, 0), len(self.done)):
            self.done[at] = replace(self.done[at], asked=True)
        self._cut(hard=True)

    def _bracket(self, at: int, lexeme: Lexeme) -> None:
        if lexeme.code == "(":
            self.brackets += 1
            self._cut(hard=False)
        elif self.brackets:
            self.brackets -= 1
            if self._after_own_number(at) and len(self.open) == 1:
                self.open.append(lexeme)
            else:
                self._cut(hard=False)
        elif self._after_own_number(at):
            self.open.append(lexeme)

    def _mark(self, at: int, lexeme: Lexeme) -> None:
        after = self.lexemes[at + 1] if at + 1 < len(self.lexemes) else None
        if lexeme.code == "!":
            # "1. xong": behind the number that begins a segment a full stop is part of it.
            begins = lexeme.glued and self._after_own_number(at) and after is not None and after.code != ";"
            self.open.append(lexeme) if begins else self._cut(hard=True)
        elif lexeme.code == ":":
            titled = any(each.names or each.hints for each in self.open)
            item = (
                after is not None
                and (after.code in "rk" or set(after.parts) & set(self.ctx.shown))
                and len(after.parts) < 2
            )
            if item and not titled and not self._has_number() and self.open:
                self._cut(hard=True)
                return
            preamble = not titled and bool(self.open) and not self._has_number() and set(self._codes()) <= _PREAMBLE
            self._cut(hard=True) if preamble else self.open.append(lexeme)
        elif not self.open:
            self._bullet(lexeme, after)
        elif lexeme.glued or (after is not None and after.glued) or self._after_own_number(at):
            self.open.append(lexeme)
        else:
            self._cut(hard=False)

    def _spaced(self, at: int) -> bool:
        return at + 1 < len(self.lexemes) and not self.lexemes[at + 1].glued

    def _bullet(self, lexeme: Lexeme, after: Lexeme | None) -> None:
        """A dash before the first word is a bullet, before an amount a minus."""
        item = after is not None and len(after.parts) == 1 and after.parts[0] in self.ctx.shown
        if after is not None and after.glued and after.code in "nf" and not (item and len(self.ctx.items) > 1):
            self.open.append(lexeme)

    def _codes(self) -> str:
        return "".join(lexeme.code for lexeme in self.open)

    def _has_number(self) -> bool:
        return any(lexeme.code in "nkrJj" for lexeme in self.open)

    def _after_own_number(self, at: int) -> bool:
        """Whether the open segment is an item's number so far: `1`, `việc 1`, `1, 2` – or ends in one that was written like
        the first (`1. 130 hộ 2. 39%`)."""
        codes = self._codes()
        if codes and not codes.strip("r&Fp").strip("nkw") and codes[-1] in "nkw":
            return True
        last = self.open[-1] if self.open else None
        shown = last is not None and len(last.parts) == 1 and last.parts[0] in self.ctx.shown and last.code == "n"
        alike = len(self.open) > 2 and self.open[0].code in "nk" and self.open[1].code == self.lexemes[at].code
        return shown and alike and self.open[-2].code not in "R+ALrnK"


def starts_with_preamble(segment: Segment) -> bool:
    """ "Kết quả tuần 48", "Tôi xin báo cáo": words before the first piece that say nothing."""
    codes = set(segment.codes)
    return codes <= _SILENT or (codes <= _PREAMBLE and "p" in codes)
