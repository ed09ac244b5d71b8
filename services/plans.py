"""The plans of the bots whose platform sells messages and places by number; set once for the process."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Select, func, or_
from sqlalchemy import select as core_select
from sqlmodel import col

from models import PlanMonth
from rules.plan import TIGHT


@dataclass(frozen=True)
class Plan:
    """`name` is what people know the bot by; `messages` a month and `people` at all, None without limit; `link` opens it."""

    bot: str
    name: str
    messages: int | None = None
    people: int | None = None
    link: str = ""


_plans: dict[str, Plan] = {}


def use_plans(plans: Iterable[Plan]) -> None:
    """Set for the process which bots have a plan, in the order in which they are filled."""
    _plans.clear()
    _plans.update({plan.bot: plan for plan in plans})


def plans() -> Mapping[str, Plan]:
    return _plans


def scarce(*, refused_only: bool = False) -> Select[str]:
    """The bots that should be spared at present: refused lately, or with little of their month left."""
    last = core_select(func.max(PlanMonth.month)).where(col(PlanMonth.bot).in_(list(_plans))).scalar_subquery()
    used_up = or_(col(PlanMonth.refusals) > 0, col(PlanMonth.told) >= TIGHT)
    held_back = col(PlanMonth.refusals) > 0 if refused_only else used_up
    return core_select(col(PlanMonth.bot)).where(col(PlanMonth.month) == last, held_back)
