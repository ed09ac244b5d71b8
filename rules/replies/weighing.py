"""The numbers said of one item: they have to agree, and to be plausible, or none of them is written."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from rules.attainment import Direction, share_of
from rules.replies.claims import Claim, Kind
from rules.replies.model import Increase, Item, Share, Value, Why
from rules.replies.settled import Settled
from rules.replies.units import is_rate, oddity

VALUES = (Kind.VALUE, Kind.VALUE_DONE)
_NUMBERS = (*VALUES, Kind.GAIN, Kind.LEFT, Kind.SHARE)
_NEARLY = Decimal("0.1")


def weigh(claims: Sequence[Claim], result: Settled) -> None:
    """Write the value or the increase that the claims come to, or ask."""
    numbers = _without_echo(result.item, [claim for claim in claims if claim.kind in _NUMBERS])
    # What tells most comes first: a value, then an increase, what is left, a share.
    first = min(numbers, key=lambda claim: _NUMBERS.index(claim.kind), default=None)
    if first is None:
        return
    reached = _reached(result.item, first)
    if _spoken_of_twice(claims):
        result.ask(first, Why.CONTRADICTION)
    elif reached is None:
        _ask_first(first, result)
    elif not all(_agrees(result.item, reached, claim) for claim in numbers):
        result.ask(replace(first, end=max(claim.end for claim in numbers)), Why.CONTRADICTION)
    else:
        _write(first, reached, result)


def _without_echo(item: Item, numbers: list[Claim]) -> list[Claim]:
    """ "39% (97,5%)": the second is the share of plan of the first."""
    numbers = _without_gains(item, numbers)
    values = [claim for claim in numbers if claim.kind in VALUES]
    if len(values) < 2 or not is_rate(item) or item.plan is None:
        return numbers
    share = share_of(values[0].amount, item.plan, item.direction)
    echoes = [claim for claim in values[1:] if share is not None and _near(share.rounded(1), claim.amount)]
    return [claim for claim in numbers if claim not in echoes]


def _without_gains(item: Item, numbers: list[Claim]) -> list[Claim]:
    """ "vận động được 5 hộ, nâng tổng số lên 125" with 120 reported last: the first is what was added."""
    values = [claim.amount for claim in numbers if claim.kind in VALUES]
    last = item.last
    if last is None:
        return numbers
    return [claim for claim in numbers if claim.kind not in VALUES or last + claim.amount not in values]


def _near(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= _NEARLY


def _spoken_of_twice(claims: Sequence[Claim]) -> bool:
    """`1-130, 1 140`: named twice, and once not clearly – which of the two is meant?"""
    named = [claim for claim in claims if claim.said_from is not None]
    return len(named) > 1 and any(claim.kind is Kind.UNSURE for claim in named)


def _reached(item: Item, claim: Claim) -> Decimal | None:
    """The value that a claim leads to; None where that is for the person to say."""
    if claim.kind in VALUES:
        return claim.amount
    return (item.last or Decimal(0)) + claim.amount if claim.kind is Kind.GAIN else None


def _ask_first(claim: Claim, result: Settled) -> None:
    """Per cent of plan, or what is left: confirmed before it counts (rule 3)."""
    plan = result.item.plan
    if claim.kind is Kind.SHARE:
        result.ask(claim, Why.SHARE, Share(claim.amount))
    else:
        known = plan is not None and claim.amount <= plan
        result.ask(
            claim, Why.REMAINING, Value(plan - claim.amount, result.item.unit) if known and plan is not None else None
        )


def _agrees(item: Item, reached: Decimal, claim: Claim) -> bool:
    if claim.kind is Kind.SHARE:
        share = share_of(reached, item.plan, item.direction) if item.plan is not None else None
        return share is not None and _near(share.rounded(1), claim.amount)
    if claim.kind is Kind.LEFT:
        return item.plan is None or item.plan - claim.amount == reached
    return _reached(item, claim) == reached


def _write(claim: Claim, reached: Decimal, result: Settled) -> None:
    item = result.item
    gained = claim.kind is Kind.GAIN
    action = Increase(claim.amount, item.unit) if gained else Value(reached, item.unit)
    why = Why.WORSE if gained and item.direction == Direction.DOWN else oddity(item, reached)
    if why is None:
        result.actions.append(action)
    else:
        result.ask(claim, why, action)
