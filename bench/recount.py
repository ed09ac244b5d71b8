"""What a province's morning came to, counted from the stand-in's log and from the database."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlmodel import Session, select

from bot.db import Database
from models import Report
from tests.process.rig import Rig

REMINDER, ECHO = "đề nghị đồng chí cập nhật", "Đã ghi nhận:"
COPIES = 8  # answers in flight when a process is killed may come twice


@dataclass(frozen=True)
class Recount:
    """What the platform took (`sends`), and how many calls it refused."""

    sends: list[dict[str, Any]]
    refused: int

    @property
    def reminders(self) -> list[float]:
        return sorted(each["mono"] for each in self.sends if REMINDER in each["text"])

    @property
    def heard(self) -> dict[int, float]:
        """When each person's answer came first."""
        return {each["chat"]: each["mono"] for each in reversed(self.sends) if each["text"].startswith(ECHO)}

    @property
    def copies(self) -> int:
        return sum(each["text"].startswith(ECHO) for each in self.sends) - len(self.heard)

    def picture(self, chat: int) -> float | None:
        return next(
            (each["mono"] for each in self.sends if each["chat"] == chat and each["method"] == "sendphoto"), None
        )

    def silence(self, killed: float) -> float:
        """The longest pause in what is said in the minute after; the reminders alone are two a second."""
        moments = [killed, *(each["mono"] for each in self.sends if killed < each["mono"] < killed + 60)]
        return max(later - earlier for earlier, later in pairwise(moments))


def recount(rig: Rig) -> Recount:
    entries = rig.http.get("/control/log").json()["entries"]
    counts = rig.http.get("/control/log?summary=1").json()["counts"]
    refused = counts.get("refused", {"count": 0})["count"]
    return Recount([each for each in entries if each["kind"] == "send"], refused)


def value(number: int) -> int:
    """What the leader with this number reports: somewhere below the plan of 144."""
    return number % 140 + 1


def wrong(database: str, leaders: int, found: Recount, *, killed: bool) -> list[str]:
    """What is missing or there twice: each report is kept once, each answer comes at least once."""
    db = Database(database)
    kept = db.transact(_kept)
    db.close()
    expected = Counter((number + 1, value(number)) for number in range(leaders))
    sentences = {
        "reports lost": (expected - kept).total(),
        "reports too many": (kept - expected).total(),
        "answers missing": leaders - len(found.heard),
        "answers twice": 0 if killed and found.copies <= COPIES else found.copies,
    }
    return [f"{count} {what}" for what, count in sentences.items() if count]


def _kept(session: Session) -> Counter[tuple[int, int]]:
    return Counter((who, int(amount or 0)) for who, amount in session.exec(select(Report.author_id, Report.value)))
