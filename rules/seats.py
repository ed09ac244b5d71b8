"""Who sits where on a day: the people of posts, the posts above them, the boards; and whom a seat means."""

from dataclasses import dataclass, field, replace

from rules.court import CaseFacts, Seat, TaskFacts, above
from rules.states import Party

TOP = 8  # levels of supervision at most; a ring of posts that supervise each other ends there


@dataclass
class Seats:
    """`above`: the supervising post of a post; `holders`: its people, the accountable one first; `typists`: who types for it;
    `boards`: the members of a unit's board; `parents`: the tree of units. All by id."""

    above: dict[int, int | None] = field(default_factory=dict)
    holders: dict[int, list[int]] = field(default_factory=dict)
    typists: dict[int, list[int]] = field(default_factory=dict)
    boards: dict[int, list[int]] = field(default_factory=dict)
    parents: dict[int, int | None] = field(default_factory=dict)

    def chain(self, post: int | None) -> tuple[int, ...]:
        """The post and those above it, going up."""
        found: list[int] = []
        while post is not None and post not in found and len(found) < TOP:
            found.append(post)
            post = self.above.get(post)
        return tuple(found)

    def owner(self, post: int) -> int | None:
        """The accountable person of a post."""
        return next(iter(self.holders.get(post, [])), None)

    def board(self, unit: int | None) -> list[int]:
        """The members of the nearest board, going up from a unit."""
        while unit is not None:
            if unit in self.boards:
                return self.boards[unit]
            unit = self.parents.get(unit)
        return []

    def people(self, seat: Seat, task: TaskFacts) -> list[int]:
        """Who is spoken to for a seat. Nobody verifies himself: of a board that the owner sits on, the others."""
        if seat.post is None:
            owner = self.owner(task.post)
            board = self.board(task.unit)
            return [person for person in board if person != owner] or board
        found = list(self.holders.get(seat.post, []))
        if seat.party is Party.LEADER:
            found += self.typists.get(seat.post, [])
        return list(dict.fromkeys(found))


def seated(task: TaskFacts, seats: Seats) -> TaskFacts:
    """The task with its seats as they are filled: `task.supervisor` is the post named for it, if any; it goes one level up
    where the owner would supervise or verify himself, and past a post that nobody holds."""
    owner = seats.owner(task.post)
    chain = seats.chain(task.supervisor if task.supervisor is not None else seats.above.get(task.post))
    passed = {post for post in chain if seats.owner(post) in (None, owner) or owner in seats.holders[post]}
    supervisor = above(frozenset(passed | {task.post}), chain)
    return replace(
        task,
        supervisor=supervisor,
        verifier=supervisor if owner is not None and owner in seats.board(task.unit) else None,
        vacant=owner is None,
        cases=tuple(_case(case, seats) for case in task.cases),
    )


def _case(case: CaseFacts, seats: Seats) -> CaseFacts:
    if case.supporter is None:
        return case
    return replace(case, superior=seats.above.get(case.supporter), vacant=seats.owner(case.supporter) is None)
