"""A quarter of the whole bot with its clock: a real database, the bare channel in the process, people who type."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlmodel import col, select

from bot.clock import Clock
from bot.db import Database
from bot.migrate import upgrade
from models import Extension, Instruction, SupportCase, Task
from rules.localtime import at
from rules.states import CaseState, ExtensionState, InstructionState, TaskState
from services.calendar import working_days
from tests.rehearsal.answers import asked_in, reply_to
from tests.rehearsal.cast import DOWN, START, Cast, Size, gather
from tests.rehearsal.watch import Watch
from tests.stage import Actor, Stage
from tests.streets import BareStreet

CHOICE = re.compile(r"(?:^|: )1 [^·\n]+ · [02] \S", re.MULTILINE)
DAY = timedelta(days=1)
MORNING = ("Thứ ", "Tuần ")


@dataclass
class Run:
    """What was played, and what was counted."""

    cast: Cast
    watch: Watch
    typed: Counter[str] = field(default_factory=Counter)  # messages typed: by "leader", "board", "supporter"
    per_week: Counter[tuple[str, date]] = field(default_factory=Counter)  # a leader's typed messages by week (Monday)
    answers: Counter[str] = field(
        default_factory=Counter
    )  # what the bot said to what leaders typed, by its first words
    late: list[tuple[Actor, str]] = field(default_factory=list)  # said while the bot was down
    days: int = 0
    states: Counter[TaskState] = field(default_factory=Counter)
    open_instructions: int = 0

    async def day(self, day: date) -> None:
        """One day of the calendar."""
        stage = self.cast.stage
        if day in DOWN:
            self.late += [(actor, "việc") for actor in self.cast.leaders if self.cast.dice.random() < 0.1]
            return
        self.days += 1
        with stage.session() as session:
            working = working_days(session).is_working(day)
        for hour in (7, 8):
            await stage.jump(at(day, hour))
            self.watch.sent(day)
        waiting, self.late = self.late, []
        for actor, text in waiting:
            await self._say(actor, text, day, "leader")
        await self._leaders(day, working=working)
        if working:
            await stage.jump(at(day, 14))
            await self._supporters(day)
            await self._board(day)
            await stage.jump(at(day, 15))
        self.watch.sent(day)
        if working:
            self.watch.untold(day)

    async def _leaders(self, day: date, *, working: bool) -> None:
        """Whoever was asked answers, most the same morning; a few report unasked, also on days off."""
        dice, stage = self.cast.dice, self.cast.stage
        await stage.jump(at(day, 9, 30))
        for leader in self.cast.leaders:
            habit = self.cast.habits[leader.user]
            for text in await leader.heard():
                if asked_in(text) and text.startswith(MORNING) and dice.random() < habit:
                    await self._say(leader, reply_to(text, day, dice), day, "leader")
            if dice.random() < (0.01 if working else 0.03) * habit:
                await self._say(leader, "1 đã họp dân, đang triển khai", day, "leader")

    async def _say(self, actor: Actor, text: str, day: date, who: str) -> None:
        """Type it; of what is asked back, take the first choice once."""
        self.typed[who] += 1
        if who == "leader":
            self.per_week[actor.user, day - timedelta(days=day.weekday())] += 1
        said = await actor.says(text)
        if who == "leader":
            self.answers[_kind(said[-1] if said else "")] += 1
        if said and CHOICE.search(said[-1]) and text != "1" and text != "việc":
            await self._say(actor, "1", day, who)

    async def _supporters(self, day: date) -> None:
        for actor in self.cast.supporters:
            with self.cast.stage.session() as session:
                posts = [self.cast.posts[self.cast.leaders.index(actor)]]
                rows = session.exec(select(SupportCase).where(col(SupportCase.supporter_id).in_(posts)))
                waiting = [case.id for case in rows if case.state is CaseState.OPEN]
            for case in waiting:
                if self.cast.dice.random() < 0.35:
                    await self._say(actor, f"/traloi HT-{case} Đã bố trí kinh phí trong tháng", day, "supporter")

    async def _board(self, day: date) -> None:
        """The clerk's hour: cases, requests for time, claims, an instruction now and then."""
        for line in self._clerks_lines(day):
            assert self.cast.clerk is not None
            await self._say(self.cast.clerk, line, day, "board")

    def _clerks_lines(self, day: date) -> list[str]:
        dice, found = self.cast.dice, []
        with self.cast.stage.session() as session:
            for case in session.exec(select(SupportCase).where(SupportCase.state == CaseState.OPEN)):
                if case.supporter_id is None and dice.random() < 0.5:
                    number = self.cast.posts.index(dice.choice(self.cast.posts[-self.cast.size.supporters :])) + 1
                    own = session.get_one(Task, case.task_id).post_id == self.cast.posts[number - 1]
                    found.append(f"/traloi HT-{case.id} Đồng ý" if own else f"/chuyen HT-{case.id} Bí thư xã {number}")
            for asked in session.exec(select(Extension).where(Extension.state == ExtensionState.ASKED)):
                if dice.random() < 0.5:
                    found.append(f"/giahan GH-{asked.id} {dice.choice(['dongy', 'khong'])} đã xem xét")
            for task in session.exec(select(Task).where(Task.state == TaskState.CLAIMED)):
                if dice.random() < 0.25:
                    done = dice.random() < 0.8
                    found.append(f"/ketthuc NV-{task.id} đạt" if done else f"/tralai NV-{task.id} thiếu biên bản")
            for task in session.exec(select(Task).where(Task.state == TaskState.IN_PROGRESS)):
                if dice.random() < 0.002:
                    found.append(f"/chidao NV-{task.id} Làm rõ nguyên nhân chậm | {day + timedelta(days=7):%d/%m/%Y}")
        return found


def _kind(said: str) -> str:
    first = said.splitlines()[0] if said else ""
    return re.sub(r"[\d\W]+", " ", first).strip()[:24] or "–"


async def play(size: Size, seed: int = 2027) -> Run:
    """Play it all, in a database of its own."""
    with TemporaryDirectory(prefix="giaoviec-rehearsal-") as folder:
        db = Database(f"sqlite:///{Path(folder) / 'giaoviec.db'}")
        upgrade(db.engine)
        clock = Clock(at(START, 6))
        stage = Stage(db, BareStreet(clock.now), clock)
        await stage.open()
        cast = await gather(stage, size, seed)
        run = Run(cast, Watch(cast))
        day = START
        while day <= size.end:
            await run.day(day)
            day += DAY
        with stage.session() as session:
            run.states.update(session.exec(select(Task.state)).all())
            run.open_instructions = len(
                session.exec(select(Instruction.id).where(Instruction.state == InstructionState.OPEN)).all()
            )
        await stage.close()
    return run
