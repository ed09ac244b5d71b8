"""The court over random sequences of events, on the services and a real database: one holder, moved by events only.

`COURT_RUNS=200` plays more and longer than the suite does.
"""

import os
import shutil
from datetime import date, timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, ClassVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlmodel import Session, col, func, select

from bot.db import Database
from models import Extension, History, Instruction, Person, Post, Role, SupportCase, Task, Tenure, Unit
from rules.cadence import next_day
from rules.errors import UserError
from rules.localtime import at, today
from rules.replies import Done, NoChange, Note, Stuck
from rules.states import (
    OPEN_STATES,
    CaseState,
    ExtensionState,
    InstructionState,
    ItemKind,
    Party,
    Result,
    RoleKind,
    SupportType,
    TaskState,
)
from services import (
    acceptance,
    closing,
    court,
    extensions,
    instructions,
    nagging,
    promises,
    reporting,
    support,
    undo,
    verification,
)
from services.calendar import working_days
from services.facts import alone
from services.identity import actor_for
from services.tasks import by_ids

NOW = at(date(2026, 11, 2), 9)  # a Monday
PEOPLE = ("leader", "clerk", "supporter")
OPEN: dict[type[Any], tuple[Any, ...]] = {
    SupportCase: (CaseState.OPEN, CaseState.ANSWERED),
    Extension: (ExtensionState.ASKED,),
    Instruction: (InstructionState.OPEN,),
}


class Court(RuleBasedStateMachine):
    """Two tasks of one leader, a clerk, a supporter. Every event may be refused; what it does is checked after it."""

    template: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp(prefix="court-"))
        shutil.copy(self.template, self.folder / "giaoviec.db")
        self.db = Database(f"sqlite:///{self.folder / 'giaoviec.db'}")
        self.session = Session(self.db.engine, expire_on_commit=False)
        self.now = NOW
        self.people: dict[str, int] = {}
        self._settle_in()
        self.before = self._held()
        self.rows = self._rows()

    def _settle_in(self) -> None:
        unit = Unit(name="Tỉnh ủy")
        self.session.add(unit)
        self.session.flush()
        self.unit = unit.id or 0
        self.posts = [self._post("Bí thư xã"), self._post("Giám đốc sở")]
        self._person("leader", self.posts[0])
        self._person("supporter", self.posts[1])
        self._person("clerk", None)
        self.tasks = [self._task(number) for number in (1, 2)]
        self.session.commit()

    def _post(self, name: str) -> int:
        post = Post(unit_id=self.unit, name=name)
        self.session.add(post)
        self.session.flush()
        return post.id or 0

    def _person(self, name: str, post: int | None) -> None:
        person = Person(name=name)
        self.session.add(person)
        self.session.flush()
        self.people[name] = person.id or 0
        since = date(2026, 1, 1)
        if post is not None:
            self.session.add(Tenure(person_id=person.id or 0, post_id=post, starts_on=since))
        else:
            self.session.add(Role(person_id=person.id or 0, kind=RoleKind.BOARD, unit_id=self.unit, starts_on=since))

    def _task(self, number: int) -> int:
        task = Task(
            unit_id=self.unit,
            post_id=self.posts[0],
            number=number,
            title=f"Việc {number}",
            product="biên bản" if number == 2 else "",
            due_on=date(2026, 11, 20),
            original_due_on=date(2026, 11, 20),
            state=TaskState.ASSIGNED,
            assigned_at=NOW,
            state_at=NOW,
        )
        self.session.add(task)
        self.session.flush()
        nagging.plan(self.session, task, NOW)
        return task.id or 0

    def teardown(self) -> None:
        self.session.close()
        self.db.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    # events

    def _do(self, who: str | None, event: Any, *args: Any) -> None:
        """One event in a transaction of its own. A refused one changes nothing; one that changes who holds what, or a state,
        leaves a row of history."""
        actor = actor_for(self.session, self.people[who], today(self.now)) if who else None
        try:
            event(self.session, *([actor] if who else []), *args, self.now)
        except UserError:
            self.session.rollback()
            assert self._held() == self.before
        self.session.commit()
        held, rows = self._held(), self._rows()
        if held != self.before:
            assert rows > self.rows, "a holder moved without an event"
        self.before, self.rows = held, rows

    @rule(hours=st.sampled_from([1, 5, 24, 72]))
    def time_passes(self, hours: int) -> None:
        """Nobody's turn ends by time alone."""
        self.now += timedelta(hours=hours)
        assert {key: who for key, (who, _) in self._held().items()} == {
            key: who for key, (who, _) in self.before.items()
        }
        self.before = self._held()

    @rule(task=st.integers(0, 1), keep=st.booleans())
    def objection(self, task: int, keep: bool) -> None:
        self._do("leader", acceptance.objected, [self.tasks[task]], "Không phù hợp")
        self._do("clerk", acceptance.answer_objection, self.tasks[task], keep, "Đã xem xét")

    @rule(task=st.integers(0, 1))
    def accepts(self, task: int) -> None:
        self._do("leader", acceptance.accept, [self.tasks[task]])

    @rule(task=st.integers(0, 1), meant=st.sampled_from([Done(), NoChange(), Note("đang làm"), Stuck("kinh phí")]))
    def reports(self, task: int, meant: Any) -> None:
        self._do("leader", reporting.answer, [(self.tasks[task], meant)], f"{task} {meant} {self.now}")

    @rule(task=st.integers(0, 1), kind=st.sampled_from([None, *SupportType]))
    def asks(self, task: int, kind: SupportType | None) -> None:
        self._do("leader", support.ask, self.tasks[task], kind, "kinh phí")

    @rule(data=st.data())
    def on_a_case(self, data: st.DataObject) -> None:
        """Passed on, answered, settled."""
        cases = [case.id for case in self.session.exec(select(SupportCase)) if case.state in OPEN[SupportCase]]
        if not cases:
            return
        case = data.draw(st.sampled_from(cases))
        what = data.draw(st.sampled_from(["pass", "answer", "resolved", "again"]))
        who = data.draw(st.sampled_from(PEOPLE))
        if what == "pass":
            self._do("clerk", support.pass_on, case, self.posts[1], "đúng thẩm quyền")
        elif what == "answer":
            self._do(who, support.answer, case, "Đồng ý")
        else:
            self._do(who, support.settle, case, what == "resolved")

    @rule(task=st.integers(0, 1), days=st.integers(1, 40))
    def asks_for_time(self, task: int, days: int) -> None:
        self._do("leader", extensions.ask, self.tasks[task], date(2026, 11, 20) + timedelta(days=days), "mưa lũ")

    @rule(granted=st.booleans())
    def decides(self, granted: bool) -> None:
        asked = self.session.exec(select(Extension).where(Extension.state == ExtensionState.ASKED)).first()
        if asked is not None:
            self._do("clerk", extensions.decide, asked.id, granted, "đã xem xét")

    @rule(task=st.integers(0, 1))
    def instructs(self, task: int) -> None:
        self._do("clerk", instructions.instruct, self.tasks[task], "làm rõ", today(self.now) + timedelta(days=3))

    @rule(who=st.sampled_from(PEOPLE), close=st.booleans())
    def on_an_instruction(self, who: str, close: bool) -> None:
        given = self.session.exec(select(Instruction).where(Instruction.state == InstructionState.OPEN)).first()
        if given is not None and close:
            self._do(who, instructions.close, given.id)
        elif given is not None:
            self._do(who, instructions.answer, given.id, "đã làm")

    @rule(task=st.integers(0, 1))
    def returned(self, task: int) -> None:
        self._do("clerk", verification.give_back, self.tasks[task], "thiếu hồ sơ")

    @rule(task=st.integers(0, 1), reopen=st.booleans())
    def closed(self, task: int, reopen: bool) -> None:
        self._do("clerk", closing.close, self.tasks[task], Result.MET, "")
        if reopen:
            self._do("clerk", closing.reopen, self.tasks[task], "còn việc")

    @rule()
    def lapses(self) -> None:
        self._do(None, lambda session, now: promises.lapse_silent(session, now, 5))

    @rule(who=st.sampled_from(PEOPLE))
    def takes_back(self, who: str) -> None:
        """What was undone is as it was before the act."""
        self._do(who, undo.take_back)

    @rule(task=st.integers(0, 1), data=st.data())
    @precondition(
        lambda self: bool(self.session.exec(select(Task.id).where(col(Task.state).in_(sorted(OPEN_STATES)))).first())
    )
    def done_and_undone(self, task: int, data: st.DataObject) -> None:
        """Undo restores: who holds what, the states, and the columns that decide the next reminder."""
        self.now += timedelta(minutes=1)
        was = self._everything()
        rows = self.rows
        which = data.draw(st.sampled_from(["report", "ask", "instruct", "object", "close"]))
        who, event, args = {
            "report": ("leader", reporting.answer, ([(self.tasks[task], Done())], f"xong {self.now}")),
            "ask": ("leader", support.ask, (self.tasks[task], None, "kinh phí")),
            "instruct": ("clerk", instructions.instruct, (self.tasks[task], "làm rõ", today(self.now))),
            "object": ("leader", acceptance.objected, ([self.tasks[task]], "Không phù hợp")),
            "close": ("clerk", closing.close, (self.tasks[task], Result.MET, "")),
        }[which]
        self._do(who, event, *args)
        if self.rows > rows:
            self._do(who, undo.take_back)
            assert self._everything() == was

    # what must hold

    @invariant()
    def one_holder_for_each_open_item(self) -> None:
        found = court.of_tasks(self.session, self.tasks, today(self.now))
        held = [
            (each.item.kind if each.item.kind is not ItemKind.CLAIM else ItemKind.TASK, each.item.id) for each in found
        ]
        assert sorted(held) == sorted(self._open())
        assert all(each.people and each.item.holder.party is not Party.NOBODY for each in found)

    @invariant()
    def the_next_morning_is_known(self) -> None:
        """Planned for every open task and for no other, and never later than a fresh look would say."""
        for task in by_ids(self.session, self.tasks):
            assert (task.next_nag_at is not None) == (task.state in OPEN_STATES)
            if task.next_nag_at is not None and task.next_nag_at > self.now:
                facts = alone(self.session, task, today(self.now))
                fresh = next_day(facts, today(self.now) - timedelta(days=1), working_days(self.session))
                assert fresh is not None
                assert today(task.next_nag_at) <= max(fresh, today(self.now) + timedelta(days=4))

    def _open(self) -> list[tuple[ItemKind, int]]:
        """What is open, read from the tables alone."""
        tasks = [
            (ItemKind.TASK, task.id or 0) for task in by_ids(self.session, self.tasks) if task.state in OPEN_STATES
        ]
        kinds = {SupportCase: ItemKind.CASE, Extension: ItemKind.EXTENSION, Instruction: ItemKind.INSTRUCTION}
        return tasks + [
            (kinds[table], row.id)
            for table, states in OPEN.items()
            for row in self.session.exec(select(table))
            if row.state in states
        ]

    def _held(self) -> dict[tuple[str, int], tuple[tuple[int, ...], str]]:
        found = court.of_tasks(self.session, self.tasks, today(self.now))
        return {(each.item.kind.value, each.item.id): (each.people, each.item.holder.party.value) for each in found}

    def _everything(self) -> list[object]:
        names = (
            "state",
            "state_at",
            "news_at",
            "claimed_at",
            "deed_at",
            "pledged_on",
            "rested_at",
            "accepted_at",
            "result",
        )
        tasks = [tuple(getattr(task, name) for name in names) for task in by_ids(self.session, self.tasks)]
        return [self._held(), tasks, sorted(self._open())]

    def _rows(self) -> int:
        return self.session.exec(select(func.count()).select_from(History)).one()


def test_the_court_over_long_sequences_of_events(empty_database: Path) -> None:
    Court.template = empty_database
    long = int(os.environ.get("COURT_RUNS", "3"))
    quick = settings(
        max_examples=long,
        stateful_step_count=20,
        deadline=None,
        derandomize=long == 3,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    Court.TestCase.settings = quick
    Court.TestCase("runTest").debug()
