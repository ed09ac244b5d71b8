"""All that was said of one item, weighed together: what is written, and what is asked first."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rules.attainment import Direction
from rules.folding import fold
from rules.replies.claims import Claim, Kind
from rules.replies.context import Context
from rules.replies.later import is_put_off_at_once, later_day
from rules.replies.model import (
    Acknowledged,
    Action,
    Done,
    Extend,
    Increase,
    Item,
    NoChange,
    Note,
    Stuck,
    Unclear,
    Value,
    Why,
)
from rules.replies.obstacles import is_obstacle
from rules.replies.settled import Settled
from rules.replies.weighing import VALUES, weigh

_OVER = re.compile(r"\bda\b|\broi\b")
_DENIED = re.compile(r"\b(?:chua|khong|ko|k|chang|dang|con|cho|gan|sap|chi|nhung)\b")
_MORE = (*VALUES, Kind.GAIN, Kind.STUCK, Kind.EXTEND)


def settle(item: Item, said: Sequence[Claim], ctx: Context) -> Settled:
    """The actions for one item and what has to be confirmed first. At most one number is ever written."""
    claims = [_put_off(_obstructed(claim, ctx), ctx) for claim in _joined(said, ctx)]
    result = Settled(item, ctx)
    for claim in claims:
        if claim.kind is Kind.UNSURE:
            result.ask(claim, claim.why, _proposal(claim, result))
    weigh(claims, result)
    gained = next((action for action in result.actions if isinstance(action, Increase)), None)
    result.unclear = [each for each in result.unclear if not _already_told(item, each, result.value, gained)]
    if any(claim.kind is Kind.DONE for claim in claims):
        # "Biên bản ký xong. Nhiệm vụ 1 hoàn thành": whether it is the task was said.
        result.unclear = [unclear for unclear in result.unclear if unclear.why is not Why.PARTLY]
    _overtaken(claims, result)
    _state(claims, result)
    result.actions.extend(action for claim in claims if (action := in_words(claim, ctx)))
    if not result.actions and not result.unclear and any(claim.kind is Kind.ACK for claim in claims):
        result.actions.append(Acknowledged())
    return result


def _obstructed(claim: Claim, ctx: Context) -> Claim:
    """A remark, or "chưa …", that tells of an obstacle is one."""
    told = claim.kind is Kind.NOTE or (claim.kind is Kind.SAME and claim.note)
    if not told or claim.shared or not is_obstacle(ctx.said(claim.start, claim.end)):
        return claim
    return replace(claim, kind=Kind.STUCK, text_start=claim.text_start or claim.start, note=False)


def _put_off(claim: Claim, ctx: Context) -> Claim:
    """ "xin thêm ít ngày vì …" asks for time, though "xin" and "đề nghị" ask for help elsewhere."""
    said = ctx.said(claim.start if claim.text_start is None else claim.text_start, claim.end)
    if claim.kind is not Kind.STUCK or not is_put_off_at_once(said):
        return claim
    day = later_day(said, ctx)
    return replace(claim, kind=Kind.UNSURE, why=Why.DEADLINE, proposal=None if day is None else Extend(day, ""))


def in_words(claim: Claim, ctx: Context) -> Action | None:
    """The action of a claim that is words: an obstacle, more time, a remark."""
    if claim.kind is Kind.STUCK:
        return Stuck(ctx.said(claim.start if claim.text_start is None else claim.text_start, claim.end))
    if claim.kind is Kind.EXTEND and claim.deadline is not None:
        return Extend(claim.deadline, claim.reason)
    return Note(ctx.said(claim.start, claim.end)) if claim.kind is Kind.NOTE else None


def _overtaken(claims: Sequence[Claim], result: Settled) -> None:
    """With the value written, what is to come, or was said without a figure, is a remark and no question."""
    still = any(claim.kind is Kind.SAME and claim.closed and not claim.note for claim in claims)
    if any(claim.kind is Kind.SAME for claim in claims):
        # "đã tập huấn xong, mô hình thì chưa": rule 9.
        result.unclear = [each for each in result.unclear if each.why is not Why.PARTLY]
    if result.value is None and still:
        result.unclear = [each for each in result.unclear if each.why is not Why.FORECAST]
    if result.value is None:
        return
    kept: list[Unclear] = []
    for unclear in result.unclear:
        silent = unclear.why is Why.NOT_UNDERSTOOD and not any(map(str.isdigit, unclear.text))
        small = isinstance(unclear.proposal, Value) and unclear.why in (Why.NOT_UNDERSTOOD, Why.UNIT, Why.WORSE)
        part = unclear.why is Why.PARTLY and result.item.plan is not None and result.value.amount != result.item.plan
        proposed = unclear.proposal
        part = part or (isinstance(proposed, Value) and proposed.amount == result.item.plan != result.value.amount)
        if unclear.why is Why.FORECAST or silent or part or (small and _is_small(unclear.proposal, result.item)):
            result.actions.append(Note(unclear.text))
        else:
            kept.append(unclear)
    result.unclear = kept


def _is_small(proposal: Action | None, item: Item) -> bool:
    """ "tổ chức kết nạp 03 quần chúng, đưa tổng số lên 14": a part of what was reached."""
    return isinstance(proposal, Value) and item.last is not None and proposal.amount < item.last / 2


def _proposal(claim: Claim, result: Settled) -> Action | None:
    """What to confirm; a number that can't be one yet is kept as words."""
    if claim.why is Why.FORECAST:
        return NoChange(result.words(claim))
    return Note(result.words(claim)) if claim.why is Why.NO_TARGET else claim.proposal


def _already_told(item: Item, unclear: Unclear, written: Value | None, gained: Increase | None) -> bool:
    """ "đã vận động thêm 5 hộ, nâng tổng số lên 125": what is doubtful about the 5 is settled by the 125."""
    proposal = unclear.proposal
    if gained is not None and isinstance(proposal, Value):
        return proposal.amount == (item.last or 0) + gained.amount
    if written is None or not isinstance(proposal, (Value, Increase)):
        return False
    before = item.last if isinstance(proposal, Increase) else 0
    return before is not None and before + proposal.amount == written.amount


def _joined(said: Sequence[Claim], ctx: Context) -> list[Claim]:
    """Free text that goes on after a comma becomes one with what it goes on from."""
    claims: list[Claim] = []
    for claim in said:
        last = claims[-1] if claims else None
        apart = last is None or bool(ctx.said(last.end, claim.start))
        merged = None if last is None or apart else _merged(last, claim, ctx)
        claims[-1:] = [merged] if merged else [*claims[-1:], claim]
    return claims


def _merged(last: Claim, claim: Claim, ctx: Context) -> Claim | None:
    """Two neighbouring claims as one, where the second only goes on."""
    both = (last.kind, claim.kind)
    if last.kind is Kind.STUCK and claim.kind in (Kind.STUCK, Kind.NOTE):
        return replace(
            last, end=claim.end, text_start=claim.text_start if last.text_start == last.end else last.text_start
        )
    if both == (Kind.NOTE, Kind.NOTE):
        return replace(last, end=claim.end)
    if both == (Kind.EXTEND, Kind.NOTE):
        start = last.text_start or claim.text_start or claim.start
        return replace(last, end=claim.end, text_start=start, reason=ctx.said(start, claim.end))
    told = last.kind is Kind.NOTE or (last.kind is Kind.SAME and last.note)
    if told and claim.kind is Kind.EXTEND and not claim.reason:
        reason = ctx.said(last.text_start or last.start, last.end)
        return replace(claim, start=last.start, said_from=last.said_from, reason=reason)
    if both == (Kind.SAME, Kind.NOTE) or (both == (Kind.SAME, Kind.SAME) and (last.note or claim.note)):
        return replace(last, end=claim.end, note=True)
    # "xong, chưa nghiệm thu" is never done (rule 9); "xong, chưa xong" is nothing.
    if both == (Kind.DONE, Kind.SAME) and claim.note and _is_over_then(last, claim, ctx):
        return replace(last, kind=Kind.UNSURE, end=claim.end, why=Why.PARTLY, proposal=Done(), closed=False)
    if both == (Kind.DONE, Kind.SAME) and claim.note:
        return replace(last, kind=Kind.SAME, end=claim.end, note=True)
    return None


def _is_over_then(last: Claim, claim: Claim, ctx: Context) -> bool:
    """ "Xong cả rồi, tuần sau mời tỉnh lên dự": what is to come may be something else, so that is asked."""
    over = _OVER.search(fold(ctx.said(last.start, last.end)))
    behind = fold(ctx.said(claim.start, claim.end)).replace("ba con", "")
    return over is not None and _DENIED.search(behind) is None


def _state(claims: Sequence[Claim], result: Settled) -> None:
    done = next((claim for claim in claims if claim.kind in (Kind.DONE, Kind.VALUE_DONE)), None)
    same = [claim for claim in claims if claim.kind is Kind.SAME]
    notes = [result.words(claim) for claim in same if claim.note]
    if same and result.value is not None and result.value.amount == result.item.last and done is None:
        # "215 ha (không tăng)", with 215 reported last.
        result.actions = [action for action in result.actions if action is not result.value]
        result.actions.append(NoChange(notes[0] if notes else None))
    elif done is not None and (same or _stands_against(claims, result)):
        result.ask(done, Why.CONTRADICTION, Done())
    elif done is not None:
        result.actions.append(Done())
    elif same and not result.unclear and not any(claim.kind in _MORE for claim in claims):
        result.actions.append(NoChange(notes[0] if notes else None))
    else:
        result.actions.extend(map(Note, notes))


def _stands_against(claims: Sequence[Claim], result: Settled) -> bool:
    """Whether anything else that was said goes against being done: an obstacle, more time, a value short of the plan."""
    if result.unclear or any(claim.kind in (Kind.STUCK, Kind.EXTEND) for claim in claims):
        return True
    plan, value = result.item.plan, result.value
    if plan is None or value is None:
        return plan is not None and any(isinstance(action, Increase) for action in result.actions)
    return value.amount > plan if result.item.direction == Direction.DOWN else value.amount < plan
