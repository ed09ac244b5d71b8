"""What must hold of every person and every day, read from the mailbox and from the words that arrived."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlmodel import Session, col, select

from models import Extension, Instruction, Outbox, OutboxState, SupportCase, Task
from rules.checkins import is_long
from rules.localtime import local, today
from rules.states import OPEN_STATES, MessageClass
from services import court
from services.calendar import working_days
from tests.rehearsal.answers import asked_in
from tests.rehearsal.cast import Cast

CODE = re.compile(r"\b(NV|HT|GH|CD)-(\d+)")
UNTOLD, UNTOLD_LONG = 10, 25  # working days; the second for tasks due in more than half a year
NAGGING = (
    "Kiến nghị chờ đồng chí trả lời",
    "Đề nghị gia hạn chờ quyết định",
    "Kết quả chờ thẩm định",
    "Ý kiến về nhiệm vụ",
)
TABLES = {"HT": SupportCase, "GH": Extension, "CD": Instruction}
HOURS = {MessageClass.ROUTINE: (7, 19), MessageClass.ANSWER: (7, 19), MessageClass.ORDER: (7, 17)}
ON_WORKING_DAYS = (MessageClass.ROUTINE, MessageClass.ORDER)


@dataclass
class Watch:
    """What was broken (empty when all is well), and what was counted."""

    cast: Cast
    seen: int = 0
    routine: Counter[tuple[date, int]] = field(default_factory=Counter)
    classes: Counter[MessageClass] = field(default_factory=Counter)
    misplaced: list[tuple[str, int | None, str]] = field(default_factory=list)  # outside the hours or days of its class
    strays: list[tuple[date, int, str]] = field(default_factory=list)  # asked of somebody who does not hold it
    gaps: list[tuple[int, date, int]] = field(default_factory=list)
    named: dict[int, date] = field(default_factory=dict)  # the last day somebody was told of a task
    nags: int = 0
    longest: int = 0
    longest_long: int = 0
    _counted: set[int] = field(default_factory=set)

    def sent(self, day: date) -> None:
        """Look at everything that went out since this was last asked; nothing has been answered since it was sent."""
        with self.cast.stage.session() as session:
            rows = session.exec(select(Outbox).where(col(Outbox.id) > self.seen).order_by(col(Outbox.id))).all()
            arrived = [row for row in rows if row.state is OutboxState.SENT and row.sent_at is not None]
            waiting = [row.id or 0 for row in rows if row.state in (OutboxState.QUEUED, OutboxState.SENDING)]
            self.seen = min(waiting) - 1 if waiting else (rows[-1].id or 0) if rows else self.seen
            calendar = working_days(session)
            for row in (each for each in arrived if each.id not in self._counted):
                self._counted.add(row.id or 0)
                self.classes[row.message_class] += 1
                moment = local(row.sent_at) if row.sent_at else local(row.created_at)
                opens, closes = HOURS.get(row.message_class, (0, 24))
                off = row.message_class in ON_WORKING_DAYS and not calendar.is_working(moment.date())
                if off or not opens <= moment.hour < closes:
                    self.misplaced.append((row.kind, row.person_id, moment.isoformat()))
                if row.message_class is MessageClass.ROUTINE and row.person_id is not None:
                    self.routine[moment.date(), row.person_id] += 1
                    self._routine(session, row, moment.date())

    def _routine(self, session: Session, row: Outbox, day: date) -> None:
        text = "".join(span[0] for part in row.body for span in part["spans"])
        tasks = self._asked(session, row, text, day)
        for kind, number in CODE.findall(text):
            task = int(number) if kind == "NV" else session.get_one(TABLES[kind], int(number)).task_id
            tasks.append(task)
        self.named |= dict.fromkeys(tasks, day)

    def _asked(self, session: Session, row: Outbox, text: str, day: date) -> list[int]:
        """The leader's own lines by their numbers, and what waits for the reader: each must be in the reader's court."""
        person = row.person_id or 0
        shown = [int(task) for task in row.args.get("shown", [])]
        own = [line for line in asked_in(text) if not line.label.startswith("CD")]
        if len(own) != len(shown):
            self.strays.append((day, person, f"{len(own)} lines for {len(shown)} tasks"))
        asked = [("task", task) for task in shown]
        asked += [("instruction", int(line.label[3:])) for line in asked_in(text) if line.label.startswith("CD")]
        for line in text.splitlines():
            if line.startswith(NAGGING):
                kinds = {"HT": "case", "GH": "extension", "NV": "task"}
                asked += [(kinds[kind], int(number)) for kind, number in CODE.findall(line)]
        for kind, number in asked:
            self.nags += 1
            if not self._holds(session, person, kind, number, day):
                self.strays.append((day, person, f"{kind} {number}"))
        return shown

    def _holds(self, session: Session, person: int, kind: str, number: int, day: date) -> bool:
        task = number if kind == "task" else self._task_of(session, kind, number)
        held = court.of_tasks(session, [task], day)
        return any(person in each.people for each in held if kind == "task" or each.item.id == number)

    def _task_of(self, session: Session, kind: str, number: int) -> int:
        table = {"case": SupportCase, "extension": Extension, "instruction": Instruction}[kind]
        return int(session.get_one(table, number).task_id)

    def untold(self, day: date) -> None:
        """No open task of which nobody was told, and of which nobody said a word, for ten working days."""
        with self.cast.stage.session() as session:
            calendar = working_days(session)
            for task in session.exec(select(Task).where(col(Task.state).in_(sorted(OPEN_STATES)))):
                word = max(today(task.news_at or task.assigned_at), today(task.state_at))
                silent = calendar.between(max(self.named.get(task.id or 0, word), word), day)
                long = is_long(task.due_on, day - timedelta(days=7))
                if long:
                    self.longest_long = max(self.longest_long, silent)
                else:
                    self.longest = max(self.longest, silent)
                if silent > (UNTOLD_LONG if long else UNTOLD):
                    self.gaps.append((task.id or 0, day, silent))
