"""Who takes part in a rehearsed quarter: leaders with tasks, standing members, supporters, the board; all from one seed."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from rules.localtime import at
from rules.states import RoleKind, TaskState
from services import calendar
from tests.stage import Actor, Stage

START = date(2027, 1, 4)  # a Monday
DOWN = frozenset({date(2027, 1, 18), date(2027, 1, 19)})  # a Monday and a Tuesday without the bot
TET = frozenset(date(2027, 2, day) for day in (5, 8, 9, 10, 11))  # the first of the lunar year is Saturday 6 February
MEASURES = (("hộ", 144), ("%", 40), ("ha", 60), (None, None))


@dataclass(frozen=True)
class Size:
    """How many people and tasks, and until when it is played."""

    leaders: int
    tasks: int
    big: int  # tasks of the busiest secretary
    end: date
    standing: int  # standing members
    supporters: int  # of the leaders, the last ones


QUARTER = Size(78, 266, 21, date(2027, 3, 31), standing=7, supporters=5)
SHORT = Size(4, 14, 6, date(2027, 1, 21), standing=2, supporters=1)  # over the days without the bot


@dataclass
class Cast:
    """People by what they do. `habits`: how often an answer comes, by the leader's user."""

    stage: Stage
    size: Size
    dice: random.Random
    leaders: list[Actor] = field(default_factory=list)
    posts: list[int] = field(default_factory=list)
    standing: list[Actor] = field(default_factory=list)
    clerk: Actor | None = None
    habits: dict[str, float] = field(default_factory=dict)

    @property
    def supporters(self) -> list[Actor]:
        return self.leaders[-self.size.supporters :]


async def gather(stage: Stage, size: Size, seed: int) -> Cast:
    """Everybody with a chat, and every task handed over: most on the first day, some later, some without a deadline."""
    cast = Cast(stage, size, random.Random(seed))
    with stage.session() as session:
        calendar.seed(session, [(day, False, "Tết Nguyên đán") for day in sorted(TET)])
    cast.clerk = await stage.clerk()
    above = [stage.add_post(f"Ủy viên Thường vụ {n}", unit="Ban Thường vụ") for n in range(1, size.standing + 1)]
    for post in above:
        cast.standing.append(await stage.person("Ủy viên", (RoleKind.COMMITTEE, stage.unit_id, None), post=post))
    for number in range(1, size.leaders + 1):
        post = stage.add_post(f"Bí thư xã {number}", unit=f"xã {number}", supervisor=above[number % len(above)])
        leader = await stage.leader(post, f"Đồng chí {number}")
        cast.posts.append(post)
        cast.leaders.append(leader)
        cast.habits[leader.user] = cast.dice.choice([0.97, 0.9, 0.9, 0.75, 0.5])
    for silent in range(3, size.leaders, 20):
        cast.habits[cast.leaders[silent].user] = 0.0
    _hand_over(cast)
    return cast


def _hand_over(cast: Cast) -> None:
    owners = [cast.posts[1]] * cast.size.big + cast.posts
    owners += cast.dice.choices(cast.posts[2:], k=cast.size.tasks - len(owners))
    for number, post in enumerate(owners[: cast.size.tasks], start=1):
        _task(cast, number, post)


def _task(cast: Cast, number: int, post: int) -> None:
    dice = cast.dice
    due = None if dice.random() < 0.08 else START + timedelta(days=int(dice.triangular(8, 330, 60)))
    measure, plan = dice.choice(MEASURES)
    new = dice.random() < 0.3
    cast.stage.add_task(
        post,
        f"Việc thứ {number}",
        product="biên bản nghiệm thu" if dice.random() < 0.2 else "",
        due=due,
        measure=measure,
        plan=plan,
        state=TaskState.ASSIGNED if new else TaskState.IN_PROGRESS,
        assigned_at=_given(),
    )


def _given() -> datetime:
    return at(START, 0)
