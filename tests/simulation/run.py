"""The simulated quarter: the clock's mornings as the product decides them, and a log of everything that was said."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache

from rules.cadence import mentions, next_day
from rules.checkins import is_long
from rules.court import TaskFacts, items
from rules.morning import Morning, morning
from rules.reasons import Look, Mention
from rules.seats import seated
from rules.states import OPEN_STATES, Party
from tests.simulation import life
from tests.simulation.world import DOWN, END, START, SUPERVISORS, VACANCY, VACANT, World, make

READERS = (5, 6, *(300 + post for post in SUPERVISORS[2:]))  # the standing members, by person
DAY = timedelta(days=1)
WEEK = 7 * DAY  # what has just come within half a year may have been silent for a month
MONTH = 25  # working days, at most, from one first Thursday to the next


@dataclass(frozen=True)
class Sent:
    """One routine message."""

    day: date
    person: int
    morning: Morning
    digest: bool


@dataclass
class Run:
    """The state of the clock between mornings, and the log."""

    world: World
    sent: list[Sent] = field(default_factory=list)
    touched: dict[int, date] = field(default_factory=dict)  # the last day somebody was told of a task
    answered: int = 0
    gaps: list[tuple[int, date, int]] = field(default_factory=list)  # task, day, working days nobody was told
    strays: list[tuple[date, int, Mention]] = field(default_factory=list)  # nags that went to somebody else
    longest: int = 0  # working days an open task went without a word to anybody
    longest_long: int = 0  # the same for the tasks due in more than half a year, which are asked after once a month
    next: dict[int, date | None] = field(default_factory=dict)
    heard: dict[int, date] = field(default_factory=dict)  # a person's last routine message
    waiting: list[tuple[date, int, tuple[Mention, ...]]] = field(default_factory=list)
    digest_week: date = START - 7 * DAY

    def day(self, day: date) -> None:
        """One day: the morning's messages, then what people do; nothing reaches a bot that is down."""
        holders = self.world.seats.holders
        holders[VACANT] = [] if VACANCY[0] <= day <= VACANCY[1] else [VACANT]
        if day not in DOWN:
            if self.world.working_days.is_working(day):
                self._morning(day)
            self._answers(day)
            life.live(self.world, day)
            self._plan(day)
        if self.world.working_days.is_working(day):
            self._watch(day)

    def _morning(self, day: date) -> None:
        spoken = set(READERS) if self._digest_due(day) else set()
        readers, tasks = frozenset(spoken), self._open(day)
        for task in tasks:
            planned = self.next.setdefault(task.id, day)
            if planned is not None and planned <= day:
                spoken |= self._due(task, planned, day)
        looked: dict[tuple[int, date], list[Mention]] = {}
        for person in sorted(spoken):
            self._speak(person, day, person in readers, tasks, looked)

    def _digest_due(self, day: date) -> bool:
        monday = day - day.weekday() * DAY
        due = monday > self.digest_week and day >= self.world.working_days.next(monday)
        self.digest_week = monday if due else self.digest_week
        return due

    def _due(self, task: TaskFacts, planned: date, day: date) -> set[int]:
        """Who has a reason to be spoken to; the task comes up again the next morning if its leader was to be asked."""
        working_days = self.world.working_days
        found = mentions(task, Look(day, working_days, since=planned - DAY))
        again = any(mention.seat.party is Party.LEADER for mention in found)
        self.next[task.id] = working_days.add(day, 1) if again else next_day(task, day, working_days)
        return {person for mention in found for person in self.world.seats.people(mention.seat, task)}

    def _speak(
        self,
        person: int,
        day: date,
        digest: bool,
        tasks: list[TaskFacts],
        looked: dict[tuple[int, date], list[Mention]],
    ) -> None:
        """The one message of the day: everything that is this person's to hear."""
        since = self.heard.get(person, date.min)
        mine: list[Mention] = []
        for task in tasks:
            if (task.id, since) not in looked:
                looked[task.id, since] = mentions(task, Look(day, self.world.working_days, since=since))
            mine += [m for m in looked[task.id, since] if person in self.world.seats.people(m.seat, task)]
        said = morning(mine)
        if said.empty and not digest:
            return
        self.heard[person] = day
        self.sent.append(Sent(day, person, said, digest))
        self._note(self.sent[-1])

    def _note(self, sent: Sent) -> None:
        said = sent.morning
        for mention in (m for m in said.named if m.nag):
            task = self._seated(mention.task)
            holders = [item.holder for item in items(task, self.world.working_days) if item.id == mention.item]
            if mention.seat not in holders or sent.person not in self.world.seats.people(mention.seat, task):
                self.strays.append((sent.day, sent.person, mention))
        for mention in said.named:
            self.touched[mention.task] = sent.day
        for mention in said.own:
            self.world.tasks[mention.task] = replace(self.world.tasks[mention.task], told=sent.day)
        if said.own and self.world.dice.random() < self.world.habits.get(sent.person, 0.9):
            later = 0 if self.world.dice.random() < 0.75 else 1
            self.waiting.append((sent.day + later * DAY, sent.person, said.own))

    def _answers(self, day: date) -> None:
        ready = [waiting for waiting in self.waiting if waiting[0] <= day]
        self.waiting = [waiting for waiting in self.waiting if waiting[0] > day]
        for _, _, lines in ready:
            self.answered += life.answer(self.world, lines, day)

    def _plan(self, day: date) -> None:
        """Every service plans the task it changed anew."""
        for number, task in self.world.tasks.items():
            if task.assigned == day or task.since == day or task.news == day or task.cases or task.extensions:
                pending = self.next.get(number)
                planned = next_day(self._seated(number), day, self.world.working_days)
                self.next[number] = min(pending, planned) if pending and planned and pending > day else planned

    def _watch(self, day: date) -> None:
        for task in self._open(day):
            last = max(self.touched.get(task.id, task.word), task.word, task.since)
            silent = self.world.working_days.between(last, day)
            if is_long(task.due, day - WEEK):
                self.longest_long = max(self.longest_long, silent)
            else:
                self.longest = max(self.longest, silent)
            if silent > (MONTH if is_long(task.due, day - WEEK) else 10):
                self.gaps.append((task.id, day, silent))

    def _open(self, day: date) -> list[TaskFacts]:
        tasks = self.world.tasks
        return [self._seated(n) for n, t in tasks.items() if t.assigned <= day and t.state in OPEN_STATES]

    def _seated(self, number: int) -> TaskFacts:
        return seated(self.world.tasks[number], self.world.seats)


@lru_cache
def run(seed: int = 2027) -> Run:
    """Simulate the quarter; whoever asks again gets the same run, to be read only."""
    done = Run(make(seed))
    day = START
    while day <= END:
        done.day(day)
        day += DAY
    return done
