"""What a leader's words can be about: their open tasks as the lines that `rules.replies` reads an answer against."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session

from models import Target
from rules.attainment import Direction
from rules.replies import Item
from rules.states import TaskState
from rules.text import fold
from rules.workdays import WorkingDays
from services.identity import Actor
from services.permissions import Action, require_task
from services.tasks import Standing, open_standings, standing

_NUMBERS = re.compile(r"\d+")
ASIDE = 100_000  # numbers no person has: for tasks that share their own number with one of another post


@dataclass(frozen=True)
class Lines:
    """Lines to read an answer against, with the task behind each; `shared` are numbers that two posts use, where only the
    code (NV-12) or a question can tell which is meant."""

    items: list[Item]
    standings: dict[int, Standing]
    shared: dict[int, list[Standing]]

    def of(self, number: int) -> Standing | None:
        return self.standings.get(number)

    def unclaimed(self) -> list[int]:
        """The numbers that "tất cả" means where no bundle was shown: what waits for verification is not the leader's turn."""
        own = [number for number, each in self.standings.items() if each.task.state is not TaskState.CLAIMED]
        return [*own, *self.shared]

    def only(self, numbers: Iterable[int]) -> list[Item]:
        wanted = set(numbers)
        return [item for item in self.items if item.number in wanted]

    def numbers_of(self, task_ids: Iterable[int]) -> list[int]:
        wanted = set(task_ids)
        return [number for number, standing in self.standings.items() if standing.task.id in wanted]


def lines_for(session: Session, actor: Actor, today: date, working_days: WorkingDays) -> Lines:
    """The open tasks of everybody the actor speaks for."""
    by_number: dict[int, list[Standing]] = defaultdict(list)
    for each in open_standings(session, actor.leads, today, working_days):
        by_number[each.task.number].append(each)
    shared = {number: same for number, same in by_number.items() if len(same) > 1}
    alone = {number: same[0] for number, same in by_number.items() if len(same) == 1}
    aside = {ASIDE + (each.task.id or 0): each for same in shared.values() for each in same}
    known = alone | aside
    items = [item_of(number, each) for number, each in known.items()]
    return Lines(items + [Item(number, "") for number in shared], known, shared)


def item_of(number: int, standing: Standing, last: Decimal | None = None) -> Item:
    """A task as a line; `last` overrules the value claimed last (a correction is measured against the one before)."""
    task, target = standing.task, standing.target
    return Item(
        number=number,
        code=f"NV-{task.id}",
        unit=target.measure if target else None,
        plan=_plan(target),
        last=last if last is not None else standing.value,
        direction=Direction(target.direction) if target else Direction.UP,
        title=task.title,
    )


def _plan(target: Target | None) -> Decimal | None:
    """The plan, or of a range the far end: above it is far above plan."""
    if target is None:
        return None
    return target.plan if target.plan is not None else target.high


def mentioned(text: str, lines: Lines) -> list[int]:
    """The lines whose number or code stands somewhere in the text."""
    numbers = set(numbers_in(text))
    return [
        number
        for number in [*lines.standings, *lines.shared]
        if number in numbers or (number in lines.standings and (lines.standings[number].task.id or 0) in numbers)
    ]


def to_report(session: Session, actor: Actor, task_id: int, today: date, working_days: WorkingDays) -> Standing:
    """Where a task stands that the actor may report on."""
    return standing(session, require_task(session, actor, Action.REPORT, task_id, lock=False), today, working_days)


def numbers_in(text: str) -> list[int]:
    return [int(found) for found in _NUMBERS.findall(fold(text)) if len(found) < 10]
