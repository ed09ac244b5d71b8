"""The lights of a task, one function for everybody (domain/states.md); lateness is counted in working days."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.checkins import silence
from rules.states import OPEN_STATES, TASK_RULES, Clock, TaskState
from rules.workdays import WorkingDays


class Light(StrEnum):
    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    WHITE = "white"
    BLUE = "blue"
    DONE = "done"
    DONE_LATE = "done_late"
    NONE = "none"


@dataclass(frozen=True)
class Course:
    """What the light of a task depends on; days are the people's calendar days."""

    state: TaskState
    due: date | None
    claimed: date | None = None  # the claim's day: lateness counts to it while others wait, and once closed
    closed: date | None = None
    news: date | None = None  # the last word of the leader, or the day it was assigned
    step: date | None = None  # the first step of the plan that is not reached


def late_by(course: Course, today: date, working_days: WorkingDays) -> int:
    """Working days past the deadline: to the claim while others wait or once closed, to today otherwise; 0 when not late."""
    if course.due is None or TASK_RULES[course.state].clock is Clock.STOPPED:
        return 0
    waits = TASK_RULES[course.state].clock in (Clock.OTHERS_TURN, Clock.OVER)
    until = (course.claimed or course.closed or today) if waits else today
    return max(0, working_days.between(course.due, until)) if until > course.due else 0


def light_of(course: Course, today: date, working_days: WorkingDays) -> Light:
    """Red overdue, yellow behind or silent (a long task, asked after once a month, later), green on plan, white stopped, blue
    done early, a tick for done."""
    if course.state is TaskState.REGISTERED:
        return Light.NONE
    if course.state not in OPEN_STATES:
        return _closed_light(course, today, working_days)
    if TASK_RULES[course.state].clock is Clock.STOPPED:
        return Light.WHITE
    if late_by(course, today, working_days):
        return Light.RED
    if TASK_RULES[course.state].clock is Clock.OTHERS_TURN:
        return Light.GREEN
    silent = course.news is not None and working_days.between(course.news, today) >= silence(course.due, today)
    return Light.YELLOW if silent or behind(course.step, today, working_days) else Light.GREEN


def behind(step: date | None, today: date, working_days: WorkingDays) -> int:
    """Working days past the first step that is not reached; 0 when there is none."""
    return max(0, working_days.between(step, today)) if step is not None and step < today else 0


def _closed_light(course: Course, today: date, working_days: WorkingDays) -> Light:
    if course.state is not TaskState.CLOSED:
        return Light.NONE
    if late_by(course, today, working_days):
        return Light.DONE_LATE
    ended = course.claimed or course.closed
    return Light.BLUE if course.due is not None and ended is not None and ended < course.due else Light.DONE
