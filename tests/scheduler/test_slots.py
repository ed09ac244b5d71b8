"""Weekly jobs: the latest slot once, on a day that is worked, whatever happened in between."""

from datetime import date, datetime

import pytest
from sqlmodel import Session, col, select

from models import DayOff, JobRun
from rules.localtime import at
from rules.workdays import WorkingDays
from scheduler.slots import Weekly, latest_slot, run_due
from scheduler.weekly import JOBS

FIGURES, PREVIEW, DIGEST, *_DAILY = JOBS
MONDAY, FRIDAY = date(2026, 11, 30), date(2026, 11, 27)
PLAIN = WorkingDays()


class Recorder:
    """A job on Monday 07:00 that remembers its slots."""

    def __init__(self) -> None:
        self.slots: list[datetime] = []
        self.job = Weekly("recorded", "mon", 7, lambda slot, calendar: slot, self.run)

    def run(self, session: Session, slot: datetime, now: datetime) -> str | None:
        self.slots.append(slot)
        return None


def monday(day: int, month: int = 11) -> datetime:
    return at(date(2026, month, day), 7)


def test_a_fresh_installation_takes_the_present_slot_as_done(session: Session) -> None:
    recorder = Recorder()
    assert not run_due(session, recorder.job, at(date(2026, 11, 26), 9))
    runs = [(run.slot, run.note) for run in session.exec(select(JobRun))]
    assert (recorder.slots, runs) == ([], [(monday(23), "installed")])


def test_each_slot_runs_once(session: Session) -> None:
    recorder = Recorder()
    for now in (at(date(2026, 11, 26), 9), monday(30), monday(30), at(date(2026, 12, 1), 9), monday(7, 12)):
        run_due(session, recorder.job, now)
    assert recorder.slots == [monday(30), monday(7, 12)]


def test_after_weeks_of_downtime_only_the_latest_slot_runs(session: Session) -> None:
    recorder = Recorder()
    run_due(session, recorder.job, at(date(2026, 11, 5), 9))
    run_due(session, recorder.job, at(date(2026, 12, 2), 9))
    assert recorder.slots == [monday(30)]


def test_a_clock_set_back_runs_nothing_older(session: Session) -> None:
    recorder = Recorder()
    for now in (at(date(2026, 11, 26), 9), monday(30), monday(23)):
        run_due(session, recorder.job, now)
    assert recorder.slots == [monday(30)]


def test_a_job_that_fails_is_noted_and_does_not_come_back(session: Session) -> None:
    def fails(session: Session, slot: datetime, now: datetime) -> str | None:
        session.add(DayOff(day=date(2030, 1, 1)))
        session.flush()
        raise ValueError("broken")

    job = Weekly("failing", "mon", 7, lambda slot, calendar: slot, fails)
    run_due(session, job, at(date(2026, 11, 26), 9))
    assert [run_due(session, job, monday(30)), run_due(session, job, monday(30))] == [True, False]
    notes = session.exec(select(JobRun.note).where(JobRun.job == "failing").order_by(col(JobRun.slot))).all()
    assert (notes, session.get(DayOff, date(2030, 1, 1))) == (["installed", "failed: ValueError"], None)


@pytest.mark.parametrize(
    ("off", "expected"),
    [
        (set(), at(MONDAY, 7)),
        ({MONDAY}, at(date(2026, 12, 1), 7)),
        ({MONDAY, date(2026, 12, 1)}, at(date(2026, 12, 2), 7)),
    ],
)
def test_the_digest_waits_for_a_working_day(off: set[date], expected: datetime) -> None:
    calendar = WorkingDays(off=frozenset(off))
    before = expected.replace(minute=0) - (at(MONDAY, 1) - at(MONDAY, 0))
    slots = [latest_slot(DIGEST, now, calendar) for now in (before, expected)]
    assert slots == [monday(23), monday(30)]


def test_the_preview_comes_on_the_last_working_day_of_the_week() -> None:
    calendar = WorkingDays(off=frozenset({FRIDAY}))
    thursday = date(2026, 11, 26)
    slots = [latest_slot(PREVIEW, at(thursday, hour), calendar) for hour in (14, 15)]
    assert slots == [at(date(2026, 11, 20), 15), at(FRIDAY, 15)]


def test_the_figures_are_kept_at_midnight_off_or_not() -> None:
    calendar = WorkingDays(off=frozenset({MONDAY}))
    assert latest_slot(FIGURES, at(MONDAY, 0), calendar) == at(MONDAY, 0)
