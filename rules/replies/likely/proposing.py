"""Proposals for what the grammar was not sure of, in place of questions without one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rules.replies.context import Context
from rules.replies.later import is_to_come
from rules.replies.likely.anchors import anchors
from rules.replies.likely.heard import Heard
from rules.replies.likely.meaning import Guess, guesses, is_figure
from rules.replies.likely.mentions import Stretch, stretches
from rules.replies.likely.parted import parted
from rules.replies.likely.places import REST, with_units
from rules.replies.model import Acknowledged, Action, Done, Extend, Item, NoChange, Note, Reading, Stuck, Unclear, Why

_STANDING = (Done, NoChange)


def with_proposals(reading: Reading, ctx: Context) -> Reading:
    """The reading with a proposal for each item that something was said of, and nothing was understood or proposed."""
    lexemes = with_units(ctx.lexemes, ctx.items)
    named = anchors(lexemes, ctx)
    found = stretches(lexemes, named, ctx)
    if not found:
        return _heard(reading, ctx)
    if ctx.only is None:
        reading = parted(reading, lexemes, named, ctx)
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
    def heard(self) -> Heard:
        return Heard(self.reading, self.ctx)

    def about(self, item: Item, said: Sequence[Stretch]) -> None:
        """Add what is likely said of one item and was not heard yet; of two figures the one that takes the other back."""
        known = self.heard.known(item.number)
        new: list[tuple[Stretch, Guess]] = []
        for stretch, guess in self._likely(item, said):
            left = guess.why is Why.REMAINING
            stands = [action for action in known if not (left and isinstance(action, NoChange))]
            if is_figure(guess.action) and self._is_only_partly(item.number):
                stands = [action for action in stands if not isinstance(action, Done)]  # "Nhà thứ 9 xong"
            if _adds(guess, [*stands, *(each.action for _, each in new if each.action is not None)]):
                new.append((stretch, guess))
        for stretch, guess in new:
            self._propose(item, stretch, guess)
        if not new and not known:
            self._to_come(item, said)

    def _is_only_partly(self, number: int) -> bool:
        """It is asked whether what is finished is the task."""
        asked = [each for each in self.reading.unclear if each.item == number and isinstance(each.proposal, Done)]
        return bool(asked) and all(each.why is Why.PARTLY for each in asked)

    def _likely(self, item: Item, said: Sequence[Stretch]) -> list[tuple[Stretch, Guess]]:
        """All that is likely said of an item in words that are open: a figure counts before "xong" and "nothing new"."""
        found: list[tuple[Stretch, Guess]] = []
        for stretch in reversed(said) if self.heard.back else said:
            is_open = self.heard.is_open(stretch)
            for guess in guesses(stretch, item, self.ctx):
                asked = self.heard.is_asked(item.number, guess) or (guess.mild and self.heard.back)
                asked = asked or (isinstance(guess.action, NoChange) and self.heard.is_remarked(item.number))
                if not asked and (is_open or self.heard.is_beside_words(stretch, guess)):
                    found.append((stretch, guess))
        figures = any(is_figure(guess.action) for _, guess in found)
        return [each for each in found if not (figures and isinstance(each[1].action, _STANDING))]

    def about_the_rest(self, found: Sequence[Stretch]) -> None:
        """ "… mấy cái khác chưa": of the lines that nothing was said of there is nothing new."""
        rest = [each for each in found if each.number == REST and self.heard.is_open(each)]
        named: set[int | None] = {each.number for each in found}
        named |= {number for number, _ in self.reading.actions} | {each.item for each in self.reading.unclear}
        for stretch in rest:
            codes = {each.code for each in stretch.lexemes}
            if codes & set("NGYe") and not codes & set("nfwDSsX"):
                self.covered.append(stretch)
                self.actions += [(number, NoChange()) for number in self.ctx.shown if number not in named]

    def _propose(self, item: Item, stretch: Stretch, guess: Guess) -> None:
        text = self.ctx.said(stretch.start, stretch.end)
        if not guess.mild or not self.heard.is_written(item.number):
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
            if unclear.why is Why.PARTLY and isinstance(unclear.proposal, Done):
                return any(each.item == unclear.item and is_figure(each.proposal) for each in self.proposed)
            if unclear.why is Why.DEADLINE and not told:
                return any(each.item == unclear.item and each.why is Why.DEADLINE for each in self.proposed)
            return unclear.item in self.dropped and (
                not told or not told or self.heard.back or self.heard.is_answer_to_come(unclear)
            )
        if unclear.why is Why.QUESTION:
            return False
        return any(self.heard.overlap(unclear.text, stretch) for stretch in self.covered)


def _adds(guess: Guess, known: Sequence[Action]) -> bool:
    """Whether a guess says anything that is not known yet and does not go against it."""
    if guess.mild and any(isinstance(action, (Extend, Done)) for action in known):
        return False  # why more time is wanted is kept with the request
    if guess.action is None:
        return not any(isinstance(action, Extend) for action in known)
    if isinstance(guess.action, _STANDING):
        return not known
    if is_figure(guess.action) or not isinstance(guess.action, (Extend, Stuck)):
        return not any(not isinstance(action, (Extend, Stuck)) for action in known)
    return not any(isinstance(action, type(guess.action)) for action in known)
