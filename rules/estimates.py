"""Figures that are no results yet: "ước 39%", "dự báo cả năm 41%" (S0-09, S1-15). They are kept as what they are, so that no
estimate is ever published as a fact.

The reader of answers hands such a piece back; here it is read once more without the word that says so."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rules.attainment import Certainty
from rules.folding import aligned, fold
from rules.replies import Action, Item, Note, Reading, Unclear, Value, Why, parse_reply
from rules.workdays import WorkingDays

_WHEN = r"(?:(?:den |toi )?(?:cuoi|ca|het) (?:nam|quy|thang)|nam nay|(?:ca )?nam \d{4})"
_WORDS = (
    (Certainty.FORECAST, re.compile(rf"\b(?:du bao|du kien|du tinh)(?:\s+(?:{_WHEN}|se|dat|la|duoc))*\b")),
    (Certainty.ESTIMATE, re.compile(rf"\buoc(?:\s+(?:{_WHEN}|tinh|thuc hien|khoang|dat|la|duoc))*\b")),
)
_ALONE = re.compile(r"[( ]*(?:(?:day )?(?:la )?(?:so|muc|ket qua) )?(uoc(?: tinh| thuc hien)?|du bao|du kien)[ ).]*")
_READ_AGAIN = (Why.ESTIMATE, Why.FORECAST, Why.NOT_UNDERSTOOD)
_MEASURED = (Why.WORSE, Why.FAR_ABOVE, Why.UNIT)  # what may be wrong with a figure, estimate or not


def read_answer(
    text: str, items: Sequence[Item], today: date, working_days: WorkingDays, others: Sequence[Item] = ()
) -> Reading:
    """What `parse_reply` reads, with the certainty of each value: an estimate counts at once, a forecast is confirmed first,
    and what was only said about ("khoảng 130") is proposed as an estimate."""
    reading = parse_reply(text, items, today, working_days, others)
    shown = {item.number: item for item in items}
    found = Reading(_noted(reading.actions))
    for unclear in reading.unclear:
        item = shown.get(unclear.item or 0)
        known = item is not None and unclear.why in _READ_AGAIN
        again = _again(unclear, item, today, working_days) if known and item else unclear
        if isinstance(again, Unclear):
            found.unclear.append(again)
        else:
            found.actions.append((unclear.item or 0, again))
    return found


def _again(unclear: Unclear, item: Item, today: date, working_days: WorkingDays) -> Unclear | Value:
    certainty, rest = _stated(unclear.text)
    if certainty is None:
        return _about(unclear)
    plain = parse_reply(rest, [item], today, working_days)
    values = [action for _, action in plain.actions if isinstance(action, Value)]
    doubted = [each for each in plain.unclear if isinstance(each.proposal, Value) and each.why in _MEASURED]
    if len(values) == 1 and len(plain.actions) == 1 and not plain.unclear:
        value = replace(values[0], certainty=certainty)
        return value if certainty is Certainty.ESTIMATE else replace(unclear, why=Why.FORECAST, proposal=value)
    if len(doubted) == 1 and not plain.actions and len(plain.unclear) == 1:
        why = doubted[0].why if certainty is Certainty.ESTIMATE else Why.FORECAST
        return replace(unclear, why=why, proposal=_flagged(doubted[0].proposal, certainty))
    return replace(unclear, proposal=_flagged(unclear.proposal, certainty))


def _about(unclear: Unclear) -> Unclear:
    """ "khoảng 130 hộ": confirmed or not, no more than an estimate."""
    return (
        replace(unclear, proposal=_flagged(unclear.proposal, Certainty.ESTIMATE))
        if unclear.why is Why.ESTIMATE
        else unclear
    )


def _flagged(action: Action | None, certainty: Certainty) -> Action | None:
    return replace(action, certainty=certainty) if isinstance(action, Value) else action


def _stated(text: str) -> tuple[Certainty | None, str]:
    """The certainty that a piece states, and the piece without the words for it."""
    folded, places = aligned(text)
    for certainty, words in _WORDS:
        found = words.search(folded)
        if found:
            return certainty, f"{text[: places[found.start()]]}{text[places[found.end()] :]}"
    return None, text


def _noted(actions: list[tuple[int, Action]]) -> list[tuple[int, Action]]:
    """ "2 39% (ước)": the word behind a value belongs to it, and is no note of its own."""
    said = {number: _certainty_of(action.text) for number, action in actions if isinstance(action, Note)}
    flags = {number: certainty for number, certainty in said.items() if certainty is not None}
    return [
        (number, _flagged(action, flags[number]) or action if number in flags else action)
        for number, action in actions
        if not (isinstance(action, Note) and _certainty_of(action.text) is not None and _has_value(actions, number))
    ]


def _certainty_of(note: str) -> Certainty | None:
    found = _ALONE.fullmatch(fold(note))
    if found is None:
        return None
    return Certainty.ESTIMATE if found[1].startswith("uoc") else Certainty.FORECAST


def _has_value(actions: list[tuple[int, Action]], number: int) -> bool:
    return any(of == number and isinstance(action, Value) for of, action in actions)
