"""From facts to a proposal: the level by points, down where a condition is not met, never above the unit (S0-20)."""

from collections.abc import Iterator
from fractions import Fraction

from rules.attainment import Share
from rules.errors import UserError
from rules.rating.model import Facts, LevelRule, Proposal, Rating, Reason, RuleSet
from rules.rating.points import points_of


def propose(facts: Facts, rules: RuleSet, unit: Rating | None = None) -> Proposal:
    """The level these facts come to; for a leader with the rating of the unit. Raises `UserError` without products."""
    if not facts.products:
        raise UserError("There is no product to judge in this period.")
    points = points_of(facts, rules)
    if not 0 <= points <= 100:
        raise UserError("Points are from 0 to 100.")
    reasons: list[Reason] = []
    for level in rules.levels:
        if points < level.at_least:
            continue
        missing = list(_missing(level, facts))
        if not missing:
            found = Proposal(points, level.rating, tuple(reasons))
            return found if unit is None else cap(found, unit)
        reasons += missing
    raise ValueError("the last level of a rule set asks for nothing")


def cap(proposal: Proposal, unit: Rating) -> Proposal:
    """A leader is never rated above the unit (S0-20)."""
    if not proposal.rating.better_than(unit):
        return proposal
    why = Reason(
        "Proposed {rating}: the leader is not rated above the unit, which is rated {rating} (by points and conditions {own}).",
        {"rating": unit, "own": proposal.rating},
    )
    return Proposal(proposal.points, unit, (*proposal.reasons, why))


def _missing(level: LevelRule, facts: Facts) -> Iterator[Reason]:
    """A sentence for each condition of the level that is not met."""
    if level.done is not None and facts.part("done") < level.done:
        yield _least(
            "Not {rating}: {share}% of the tasks are done, {least}% are asked.", level, facts, "done", level.done
        )
    if level.on_time is not None and facts.part("on_time") < level.on_time:
        yield _least(
            "Not {rating}: {share}% of the tasks are on time and of quality, {least}% are asked.",
            level,
            facts,
            "on_time",
            level.on_time,
        )
    if level.exceeded is not None and facts.part("exceeded") < level.exceeded:
        yield _least(
            "Not {rating}: {share}% of the tasks are exceeded, at least {least}% are asked.",
            level,
            facts,
            "exceeded",
            level.exceeded,
        )
    if level.late is not None and facts.part("late") > level.late:
        yield _least(
            "Not {rating}: {share}% of the tasks are late, at most {least}% may be.", level, facts, "late", level.late
        )
    if level.no_discipline and facts.disciplined:
        yield Reason("Not {rating}: {count} members or units were disciplined.", _with(level, count=facts.disciplined))


def _least(sentence: str, level: LevelRule, facts: Facts, what: str, least: Fraction) -> Reason:
    share, asked = Share(facts.part(what)), Share(least)
    return Reason(sentence, _with(level, share=share.percent, least=asked.percent))


def _with(level: LevelRule, **args: object) -> dict[str, object]:
    return {"rating": level.rating, **args}
