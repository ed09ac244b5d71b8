"""Long random sequences of events: the ball is always in exactly one court, and only its holder is nagged."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from rules.cadence import HORIZON, mentions, next_day
from rules.court import TaskFacts, items
from rules.reasons import Look
from rules.seats import Seats, seated
from rules.states import OPEN_STATES, CaseState, ItemKind, Party, TaskState
from rules.workdays import vietnam
from tests.simulation import events
from tests.simulation.events import Refused

DAYS = vietnam([2026, 2027])
START = date(2026, 12, 1)
OWNER, BOSS, DEPARTMENT = 10, 90, 70
EVENTS = (
    "accept",
    "object_to",
    "keep",
    "say",
    "send_product",
    "close",
    "withdraw",
    "return_claim",
    "suspend",
    "resume",
)


class Ball(RuleBasedStateMachine):
    """A task, everything that can happen to it, and the days going by."""

    def __init__(self) -> None:
        super().__init__()
        self.day = self.heard = START
        self.numbers = 0
        self.seats = Seats(
            above={OWNER: BOSS, BOSS: None, DEPARTMENT: BOSS},
            holders={OWNER: [1], BOSS: [2], DEPARTMENT: [3]},
            boards={1: [7, 1]},
            parents={1: None},
        )
        due = START + timedelta(days=20)
        self.task = TaskFacts(1, TaskState.ASSIGNED, OWNER, START, START, unit=1, due=due)

    @property
    def seen(self) -> TaskFacts:
        return seated(self.task, self.seats)

    def number(self) -> int:
        self.numbers += 1
        return 100 + self.numbers

    @rule(days=st.integers(1, 4))
    def time_goes_by(self, days: int) -> None:
        self.day += timedelta(days=days)

    @rule(name=st.sampled_from(EVENTS))
    def happens(self, name: str) -> None:
        with suppress(Refused):
            self.task = getattr(events, name)(self.task, self.day)

    @rule(with_product=st.booleans())
    def claims(self, with_product: bool) -> None:
        with suppress(Refused):
            self.task = events.claim(self.task, self.day, with_product=with_product)

    @rule(supporter=st.sampled_from([None, DEPARTMENT]))
    def asks_for_support(self, supporter: int | None) -> None:
        with suppress(Refused):
            self.task = events.ask_support(self.task, self.day, DAYS, self.number(), supporter)

    @rule(place=st.integers(0, 3), what=st.sampled_from(["answer", "resolved", "again", "lapse", "pass_on"]))
    def happens_to_a_case(self, place: int, what: str) -> None:
        if not self.task.cases:
            return
        case = self.task.cases[place % len(self.task.cases)].id
        steps = {
            "answer": lambda: events.answer(self.task, case, self.day),
            "resolved": lambda: events.settle(self.task, case, self.day, DAYS, resolved=True),
            "again": lambda: events.settle(self.task, case, self.day, DAYS, resolved=False),
            "lapse": lambda: events.lapse(self.task, case),
            "pass_on": lambda: events.pass_on(self.task, case, DEPARTMENT),
        }
        with suppress(Refused):
            self.task = steps[what]()

    @rule(granted=st.booleans(), asks=st.booleans())
    def asks_for_time_or_is_answered(self, granted: bool, asks: bool) -> None:
        later = self.day + timedelta(days=30)
        with suppress(Refused):
            if asks:
                self.task = events.ask_time(self.task, self.day, self.number())
            else:
                self.task = events.decide(self.task, later if granted else None)

    @rule(post=st.sampled_from([OWNER, BOSS, DEPARTMENT]), person=st.sampled_from([None, 1, 2, 3]))
    def changes_hands(self, post: int, person: int | None) -> None:
        self.seats.holders[post] = [person] if person is not None else []

    @rule()
    def is_told(self) -> None:
        self.task = replace(self.task, told=self.day)
        self.heard = self.day

    @invariant()
    def every_open_item_has_exactly_one_holder(self) -> None:
        kind = ItemKind.CLAIM if self.task.state is TaskState.CLAIMED else ItemKind.TASK
        expected = [(kind, 1)] if self.task.state in OPEN_STATES else []
        expected += [(ItemKind.CASE, c.id) for c in self.task.cases if c.state in (CaseState.OPEN, CaseState.ANSWERED)]
        expected += [(ItemKind.EXTENSION, asked.id) for asked in self.task.extensions]
        found = items(self.seen, DAYS)
        assert [(item.kind, item.id) for item in found] == expected
        assert all(item.holder.party is not Party.NOBODY for item in found)

    @invariant()
    def nobody_holds_a_seat_that_is_empty(self) -> None:
        assert all(self.seats.people(item.holder, self.seen) for item in items(self.seen, DAYS))

    @invariant()
    def only_the_holder_is_nagged(self) -> None:
        holders = {(item.id, item.holder) for item in items(self.seen, DAYS)}
        said = mentions(self.seen, Look(self.day, DAYS, since=self.heard))
        assert {(mention.item, mention.seat) for mention in said if mention.nag} <= holders

    @invariant()
    def one_line_a_task_and_none_on_a_day_off(self) -> None:
        said = mentions(self.seen, Look(self.day, DAYS, since=self.heard))
        assert sum(mention.seat.party is Party.LEADER for mention in said) <= 1
        assert not said or DAYS.is_working(self.day)

    @invariant()
    def what_is_open_comes_up_again_within_ten_working_days(self) -> None:
        coming = next_day(self.seen, self.day, DAYS)
        if items(self.seen, DAYS):
            assert coming is not None
            assert 1 <= DAYS.between(self.day, coming) <= HORIZON
        else:
            assert coming is None


TestBall = Ball.TestCase
TestBall.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
