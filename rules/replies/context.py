"""What a message is read against."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rules.folding import clean
from rules.replies.lexeme import Lexeme
from rules.replies.meaning import meant
from rules.replies.model import Item
from rules.replies.spoken import spoken
from rules.replies.tagging import tag
from rules.replies.titles import named
from rules.replies.tokens import tokenize
from rules.workdays import WorkingDays

_AROUND = " \n,.;:!·•()"
_DASH = re.compile(r"^[-–—]+(?=\D|$)[\s,.;:!·•()]*")


@dataclass(frozen=True)
class Context:
    """One message (made `clean`) and the lines it answers; `others`: the person's open tasks that were not shown, whose
    words are nobody's here."""

    text: str
    items: Sequence[Item]
    today: dt.date
    working_days: WorkingDays
    others: Sequence[Item] = ()

    @cached_property
    def shown(self) -> dict[int, Item]:
        return {item.number: item for item in self.items}

    @property
    def only(self) -> Item | None:
        """The one line shown, where there was one: its number may be left out (rule 1)."""
        return self.items[0] if len(self.items) == 1 else None

    def said(self, start: int, end: int) -> str:
        """The person's own words from one place to another, without the marks around them."""
        if self.text.count("(", start, end) > self.text.count(")", start, end) and self.text[end : end + 1] == ")":
            return self.said(start, end - 1) + self.text[end - 1 : end + 1] if end > start else ""
        inner = self.text[start:end].strip(_AROUND)
        # A dash before a space is a mark, before a figure a minus.
        return _DASH.sub("", inner).rstrip(_AROUND + "-–—")

    @cached_property
    def lexemes(self) -> list[Lexeme]:
        found = meant(tag(spoken(tokenize(self.text)), self.today), self.items)
        return named(found, self.text, self.items, self.others)


def context(
    text: str, items: Sequence[Item], today: dt.date, working_days: WorkingDays, others: Sequence[Item] = ()
) -> Context:
    return Context(clean(text), items, today, working_days, others)
