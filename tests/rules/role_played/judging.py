"""What role-players meant with their answers, against what the reader made of them.

They saw only the Vietnamese bundle; each wrote beside an answer what it means: `done`, `value` and `increase` with an amount,
`extend` with a date, `stuck`, or what writes nothing (`nothing_new`, `acknowledged`, `question`, `other`)."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from rules.replies import (
    Action,
    Done,
    Extend,
    Increase,
    Item,
    NoChange,
    Note,
    Reading,
    Share,
    Stuck,
    Value,
    Why,
    parse_reply,
)
from rules.workdays import WorkingDays

TODAY = dt.date(2026, 11, 26)
_KINDS = {Done: "done", Value: "value", Increase: "increase", Stuck: "stuck", Extend: "extend", NoChange: "nothing_new"}
_SILENT = {"nothing_new", "acknowledged", "other", "question"}
# What says the same of one task: a value is an increase since the last one, and the plan reached is done.
_ALIKE = {"done": {"value"}, "value": {"increase", "done"}, "increase": {"value"}}
Meant = dict[str, Any]


def _item(number: int, title: str, unit: str | None = None, plan: str | None = None, last: str | None = None) -> Item:
    amounts = [Decimal(each) if each else None for each in (plan, last)]
    return Item(number, f"NV-{number + 100}", unit, *amounts, title=title)


BUNDLES: dict[str, tuple[Item, ...]] = {
    "A": (
        _item(1, "Bàn giao mặt bằng", "hộ", "144", "120"),
        _item(2, "Thu gom rác nông thôn", "%", "40", "37.5"),
        _item(7, "Mô hình ủ rác hữu cơ"),
    ),
    "B": (
        _item(3, "Bê tông hóa đường liên thôn", "km", "6.5", "4.2"),
        _item(4, "Kết nạp đảng viên mới", "đảng viên", "15", "11"),
        _item(5, "Trồng rừng", "ha", "350", "215"),
        _item(9, "Giải quyết đơn thư tồn đọng"),
        _item(12, "Thu ngân sách", "triệu đồng", "2400", "1850"),
    ),
    "C": (_item(6, "Xây nhà văn hóa thôn", "nhà", "10", "8"),),
}


def played(path: Path) -> list[Meant]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def judged(rows: list[Meant]) -> tuple[Counter[str], list[str]]:
    """How many tasks were understood, asked about with exactly the proposal that was meant ("proposed"), understood in part,
    asked about otherwise; and every answer of which something wrong was written, in words."""
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for row in rows:
        items = {item.number: item for item in BUNDLES[row["bundle"]]}
        reading = parse_reply(row["text"], list(items.values()), TODAY, WorkingDays())
        for number, verdict in _verdicts(row, reading, items):
            counts[verdict] += 1
            if verdict == "wrong":
                wrong.append(f"{number}: {row['text']} -> {reading.actions}")
    return counts, wrong


def _verdicts(row: Meant, reading: Reading, items: dict[int, Item]) -> Iterator[tuple[int, str]]:
    named = {meant["item"] for meant in row["means"] if meant.get("item") is not None}
    for number in sorted(named | {number for number, _ in reading.actions}):
        of_all = [meant for meant in row["means"] if meant.get("item") is None]
        means = [meant for meant in row["means"] if meant.get("item") == number] or of_all
        actions = [action for of, action in reading.actions if of == number]
        # Words kept as a note are written at once (handlers/understanding.py), whatever they are asked as.
        actions += [u.proposal for u in reading.unclear if u.item == number and isinstance(u.proposal, Note)]
        verdict = _verdict(items[number], means, actions, bool(reading.unclear))
        if verdict in ("asked", "in part") and _is_proposed(items[number], means, actions, reading):
            verdict = "proposed"
        yield number, verdict


def _is_proposed(item: Item, means: list[Meant], actions: list[Action], reading: Reading) -> bool:
    """Whether what was not written is asked about as it was meant, and nothing else is; of more time without a day the day is
    asked for."""
    asked = [unclear for unclear in reading.unclear if unclear.item == item.number]
    proposals = [_in_amounts(item, unclear.proposal) for unclear in asked if unclear.proposal is not None]
    meant = {each["act"] for each in means} - _SILENT
    said = {_KINDS[type(each)] for each in [*actions, *proposals] if type(each) in _KINDS}
    said |= _reasons([*actions, *proposals])
    dayless = any(unclear.why is Why.DEADLINE and unclear.proposal is None for unclear in asked)
    if dayless and any(each["act"] == "extend" and not each.get("date") for each in means):
        said |= {"extend"}
    heard = all(kind in said or said & _ALIKE.get(kind, set()) for kind in meant) if meant else bool(said)
    return heard and all(_right(item, means, each) for each in proposals)


def _in_amounts(item: Item, proposal: Action) -> Action:
    """A share of plan as the value it is."""
    if isinstance(proposal, Share) and item.plan is not None:
        return Value(proposal.percent * item.plan / 100, item.unit)
    return proposal


def _verdict(item: Item, means: list[Meant], actions: list[Action], asked: bool) -> str:
    kinds = {meant["act"] for meant in means}
    said = {_KINDS.get(type(action), "other") for action in actions} | _reasons(actions)
    if not all(_right(item, means, action) for action in actions):
        return "wrong"
    if not means:
        return "beside"
    meant = kinds - _SILENT
    if "nothing_new" in said and all(_reached(item, each) == item.last for each in means if each["act"] == "value"):
        meant -= {"value"}  # the value reported last, said again
    if not meant:
        return "understood" if said or (kinds <= {"question"} and asked) else "asked"
    if all(kind in said or said & _ALIKE.get(kind, set()) for kind in meant):
        return "understood"
    return "in part" if meant & said else "asked"


def _reasons(actions: list[Action]) -> set[str]:
    """Why more time is wanted is kept with the request, and is no request of its own (domain/replies.md)."""
    return {"stuck"} if any(isinstance(action, Extend) and action.reason for action in actions) else set()


def _right(item: Item, means: list[Meant], action: Action) -> bool:
    """Nothing is written that was not meant of this very task."""
    kinds = {meant["act"] for meant in means}
    if isinstance(action, (Value, Increase)):
        before = Decimal(0) if isinstance(action, Value) else item.last or Decimal(0)
        # The value reported last, said again, is nothing new.
        still = before + action.amount == item.last and "nothing_new" in kinds
        return still or any(_reached(item, meant) == before + action.amount for meant in means)
    if isinstance(action, Done):
        reached = [value for meant in means if (value := _reached(item, meant)) is not None]
        return "done" in kinds or any(item.plan is not None and value >= item.plan for value in reached)
    if isinstance(action, Extend):
        dates = [meant.get("date") or str(action.deadline) for meant in means if meant["act"] == "extend"]
        return str(action.deadline) in dates
    return not isinstance(action, Stuck) or bool(kinds & {"stuck", "question", "other", "extend"})


def _reached(item: Item, meant: Meant) -> Decimal | None:
    """The value that was meant to be reached."""
    if meant["act"] == "done":
        return item.plan
    if meant["act"] not in ("value", "increase") or "amount" not in meant:
        return None
    return Decimal(meant["amount"]) + ((item.last or 0) if meant["act"] == "increase" else 0)
