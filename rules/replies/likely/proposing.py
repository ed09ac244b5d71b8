"""Proposals for what the grammar was not sure of, in place of questions without one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rules.folding import fold
from rules.replies.context import Context
from rules.replies.likely.anchors import REST
from rules.replies.likely.later import is_to_come
from rules.replies.likely.meaning import Guess, guesses, is_figure
from rules.replies.likely.mentions import Stretch, stretches
from rules.replies.model import Acknowledged, Action, Done, Extend, Item, NoChange, Note, Reading, Stuck, Unclear, Why

_STANDING = (Done, NoChange)
_TAKEN_BACK = re.compile(r"\b(?:nham|lon|y quen|dinh chinh|a (?:khong|ko|k))\b")
# Of an item that was told clearly these ask for what can't be known.
_SETTLED = frozenset({Why.UNIT, Why.NO_TARGET, Why.UNKNOWN_ITEM, Why.MANY, Why.CONTRADICTION})


def with_proposals(reading: Reading, ctx: Context) -> Reading:
    """The reading with a proposal for each item that something was said of, and nothing was understood or proposed."""
    found = stretches(ctx)
    if not found:
        return _heard(reading, ctx)
    proposing = _Proposing(reading, ctx)
    for number in dict.fromkeys(stretch.number for stretch in found if stretch.number != REST):
        proposing.about(ctx.shown[number], [stretch for stretch in found if stretch.number == number])
    proposing.about_the_rest(found)
    return proposing.result()


def _heard(reading: Reading, ctx: Context) -> Reading:
    """ "Đang họp, lát tôi nhắn lại" of no item: heard."""
    silent = all(isinstance(action, Note) for _, action in reading.actions) and reading.unclear
    counted = any(each.code in "nfDX" for each in ctx.lexemes)
    if silent and not counted and is_to_come(ctx.text):
        return Reading([(item.number, Acknowledged()) for item in ctx.items], [])
    return reading


@dataclass
class _Proposing:
    """`covered`: the words that a proposal is about; `dropped`: the items it is about."""

    reading: Reading
    ctx: Context
    proposed: list[Unclear] = field(default_factory=list)
    actions: list[tuple[int, Action]] = field(default_factory=list)
    covered: list[Stretch] = field(default_factory=list)
    dropped: set[int] = field(default_factory=set)

    @cached_property
    def back(self) -> bool:
        """Whether something is taken back: what was said last is meant."""
        return _TAKEN_BACK.search(fold(self.ctx.text)) is not None

    def about(self, item: Item, said: Sequence[Stretch]) -> None:
        """Add what is likely said of one item and was not heard yet; of two figures the one that takes the other back."""
        known = self._known(item.number)
        new: list[tuple[Stretch, Guess]] = []
        for stretch in reversed(said) if self.back else said:
            if not self._is_open(stretch):
                continue
            for guess in guesses(stretch, item, self.ctx):
                if self._is_asked(item.number, guess):
                    continue
                if _adds(guess, [*known, *(each.action for _, each in new if each.action is not None)]):
                    new.append((stretch, guess))
        if any(is_figure(guess.action) for _, guess in new):
            new = [(stretch, guess) for stretch, guess in new if not isinstance(guess.action, _STANDING)]
        for stretch, guess in new:
            self._propose(item, stretch, guess)
        if not new and not known:
            self._to_come(item, said)

    def _is_asked(self, number: int, guess: Guess) -> bool:
        """The day is asked for already."""
        days = [each for each in self.reading.unclear if each.item == number and each.why is Why.DEADLINE]
        return guess.action is None and bool(days)

    def about_the_rest(self, found: Sequence[Stretch]) -> None:
        """ "… mấy cái khác chưa": of the lines that nothing was said of there is nothing new."""
        rest = [each for each in found if each.number == REST and self._is_open(each)]
        named: set[int | None] = {each.number for each in found}
        named |= {number for number, _ in self.reading.actions} | {each.item for each in self.reading.unclear}
        for stretch in rest:
            codes = {each.code for each in stretch.lexemes}
            if codes & set("NGYe") and not codes & set("nfwDSsX"):
                self.covered.append(stretch)
                self.actions += [(number, NoChange()) for number in self.ctx.shown if number not in named]

    def _known(self, number: int) -> list[Action]:
        """What was understood of an item, or is asked about already."""
        written = [action for of, action in self.reading.actions if of == number]
        asked = [
            each.proposal
            for each in self.reading.unclear
            if each.item == number and each.proposal is not None and not self.back and not self._is_answer_to_come(each)
        ]
        return [action for action in [*written, *asked] if not isinstance(action, (Note, Acknowledged))]

    def _is_answer_to_come(self, unclear: Unclear) -> bool:
        """ "việc 7 để chị hỏi lại đã" is no question."""
        return unclear.why is Why.QUESTION and "?" not in self.ctx.text and is_to_come(unclear.text)

    def _is_open(self, stretch: Stretch) -> bool:
        """Whether a stretch has words in it that were not understood or kept as a remark, or is of an item that nothing was
        heard of – and is no part of what was said of another one."""
        others = [text for number, text in self._told() if number != stretch.number]
        others += [each.text for each in self.reading.unclear if self._is_settled(each) and each.item != stretch.number]
        if any(self._overlap(text, stretch) for text in others if text):
            return False
        heard = {number for number, _ in self.reading.actions} | {each.item for each in self.reading.unclear}
        if stretch.number not in heard:
            return True
        own = [
            getattr(action, "note", None) or getattr(action, "text", "")
            for number, action in self.reading.actions
            if number == stretch.number and isinstance(action, (Note, NoChange))
        ]
        own += [
            each.text
            for each in self.reading.unclear
            if each.item in (None, stretch.number) and (not self._is_settled(each) or isinstance(each.proposal, Note))
        ]
        return any(text and self._overlap(text, stretch) for text in own)

    def _told(self) -> list[tuple[int, str]]:
        """The words of what was told of an item beside its figures."""
        return [
            (number, getattr(action, "text", "") or getattr(action, "reason", "") or getattr(action, "note", "") or "")
            for number, action in self.reading.actions
        ]

    def _is_settled(self, unclear: Unclear) -> bool:
        return unclear.why in _SETTLED and not (self.back and unclear.why is Why.CONTRADICTION)

    def _overlap(self, text: str, stretch: Stretch) -> bool:
        start = self.ctx.text.find(text)
        return start < 0 or (start < stretch.end and stretch.start < start + len(text))

    def _propose(self, item: Item, stretch: Stretch, guess: Guess) -> None:
        text = self.ctx.said(stretch.start, stretch.end)
        self.covered.append(stretch)
        self.dropped.add(item.number)
        if isinstance(guess.action, NoChange) and stretch.by_number:
            self.actions.append((item.number, guess.action))
        else:
            self.proposed.append(Unclear(item.number, text, guess.why, guess.action))

    def _to_come(self, item: Item, said: Sequence[Stretch]) -> None:
        """ "việc 7 để chị hỏi lại đã": nothing new of it yet."""
        for stretch in said:
            text = self.ctx.said(stretch.start, stretch.end)
            if is_to_come(text) and not any(each.code in "nfD" for each in stretch.lexemes):
                self.covered.append(stretch)
                self.dropped.add(item.number)
                self.actions.append((item.number, NoChange(text)))
                return

    def result(self) -> Reading:
        """The reading, with the questions that a proposal takes the place of left out."""
        kept = [each for each in self.reading.unclear if not self._is_answered(each)]
        written = [
            (number, action)
            for number, action in self.reading.actions
            if not (number in self.dropped and isinstance(action, (Note, Acknowledged)))
        ]
        return Reading([*written, *self.actions], [*kept, *self.proposed])

    def _is_answered(self, unclear: Unclear) -> bool:
        """Whether a question is about words that a proposal is about now."""
        if unclear.item is not None:
            told = unclear.proposal is not None and not isinstance(unclear.proposal, Note)
            return unclear.item in self.dropped and (not told or self.back or self._is_answer_to_come(unclear))
        if unclear.why is Why.QUESTION:
            return False
        return any(self._overlap(unclear.text, stretch) for stretch in self.covered)


def _adds(guess: Guess, known: Sequence[Action]) -> bool:
    """Whether a guess says anything that is not known yet and does not go against it."""
    if guess.action is None:
        return not any(isinstance(action, Extend) for action in known)
    if isinstance(guess.action, _STANDING):
        return not known
    if is_figure(guess.action) or not isinstance(guess.action, (Extend, Stuck)):
        return not any(not isinstance(action, (Extend, Stuck)) for action in known)
    return not any(isinstance(action, type(guess.action)) for action in known)
