"""How a leader of the rehearsal reads a morning's message and answers it, all in one line of typed words."""

import random
import re
from dataclasses import dataclass
from datetime import date, timedelta

LINE = re.compile(r"^(?P<label>NV-\d+|CD-\d+|\d+)\. \S+ (?P<reason>[^:]+): (?P<what>.*)$")
FIGURE = re.compile(r"\(kế hoạch [\d.,]+(?P<unit>%)|\([\d.,]+/[\d.,]+ (?P<per>\w+)\)")
ANSWERED = re.compile(r"HT-(\d+) đã được trả lời")


@dataclass(frozen=True)
class Asked:
    """A line of the form: what answers it, why it was asked, and the rest."""

    label: str
    reason: str
    what: str


def asked_in(text: str) -> list[Asked]:
    """The leader's own lines: they stand before the words that say how to answer."""
    found = []
    for line in text.partition("Đề nghị trả lời trong một tin nhắn")[0].splitlines():
        match = LINE.match(line)
        if match:
            found.append(Asked(match["label"], match["reason"], match["what"]))
    return found


def reply_to(text: str, day: date, dice: random.Random) -> str:
    """One message that answers all of it, or most, or says that there is nothing new."""
    lines = asked_in(text)
    chance = dice.random()
    if chance < 0.15 and not any(line.label.startswith("CD") for line in lines):
        return "0"
    if chance < 0.2:
        return dice.choice(["đã nhận", "rõ", "nhất trí"])
    kept = [line for line in lines if dice.random() < 0.9] or lines
    return ", ".join(_piece(line, day, dice) for line in kept)


def _piece(line: Asked, day: date, dice: random.Random) -> str:
    if line.label.startswith("CD"):
        return f"{line.label} đã làm việc với các hộ"
    answered = ANSWERED.search(line.reason)
    if answered:
        return f"HT-{answered[1]} {'đã tháo gỡ' if dice.random() < 0.75 else 'chưa'}"
    chance = dice.random()
    if chance < (0.3 if "Quá hạn" in line.reason or "Còn" in line.reason else 0.06):
        return f"{line.label} xong"
    if chance < 0.36:
        return f"{line.label} đang làm"
    if chance < 0.44:
        return f"{line.label} vướng kinh phí"
    if chance < 0.48 and ("Quá hạn" in line.reason or "Còn" in line.reason):
        return f"{line.label} xin gia hạn đến {day + timedelta(days=40):%d/%m} vì mưa lũ"
    if chance < 0.52:
        return f"{line.label} đang làm, {day + timedelta(days=6):%d/%m} xong"
    return f"{line.label} {_figure(line, dice)}"


def _figure(line: Asked, dice: random.Random) -> str:
    found = FIGURE.search(line.what)
    if found is None:
        return "đã họp dân, đang triển khai"
    unit = found["unit"] or found["per"]
    return f"thêm {dice.randint(1, 5)} {unit}" if unit != "%" else f"đạt {dice.randint(20, 39)}%"
