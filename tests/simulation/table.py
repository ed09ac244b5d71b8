"""`docs/simulation.md` from a run: what was promised, what was counted."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from statistics import mean, median

from rules.reasons import Why
from rules.states import Party
from tests.simulation.run import Run, Sent, run
from tests.simulation.world import BIG, DOWN, END, LEADERS, START, TASKS

PAGE = Path(__file__).parents[2] / "docs" / "simulation.md"
HEAD = """# A simulated quarter

{leaders} leaders with {tasks} tasks (one of them with {big}), from {start} to {end}, with Vietnam's real days off (New Year, Tết)
and two days on which the bot was down ({down}). The clock's mornings are decided by the same pure functions as in the product
(`rules/court.py`, `rules/cadence.py`, `rules/escalation.py`, `rules/morning.py`); only the people are made up, from a fixed
seed: leaders who always answer, often, or never; obstacles, claims without a product, requests for time, objections, a post that
stands vacant for four weeks, a leader who sits on the board, a person with two posts, standing members who lead units themselves.

Written by `python -m tests.simulation` (`make docs`); a test compares it with a fresh run.
"""


def simulation_page() -> str:
    """The page of a fresh run."""
    return page(run())


def page(done: Run) -> str:
    """The whole page."""
    parts = [
        HEAD.format(
            leaders=LEADERS,
            tasks=TASKS,
            big=BIG,
            start=f"{START:%d/%m/%Y}",
            end=f"{END:%d/%m/%Y}",
            down=", ".join(f"{day:%d/%m}" for day in sorted(DOWN)),
        ),
        "## What must hold\n\n" + _table(("rule", "counted"), promises(done)),
        "## Routine messages by week\n\n"
        + _table(
            ("week", "working days", "messages", "to leaders", "median per leader", "most", "digests"), weeks(done)
        ),
        "## How often a leader is written to\n\n"
        + _table(("messages in a week", "leader-weeks", "share"), often(done)),
        "## Why something was said\n\n" + _table(("reason", "told to", "lines"), reasons(done)),
    ]
    return "\n".join(parts)


def promises(done: Run) -> list[tuple[object, ...]]:
    """The four rules, and how often each was broken."""
    per_day = Counter((sent.day, sent.person) for sent in done.sent)
    off = [sent for sent in done.sent if not done.world.working_days.is_working(sent.day)]
    nags = sum(mention.nag for sent in done.sent for mention in sent.morning.named)
    return [
        (
            "at most one routine message a day per person",
            f"{len(done.sent)} messages, most on a day: {max(per_day.values())}",
        ),
        ("none on a day off", f"{len(off)} on days off"),
        ("every nag to the holder", f"{nags} nags, {len(done.strays)} to somebody else"),
        (
            "no open task that nobody was told about for ten working days",
            f"{len(done.gaps)} broken; longest silence: {done.longest} working days",
        ),
        (
            "none due in more than half a year (asked after monthly) for twenty-five",
            f"longest silence: {done.longest_long} working days",
        ),
    ]


def weeks(done: Run) -> list[tuple[object, ...]]:
    """Counts of each week of the quarter."""
    return [_week(done, START + timedelta(days=offset)) for offset in range(0, (END - START).days + 1, 7)]


def _week(done: Run, monday: date) -> tuple[object, ...]:
    days = [monday + timedelta(days=offset) for offset in range(7) if monday + timedelta(days=offset) <= END]
    sent = [each for each in done.sent if each.day in days]
    counts = _per_leader(sent)
    working = sum(done.world.working_days.is_working(day) for day in days)
    return (
        f"{monday:%d/%m}",
        working,
        len(sent),
        sum(counts),
        median(counts),
        max(counts),
        sum(each.digest for each in sent),
    )


def _per_leader(sent: list[Sent]) -> list[int]:
    """How many messages each leader got."""
    found = Counter(each.person for each in sent)
    return [found[person] for person in range(1, LEADERS + 1)]


def often(done: Run) -> list[tuple[object, ...]]:
    """Leader-weeks by the number of messages."""
    weekly = Counter((sent.person, sent.day.isocalendar()[1]) for sent in done.sent)
    numbers = sorted({sent.day.isocalendar()[1] for sent in done.sent})
    counts = [weekly[person, week] for person in range(1, LEADERS + 1) for week in numbers]
    spread = Counter(counts)
    rows: list[tuple[object, ...]] = [
        (number, spread[number], f"{100 * spread[number] / len(counts):.1f} %") for number in sorted(spread)
    ]
    return [*rows, (f"mean {mean(counts):.2f}, median {median(counts)}", len(counts), "")]


def reasons(done: Run) -> list[tuple[object, ...]]:
    """Lines by reason; the leaders' answers last."""
    named = [mention for sent in done.sent for mention in sent.morning.named]
    counted = Counter((mention.why, mention.seat.party) for mention in named)
    order = {why: place for place, why in enumerate(Why)}
    parties = list(Party)
    rows: list[tuple[object, ...]] = [
        (why.value.replace("_", " "), party.value, counted[why, party])
        for why, party in sorted(counted, key=lambda pair: (order[pair[0]], parties.index(pair[1])))
    ]
    return [*rows, ("(answered by the leader)", "", done.answered)]


def _table(head: tuple[str, ...], rows: list[tuple[object, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join("| " + " | ".join(str(cell) for cell in line) + " |\n" for line in lines)
