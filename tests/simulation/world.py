"""A province's scheme as the simulation sees it: 78 leaders with 266 tasks, those who supervise, support and decide."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from rules.court import TaskFacts
from rules.seats import Seats
from rules.states import TaskState
from rules.workdays import WorkingDays, vietnam

LEADERS, TASKS = 78, 266
BIG = 21  # tasks of the busiest secretary (S4-01)
START, END = date(2027, 1, 4), date(2027, 3, 31)
UNIT = 1
SUPERVISORS = range(101, 108)  # posts; the first two are held by leaders of units themselves
SUPPORTERS = range(70, 75)  # posts of departments, whose heads are leaders too
VACANT = 40  # a post without a holder for four weeks
VACANCY = (date(2027, 2, 15), date(2027, 3, 12))
DOWN = frozenset({date(2027, 1, 18), date(2027, 1, 19)})  # a Monday and a Tuesday
BOARD = [201, 202, 9]  # the leader of post 9 sits on the board


@dataclass
class World:
    """Everything that is remembered: the tasks, who sits where, and each leader's habit (how often an answer comes)."""

    working_days: WorkingDays
    seats: Seats
    tasks: dict[int, TaskFacts]
    habits: dict[int, float]
    dice: random.Random
    numbers: int = 10_000  # ids of cases and requests, apart from those of tasks

    def number(self) -> int:
        """A fresh id for a case or a request."""
        self.numbers += 1
        return self.numbers


def make(seed: int) -> World:
    dice = random.Random(seed)
    seats = _seats()
    habits = {person: dice.choice([0.97, 0.9, 0.9, 0.75, 0.5]) for person in range(1, LEADERS + 1)}
    habits |= dict.fromkeys((20, 33, 47, 61), 0.0)  # four who never answer
    return World(vietnam([2026, 2027]), seats, _tasks(dice), habits, dice)


def _seats() -> Seats:
    """Leader n holds post n; leader 1 holds post 79 as well. Every post is followed by one of seven standing members."""
    posts = range(1, LEADERS + 2)
    holders = {post: [post] for post in posts} | {LEADERS + 1: [1]}
    holders |= {post: [300 + post] for post in SUPERVISORS} | {SUPERVISORS[0]: [5], SUPERVISORS[1]: [6]}
    above: dict[int, int | None] = {post: SUPERVISORS[post % len(SUPERVISORS)] for post in posts}
    above |= {5: SUPERVISORS[0], **dict.fromkeys(SUPERVISORS[:-1], SUPERVISORS[-1])}
    return Seats(above=above, holders=holders, boards={UNIT: list(BOARD)}, parents={UNIT: None})


def _tasks(dice: random.Random) -> dict[int, TaskFacts]:
    owners = [2] * BIG + list(range(1, LEADERS + 2)) + [LEADERS + 1]
    owners += dice.choices([post for post in range(1, LEADERS + 1) if post != 2], k=TASKS - len(owners))
    return {number: _task(number, post, dice) for number, post in enumerate(owners, start=1)}


def _task(number: int, post: int, dice: random.Random) -> TaskFacts:
    """Most were handed over on the first day; some come later, some have no date, some are due long after the quarter."""
    assigned = START if dice.random() < 0.85 else START + timedelta(days=dice.randrange(70))
    due = None if dice.random() < 0.08 else assigned + timedelta(days=int(dice.triangular(10, 330, 60)))
    return TaskFacts(number, TaskState.ASSIGNED, post, assigned, assigned, unit=UNIT, due=due)
