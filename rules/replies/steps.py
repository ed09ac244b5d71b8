"""The way through a message, segment by segment: what each adds to which item.

A segment is about the items it numbers (`numbered.py`), the line it names (`naming.py`), or those spoken of before it
(`going_on.py`); lists of numbers (`listed.py`), questions and exceptions (`questions.py`) go their own ways."""

from collections.abc import Sequence

from rules.replies.crossing import begins_with_unit
from rules.replies.floor import Floor
from rules.replies.going_on import GoingOn
from rules.replies.listed import Listed
from rules.replies.listing import only_refs
from rules.replies.naming import Naming
from rules.replies.notebook import Notebook
from rules.replies.numbered import Numbered
from rules.replies.parting import rising_parts, strong_parts, whole_list
from rules.replies.questions import Exceptions, Questions
from rules.replies.segments import Segment
from rules.replies.walk import Walk


class Steps:
    """One way through `segments`; what is heard goes into the notebook."""

    def __init__(self, segments: Sequence[Segment], notebook: Notebook) -> None:
        self.walk = Walk(segments, notebook, Floor(notebook))
        self.going_on = GoingOn(self.walk)
        self.naming = Naming(self.walk, self.going_on)
        self.numbered = Numbered(self.walk)
        self.listed = Listed(self.walk, self._hear)
        self.questions = Questions(self.walk, self.numbered)
        self.exceptions = Exceptions(self.walk, self._hear)

    def run(self) -> None:
        self.walk.floor.close()
        at = 0
        while at < len(self.walk.segments):
            at = self._step(at)

    def _step(self, at: int) -> int:
        segment = self.walk.segments[at]
        if segment.asked:
            self.questions.heard(segment)
        elif segment.lexemes[0].code == "E":
            self.exceptions.heard(segment)
        elif only_refs(segment, self.walk.ctx) is not None:
            return self.listed.heard(at)
        else:
            self._hear(segment, self.walk.at(at + 1))
        return at + 1

    def _hear(self, segment: Segment, follows: Segment | None) -> None:
        found = self.numbered.found(segment)
        if found is None or found[0].ref.scope != "items":
            whole = self.numbered.all_of_one(segment)
            if whole is not None:
                self.walk.floor.add(whole)
                return
        if found is not None:
            for piece in found:
                self.numbered.take(piece, segment)
        else:
            self._not_found(segment, follows)

    def _parts(self, segment: Segment) -> list[Segment]:
        ctx = self.walk.ctx
        return strong_parts(segment, ctx) or whole_list(segment, ctx) or rising_parts(segment, ctx)

    def _not_found(self, segment: Segment, follows: Segment | None) -> None:
        """No item's number, or one with words behind it that are not all known."""
        known = [] if begins_with_unit(segment, self.walk.ctx) else self.walk.known(segment)
        parts = self._parts(segment) if known else []
        if parts:
            for part in parts:
                self._hear(part, follows)
        elif known:
            self.numbered.not_parsed(segment, known[0])
        elif not self.naming.heard(segment, follows):
            self.going_on.heard(segment, follows)
