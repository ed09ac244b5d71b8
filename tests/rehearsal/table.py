"""`docs/rehearsal.md` from a played quarter."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from statistics import mean, median

from tests.rehearsal.cast import DOWN, START, TET
from tests.rehearsal.run import Run

PAGE = Path(__file__).parents[2] / "docs" / "rehearsal.md"
HEAD = """# A rehearsed quarter

The whole bot with its clock, not only its rules: a real SQLite database, the bare text channel inside the process, the same
receiving, ticking, claiming and marking as in the running bot. {leaders} leaders with {tasks} tasks (one of them with {big}),
{standing} standing members, {supporters} of the leaders answering requests for support, a clerk; from {start} to {end} with
the weekends and Tết ({tet}) off, and two days on which the bot was down ({down}). People are made up from a seed
(`tests/rehearsal/answers.py`): they read the words that arrived and type one line. What must hold is read from the mailbox,
from those words, and from `services.court`.

Written by `make rehearsal`; the suite plays three weeks with a few leaders.
"""


def page(done: Run) -> str:
    size = done.cast.size
    days = ", ".join(f"{day:%d/%m}" for day in sorted(DOWN))
    head = HEAD.format(
        leaders=size.leaders,
        tasks=size.tasks,
        big=size.big,
        standing=size.standing,
        supporters=size.supporters,
        start=f"{START:%d/%m/%Y}",
        end=f"{size.end:%d/%m/%Y}",
        down=days,
        tet=", ".join(f"{day:%d/%m}" for day in sorted(TET)),
    )
    parts = [
        head,
        "## What must hold\n\n" + _table(("rule", "counted"), promises(done)),
        "## By week\n\n" + _table(("week", "routine messages", "to leaders", "median per leader", "most"), weeks(done)),
        "## How often a leader is written to\n\n"
        + _table(("messages in a week", "leader-weeks", "share"), often(done)),
        "## What people typed\n\n" + _table(("who", "messages"), typed(done)),
        "## What leaders were answered (the first words)\n\n"
        + _table(("answer", "times"), list(done.answers.most_common(12))),
        "## Where the tasks stand at the end\n\n" + _table(("state", "tasks"), sorted(done.states.items())),
    ]
    return "\n".join(parts)


def promises(done: Run) -> list[tuple[object, ...]]:
    watch = done.watch
    classes = ", ".join(f"{count} {kind.value}" for kind, count in sorted(watch.classes.items()))
    return [
        (
            "at most one routine message a day per person",
            f"{sum(watch.routine.values())} messages, most on a day: {max(watch.routine.values())}",
        ),
        (
            "each class within its hours; none of routine or order on a day off",
            f"{classes}; {len(watch.misplaced)} outside",
        ),
        ("every nag to the holder", f"{watch.nags} nags, {len(watch.strays)} to somebody else"),
        ("no open task untold for ten working days", f"{len(watch.gaps)} broken; longest silence: {watch.longest}"),
        (
            "none due in more than half a year (asked after monthly) for twenty-five",
            f"longest silence: {watch.longest_long}",
        ),
    ]


def weeks(done: Run) -> list[tuple[object, ...]]:
    leaders = [leader.person_id for leader in done.cast.leaders]
    found: list[tuple[object, ...]] = []
    monday = START
    while monday <= done.cast.size.end:
        week = Counter(dict.fromkeys(leaders, 0))
        total = 0
        for (day, person), count in done.watch.routine.items():
            if monday <= day < monday + timedelta(days=7):
                total += count
                if person in week:
                    week[person] += count
        counts = list(week.values())
        found.append((f"{monday:%d/%m}", total, sum(counts), median(counts), max(counts)))
        monday += timedelta(days=7)
    return found


def often(done: Run) -> list[tuple[object, ...]]:
    counts = _per_week(done)
    spread = Counter(counts)
    rows: list[tuple[object, ...]] = [
        (number, spread[number], f"{100 * spread[number] / len(counts):.1f} %") for number in sorted(spread)
    ]
    return [*rows, (f"mean {mean(counts):.2f}, median {median(counts)}", len(counts), "")]


def _per_week(done: Run) -> list[int]:
    weekly = Counter[tuple[int, date]]()
    for (day, person), count in done.watch.routine.items():
        weekly[person, day - timedelta(days=day.weekday())] += count
    mondays = [START + timedelta(days=7 * n) for n in range(((done.cast.size.end - START).days // 7) + 1)]
    return [weekly[leader.person_id or 0, monday] for leader in done.cast.leaders for monday in mondays]


def typed(done: Run) -> list[tuple[object, ...]]:
    busiest = done.cast.leaders[1].user
    most = max((count for (user, _), count in done.per_week.items() if user == busiest), default=0)
    return [*sorted(done.typed.items()), (f"the secretary with {done.cast.size.big} tasks, in the busiest week", most)]


def _table(head: tuple[str, ...], rows: list[tuple[object, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join("| " + " | ".join(str(cell) for cell in line) + " |\n" for line in lines)
