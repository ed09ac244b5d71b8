"""Every figure of the digest equals an independent recount: plain SQL with the dates of one week written out by hand.

Week 48 of 2026 ends on Sunday 29 November; no day of November is off. So late is what was due before Friday 27, newly late what
was due from Friday 20 on, ripe for a reminder what was due before Thursday 19, and quiet a word from before Monday 16; of a task
due after 31 May 2027 a word from before 19 October, thirty working days ago. Slow is what is quiet, or whose plan has a
step before the 27th that is not reached.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, bindparam, text
from sqlmodel import Session
from sqlmodel.sql.sqltypes import UTCDateTime

from bot.db import Database
from bot.migrate import upgrade
from models import Task
from rules.localtime import at, today
from services.figures import count
from services.published import Figures, Listed, as_json, of_json
from tests.court.scheme import UNTIL, populate
from tests.postgres import new_database

OVER = "('closed', 'withdrawn', 'carried_over')"
CLAIM = "('claimed', 'product_missing')"
# As of Sunday 24:00: what ended later was still claimed, or in progress; what was claimed later was in progress.
ENDED_LATER = f"t.state IN {OVER} AND t.state_at >= :until AND t.claimed_at < :until"
CLAIMED_THEN = f"(t.state IN {CLAIM} AND t.state_at < :until OR {ENDED_LATER})"
RUNNING = f"""(t.state IN ('assigned', 'objected', 'in_progress')
    OR t.state IN {CLAIM} AND t.state_at >= :until
    OR t.state IN {OVER} AND t.state_at >= :until AND (t.claimed_at IS NULL OR t.claimed_at >= :until))"""
CLOSED = "(t.state = 'closed' AND t.state_at < :until AND t.closed_at >= :year)"
WORD = "COALESCE(t.news_at, t.assigned_at)"
QUIET = f"({WORD} < :quiet_long OR {WORD} < :quiet AND (t.due_on IS NULL OR t.due_on <= :far))"
SLOW = f"({QUIET} OR t.milestone_on IS NOT NULL AND t.milestone_on < :late)"
GIVEN = "t.assigned_at < :until"
MOMENTS = {
    "until": UNTIL,
    "year": at(date(2026, 1, 1), 0),
    "quiet": at(date(2026, 11, 16), 0),
    "quiet_long": at(date(2026, 10, 19), 0),
    "monday": at(date(2026, 11, 23), 0),
}
DAYS = {
    "late": "2026-11-27",
    "last_week": "2026-11-20",
    "meeting": "2026-11-19",
    "sunday": "2026-11-29",
    "soon": "2026-12-13",
    "far": "2027-05-31",
}


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    url = f"sqlite:///{tmp_path_factory.mktemp('figures') / 'giaoviec.db'}"
    if request.param == "postgres":
        url = new_database(request.getfixturevalue("postgres_server"))
    made = Database(url)
    upgrade(made.engine)
    yield made.engine
    made.close()


@pytest.fixture(scope="module")
def filled(engine: Engine) -> Iterator[tuple[Session, Figures]]:
    with Session(engine, expire_on_commit=False) as session:
        root = populate(session)
        yield session, count(session, root, "2026-W48", UNTIL)
        session.rollback()


def rows(session: Session, sql: str) -> list[Any]:
    statement = text(sql)
    for name, moment in MOMENTS.items():
        if re.search(rf":{name}\b", sql):
            statement = statement.bindparams(bindparam(name, moment, type_=UTCDateTime()))
    for name, day in DAYS.items():
        if f":{name}" in sql:
            statement = statement.bindparams(bindparam(name, date.fromisoformat(day)))
    return list(session.execute(statement))


def number(session: Session, where: str) -> int:
    found: int = rows(session, f"SELECT COUNT(*) FROM task t WHERE {GIVEN} AND {where}")[0][0]
    return found


def listed(session: Session, where: str, order: str) -> list[tuple[str, str]]:
    sql = f"""SELECT t.id, u.name FROM task t JOIN post p ON p.id = t.post_id JOIN unit u ON u.id = p.unit_id
        WHERE {GIVEN} AND {where} ORDER BY {order}, t.id"""
    return [(f"NV-{row[0]}", row[1]) for row in rows(session, sql)]


def named(found: Listed) -> tuple[int, list[tuple[str, str]]]:
    return found.count, [(item.code, item.whose) for item in found.items]


def worked(day: date) -> bool:
    return day.weekday() < 5


def late_days(due: date | None, until: date) -> int:
    """Working days after `due` up to `until`, one by one."""
    if due is None:
        return 0
    return sum(worked(due + timedelta(days=n)) for n in range(1, (until - due).days + 1))


def ended_lights(session: Session) -> dict[str, int]:
    """Claimed and closed tasks, judged one by one: late counts to the claim."""
    found: dict[str, int] = {}
    for claimed, where in ((True, CLAIMED_THEN), (False, CLOSED)):
        for (task_id,) in rows(session, f"SELECT t.id FROM task t WHERE {GIVEN} AND {where}"):
            task = session.get_one(Task, task_id)
            ended = today(task.claimed_at or task.closed_at or UNTIL - timedelta(seconds=1))
            if claimed and task.claimed_at is None:
                ended = date(2026, 11, 29)
            light = _judged(claimed, task.due_on, ended)
            found[light] = found.get(light, 0) + 1
    return found


def _judged(claimed: bool, due: date | None, ended: date) -> str:
    if late_days(due, ended):
        return "red" if claimed else "done_late"
    if claimed:
        return "green"
    return "blue" if due is not None and ended < due else "done"


def test_every_light_equals_the_recount(filled: tuple[Session, Figures]) -> None:
    session, figures = filled
    expected = ended_lights(session)
    not_late = "(t.due_on IS NULL OR t.due_on >= :late)"
    running = {
        "red": number(session, f"{RUNNING} AND t.due_on < :late"),
        "yellow": number(session, f"{RUNNING} AND {not_late} AND {SLOW}"),
        "green": number(session, f"{RUNNING} AND {not_late} AND NOT {SLOW}"),
        "white": number(session, "t.state = 'suspended'"),
    }
    for light, found in running.items():
        expected[light] = expected.get(light, 0) + found
    assert figures.lights == expected


def test_the_figures_are_kept_and_read_again_as_they_are(filled: tuple[Session, Figures]) -> None:
    """On both engines: PostgreSQL adds counts up to a decimal, which no JSON takes."""
    _, figures = filled
    assert of_json(as_json(figures)) == figures


def test_the_total_is_the_sum_and_the_residual_is_named(filled: tuple[Session, Figures]) -> None:
    session, figures = filled
    total = number(session, f"({RUNNING} OR {CLAIMED_THEN} OR {CLOSED} OR t.state = 'suspended')")
    assert (figures.total, figures.residual) == (total, 0)
    assert (
        figures.total
        == sum(figures.lights.values())
        == sum(n for group in figures.groups.values() for n in group.values())
    )


def test_the_groups_of_units_are_counted_apart(filled: tuple[Session, Figures]) -> None:
    session, figures = filled
    where = f"({RUNNING} OR {CLAIMED_THEN} OR {CLOSED} OR t.state = 'suspended')"
    sql = f"""SELECT u."group", COUNT(*) FROM task t JOIN post p ON p.id = t.post_id JOIN unit u ON u.id = p.unit_id
        WHERE {GIVEN} AND {where} GROUP BY u."group" """
    assert {group: sum(lights.values()) for group, lights in figures.groups.items()} == dict(
        map(tuple, rows(session, sql))
    )


def test_who_is_late_and_who_longest(filled: tuple[Session, Figures]) -> None:
    session, figures = filled
    late = listed(session, f"{RUNNING} AND t.due_on < :late", "t.due_on")
    new = listed(session, f"{RUNNING} AND t.due_on < :late AND t.due_on >= :last_week", "t.due_on")
    ripe = listed(session, f"{RUNNING} AND t.due_on < :meeting", "t.due_on")
    found = [named(each) for each in (figures.longest_late, figures.newly_late, figures.for_meeting)]
    assert found == [(len(each), each[:5]) for each in (late, new, ripe)]


def test_the_days_named_are_working_days(filled: tuple[Session, Figures]) -> None:
    session, figures = filled
    due = {f"NV-{row[0]}": row[1] for row in rows(session, "SELECT t.id, t.due_on FROM task t")}
    for item in figures.longest_late.items:
        assert item.days == late_days(date.fromisoformat(str(due[item.code])), date(2026, 11, 29))


def test_the_plain_counts(filled: tuple[Session, Figures]) -> None:
    session, figures = filled
    claims = f"(t.state = 'claimed' AND t.state_at < :until OR {ENDED_LATER})"
    assert (figures.due_soon, figures.unverified) == (
        number(session, f"{RUNNING} AND t.due_on > :sunday AND t.due_on <= :soon"),
        number(session, claims),
    )


def test_who_is_silent(filled: tuple[Session, Figures]) -> None:
    session, figures = filled
    running = RUNNING.replace("'objected', ", "")
    missing = "(t.state = 'product_missing' AND t.state_at < :until)"
    sql = f"""SELECT n.person_id, MIN(CASE WHEN {QUIET} THEN 1 ELSE 0 END) FROM task t
        JOIN tenure n ON n.post_id = t.post_id WHERE {GIVEN} AND ({running} OR {missing}) GROUP BY n.person_id"""
    people = rows(session, sql)
    assert (figures.leaders, figures.silent) == (len(people), sum(bool(quiet) for _, quiet in people))


def test_late_cases_name_the_supporters_post(filled: tuple[Session, Figures]) -> None:
    session, figures = filled
    sql = """SELECT c.id, COALESCE(p.name, 'Ban Tổ chức Tỉnh ủy') FROM support_case c
        LEFT JOIN post p ON p.id = c.supporter_id
        WHERE c.asked_at < :until AND c.state <> 'withdrawn' AND (c.state = 'open' OR c.answered_at >= :until)
        AND c.promised_on < '2026-11-25' ORDER BY c.promised_on, c.id"""
    late = [(f"HT-{row[0]}", row[1]) for row in rows(session, sql)]
    assert named(figures.late_cases) == (len(late), late[:5])


def test_second_requests_and_old_objections(filled: tuple[Session, Figures]) -> None:
    session, figures = filled
    sql = """SELECT e.id FROM extension e WHERE e.asked_by IS NOT NULL AND e.asked_at < :until
        AND (e.state = 'asked' OR e.decided_at >= :until) AND EXISTS (SELECT 1 FROM extension g
        WHERE g.task_id = e.task_id AND g.state = 'granted' AND g.decided_at < :until) ORDER BY e.asked_at, e.id"""
    second = [f"GH-{row[0]}" for row in rows(session, sql)]
    objected = listed(session, "t.state = 'objected' AND t.state_at < '2026-11-24 17:00:00+00:00'", "t.state_at")
    assert (figures.second_extensions.count, [item.code for item in figures.second_extensions.items]) == (
        len(second),
        second[:5],
    )
    assert named(figures.disputes) == (len(objected), objected[:5])


def test_the_tasks_of_a_post_that_nobody_holds(filled: tuple[Session, Figures]) -> None:
    session, figures = filled
    nobody = "t.post_id NOT IN (SELECT n.post_id FROM tenure n WHERE n.starts_on <= '2026-11-29')"
    empty = listed(session, f"{RUNNING} AND {nobody}", "t.id")
    assert named(figures.vacant) == (len(empty), empty[:5])


def test_praise_is_for_this_week_only(filled: tuple[Session, Figures]) -> None:
    session, figures = filled
    expected = []
    for (task_id,) in rows(
        session, f"SELECT t.id FROM task t WHERE {GIVEN} AND {CLOSED} AND t.closed_at >= :monday ORDER BY t.closed_at"
    ):
        task = session.get_one(Task, task_id)
        early = task.due_on is not None and today(task.claimed_at or task.closed_at or UNTIL) < task.due_on
        if task.result is not None and task.result.value == "failed":
            continue  # what was not met is no praise, however early
        if early or (task.result is not None and task.result.value == "excellent"):
            expected.append(f"NV-{task_id}")
    assert (figures.early.count, [item.code for item in figures.early.items]) == (len(expected), expected[:5])


def test_tasks_that_nobody_could_call_done(filled: tuple[Session, Figures]) -> None:
    session, figures = filled
    where = f"{RUNNING} AND t.product = '' AND t.id NOT IN (SELECT task_id FROM target)"
    assert figures.unplanned == number(session, where) > 0


def newest(session: Session, task: int) -> tuple[Decimal | None, str]:
    """The last value that stood, said (a forecast is none) or found at the same moment or later, and what it is."""
    sql = """SELECT 0, r.at, r.value, r.certainty FROM report r WHERE r.task_id = {0} AND r.value IS NOT NULL
        AND r.at < :until AND r.certainty <> 'forecast'
        AND (r.undone_at IS NULL OR r.undone_at >= :until) UNION ALL
        SELECT 1, v.at, v.value, 'verified' FROM verification v WHERE v.task_id = {0} AND v.value IS NOT NULL AND v.at < :until
        AND (v.undone_at IS NULL OR v.undone_at >= :until) ORDER BY 2, 1"""
    values = [(Decimal(str(row[2])), str(row[3])) for row in rows(session, sql.format(task))]
    return values[-1] if values else (None, "")


def bucket(value: Decimal, plan: Decimal, direction: str) -> str:
    part, whole = (value, plan) if direction == "up" else (plan, value)
    if part > whole:
        return "exceeded"
    if part == whole:
        return "met"
    if part * 10 > whole * 7:
        return "over70"
    return "from50to70" if part * 2 >= whole else "under50"


def test_the_targets_by_bucket_with_their_residual(filled: tuple[Session, Figures]) -> None:
    """One by one, by comparing products: no share is ever divided out."""
    session, figures = filled
    where = f"({RUNNING} OR {CLAIMED_THEN} OR {CLOSED} OR t.state = 'suspended') AND t.source <> 'own'"
    sql = f"""SELECT t.id, g.plan, g.low, g.high, g.direction FROM task t JOIN target g ON g.task_id = t.id
        WHERE {GIVEN} AND {where}"""
    found: Counter[str] = Counter(dict.fromkeys(figures.reached.counts, 0))
    based: Counter[str] = Counter()
    targets = rows(session, sql)
    for task, plan, low, high, direction in targets:
        value, basis = newest(session, task)
        if value is None or (plan is None and low is None):
            continue
        bound = plan if plan is not None else low if value < Decimal(low) else high
        inside = plan is None and Decimal(low) <= value <= Decimal(high)
        if inside or direction == "up" or value:
            found["met" if inside else bucket(value, Decimal(bound), direction)] += 1
            based[basis] += 1
    assert (figures.reached.counts, figures.reached.total) == (dict(found), len(targets))
    assert figures.reached.residual == len(targets) - sum(found.values()) > 0
    assert all(figures.reached.counts.values())
    assert (figures.reached.verified, figures.reached.estimated) == (based["verified"], based["estimate"])
    assert all(based[kind] for kind in ("verified", "estimate", "actual"))


def test_the_counts_are_not_all_nought(filled: tuple[Session, Figures]) -> None:
    """The recount would equal an empty count as well."""
    _, figures = filled
    lists = (
        figures.newly_late,
        figures.late_cases,
        figures.second_extensions,
        figures.disputes,
        figures.vacant,
        figures.for_meeting,
        figures.early,
    )
    assert all(each.count for each in lists)
    assert set(figures.lights) == {"red", "yellow", "green", "white", "blue", "done", "done_late"}
    assert all((figures.due_soon, figures.silent, figures.unverified, len(figures.groups) == 2))


def test_a_units_own_figures_count_its_tree_only(filled: tuple[Session, Figures]) -> None:
    session, figures = filled
    unit = rows(session, "SELECT id FROM unit WHERE name = 'Xã 3'")[0][0]
    where = f"({RUNNING} OR {CLAIMED_THEN} OR {CLOSED} OR t.state = 'suspended') AND t.unit_id = {unit}"
    assert count(session, unit, "2026-W48", UNTIL).total == number(session, where)
    assert 0 < number(session, where) < figures.total
