"""What was heard of each item before anything is proposed, and which words of a message are still open."""

import re
from dataclasses import dataclass
from functools import cached_property

from rules.folding import fold
from rules.replies.context import Context
from rules.replies.later import is_to_come
from rules.replies.likely.meaning import Guess
from rules.replies.likely.mentions import Stretch
from rules.replies.model import Acknowledged, Action, NoChange, Note, Reading, Unclear, Why

_TAKEN_BACK = re.compile(r"\b(?:nham|lon|y quen|dinh chinh|a (?:khong|ko|k))\b")
# Of an item that was told clearly these ask for what can't be known.
_SETTLED = frozenset({Why.UNIT, Why.NO_TARGET, Why.UNKNOWN_ITEM, Why.MANY, Why.CONTRADICTION})


@dataclass(frozen=True)
class Heard:
    reading: Reading
    ctx: Context

    @cached_property
    def back(self) -> bool:
        """Whether something is taken back: what was said last is meant."""
        return _TAKEN_BACK.search(fold(self.ctx.text)) is not None

    def known(self, number: int) -> list[Action]:
        """What was understood of an item, or is asked about already."""
        written = [action for of, action in self.reading.actions if of == number]
        asked = [
            each.proposal
            for each in self.reading.unclear
            if each.item == number and each.proposal is not None and not self.back and not self.is_answer_to_come(each)
        ]
        return [action for action in [*written, *asked] if not isinstance(action, (Note, Acknowledged))]

    def is_open(self, stretch: Stretch) -> bool:
        """Whether a stretch has words in it that were not understood or kept as a remark, or is of an item that nothing was
        heard of – and is no part of what was said of another one."""
        others = [text for number, text in self._told() if number != stretch.number]
        others += [each.text for each in self.reading.unclear if self._is_settled(each) and each.item != stretch.number]
        if any(self.overlap(text, stretch) for text in others if text):
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
        return any(text and self.overlap(text, stretch) for text in own)

    def is_beside_words(self, stretch: Stretch, guess: Guess) -> bool:
        """What an obstacle's own words tell beside it: "còn 8 hộ chưa giao do …", "thiếu cát, xin thêm chừng tuần nữa"."""
        own = [text for number, text in self._told() if number == stretch.number]
        inside = any(text and self.overlap(text, stretch) for text in own)
        asked = any(each.item == stretch.number and self.overlap(each.text, stretch) for each in self.reading.unclear)
        told = guess.sure or guess.why in (Why.REMAINING, Why.DEADLINE)
        return (inside and told) or (asked and guess.why is Why.REMAINING)

    def is_written(self, number: int) -> bool:
        """Something is written of it, if only its words."""
        asked = [each for each in self.reading.unclear if each.item == number]
        return any(of == number for of, _ in self.reading.actions) or any(isinstance(u.proposal, Note) for u in asked)

    def is_remarked(self, number: int) -> bool:
        """Words of it are kept: that there is nothing new need not be asked."""
        kept = any(of == number and isinstance(action, Note) for of, action in self.reading.actions)
        return kept or any(each.item == number and each.why is Why.NO_TARGET for each in self.reading.unclear)

    def is_asked(self, number: int, guess: Guess) -> bool:
        """The day is asked for already."""
        days = [each for each in self.reading.unclear if each.item == number and each.why is Why.DEADLINE]
        return guess.action is None and bool(days)

    def is_answer_to_come(self, unclear: Unclear) -> bool:
        """ "việc 7 để chị hỏi lại đã" is no question."""
        return unclear.why is Why.QUESTION and "?" not in self.ctx.text and is_to_come(unclear.text)

    def _is_settled(self, unclear: Unclear) -> bool:
        return unclear.why in _SETTLED and not (self.back and unclear.why is Why.CONTRADICTION)

    def overlap(self, text: str, stretch: Stretch) -> bool:
        start = self.ctx.text.find(text)
        return start < 0 or (start < stretch.end and stretch.start < start + len(text))

    def _told(self) -> list[tuple[int, str]]:
        """The words of what was told of an item beside its figures."""
        return [
            (number, getattr(action, "text", "") or getattr(action, "reason", "") or getattr(action, "note", "") or "")
            for number, action in self.reading.actions
        ]
