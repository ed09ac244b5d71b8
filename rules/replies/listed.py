"""Numbers alone between commas: they belong to what follows them, or to the claim before them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rules.replies.listing import joined, only_refs, run_of_refs
from rules.replies.model import Why
from rules.replies.segments import Segment
from rules.replies.walk import Walk

Hear = Callable[[Segment, Segment | None], None]


@dataclass(frozen=True)
class Listed:
    walk: Walk
    hear: Hear

    def heard(self, at: int) -> int:
        """Hear the list that begins at a segment; where its numbers could belong to both sides, or to neither, they are asked
        about. Returns the next segment's index."""
        walk, floor = self.walk, self.walk.floor
        run = run_of_refs(walk.segments, at, walk.ctx)
        end = at + len(run)
        follows = self._follower(run, walk.at(end))
        begins = follows is not None and bool(walk.known(follows))
        if floor.before and not run[0].hard and not begins:
            self._add(run)
        elif follows is not None and not floor.before:
            self.hear(joined(run, follows, "&" if begins else ":"), walk.at(end + 1))
            return end + 1
        else:
            self._dangling(run)
        return end

    def _follower(self, run: Sequence[Segment], follows: Segment | None) -> Segment | None:
        """What the numbers may be about: not a question, nor a new sentence unless the last of them surely is a number."""
        last = only_refs(run[-1], self.walk.ctx)
        if follows is None or follows.asked or follows.codes[0] in "JjE":
            return None
        return None if follows.hard and not (last and last.strong) else follows

    def _add(self, run: Sequence[Segment]) -> None:
        claims = list(self.walk.floor.open[0])
        for segment in run:
            ref = only_refs(segment, self.walk.ctx)
            for of_item in self.walk.notebook.about(ref.numbers if ref else (), segment.start):
                of_item.extend(claims)

    def _dangling(self, run: Sequence[Segment]) -> None:
        """`2 39, 3`: a number with nothing said of it – and the 3 may have been the decimals of what stands before."""
        if not run[0].hard:
            self.walk.floor.doubt_bare_number()
        self.walk.ask(run[0].start, run[-1].end, Why.NOT_UNDERSTOOD)
