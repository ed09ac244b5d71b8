"""A council's ballot: the chat says that one waits; the page shows each task as it was claimed and verified."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from models import Ballot, Post, Task
from rules.localtime import at, today
from services import council, evidence, links
from services.calendar import working_days
from services.card import timely
from services.closing import evidence_of
from services.council import Scored
from services.identity import account_to_reach
from services.links import Purpose
from services.tasks import Standing, standings
from views.closing import result_word, timeliness_lines
from views.figures import reached
from views.message import Message, message
from views.notices import Recipient, notice
from views.pages import Problem
from views.ratings import points
from views.words import say, show

AFTERWARDS = timedelta(days=14)
INVALID = Problem.UNREADABLE  # the status of a form whose points can't be kept


@dataclass(frozen=True)
class Entry:
    """One task of the page: what it is, what stands beside it, and the points (given before, or typed just now)."""

    name: str
    title: str
    lines: tuple[str, ...]
    scored: str | None = None
    typed: str = ""


@dataclass(frozen=True)
class BallotPage:
    """`entries` to score; `results`, once they may be seen, for the chair: title, mean, lowest to highest, marked when wide."""

    title: str
    lines: tuple[str, ...]
    entries: tuple[Entry, ...] = ()
    results: tuple[tuple[str, str, str, bool], ...] = ()
    button: str = ""
    label: str = ""
    problem: str | None = None
    wide: str = ""
    heads: tuple[str, ...] = ()


def page(
    session: Session,
    ballot_id: int,
    person_id: int,
    now: datetime,
    *,
    problem: str | None = None,
    given: Mapping[str, str] | None = None,
    saved: int = 0,
) -> BallotPage:
    """What a member sees: own points only; the chair also the spread, when nobody can be swayed by it any more."""
    ballot = council.ballot_of(session, ballot_id)
    tasks = council.for_member(session, ballot_id, person_id, today(now))
    own = council.own_scores(session, ballot_id, person_id)
    over = today(now) > ballot.due_on or ballot.closed_at is not None
    left = [task for task in tasks if task.id not in own]
    seen = ballot.chair_id == person_id and council.unblinded(session, ballot, now)
    typed = given or {}
    entries = [
        _entry(session, each, show(own[each.task.id or 0]) if each.task.id in own else None, typed)
        for each in standings(session, tasks, today(now), working_days(session))
    ]
    return BallotPage(
        title=say("Ballot {code}, {period}", code=council.code(ballot), period=ballot.period),
        lines=tuple(_lines(ballot, len(tasks), len(left), saved, over=over)),
        entries=tuple(entries),
        results=tuple(_result(session, each) for each in council.results(session, ballot, now)) if seen else (),
        button=say("Send the points") if left and not over else "",
        label=say("Points, 0 to 100"),
        problem=problem,
        wide=say("wide spread"),
        heads=(say("Task"), say("Mean"), say("Lowest – highest")),
    )


def _lines(ballot: Ballot, count: int, left: int, saved: int, *, over: bool) -> list[str]:
    lines = [say("{count} points were recorded.", count=saved)] if saved else []
    if over:
        return [*lines, say("The ballot ended on {day}.", day=ballot.due_on)]
    if not left:
        return [*lines, say("You have scored all {count} tasks, comrade.", count=count)]
    return [
        *lines,
        say(
            "Please score {left} of {count} tasks, from 0 to 100, by {day}.", left=left, count=count, day=ballot.due_on
        ),
        say(
            "What was sent stays; a change is a correction by the clerk, with its reason. Nobody sees your points yet."
        ),
    ]


def entries_for(session: Session, ballot_id: int, person_id: int, now: datetime) -> list[Entry]:
    """What a member scores, as the page and the sheet show it."""
    tasks = council.for_member(session, ballot_id, person_id, today(now))
    own = council.own_scores(session, ballot_id, person_id)
    known = standings(session, tasks, today(now), working_days(session))
    return [_entry(session, each, show(own[each.task.id or 0]) if each.task.id in own else None, {}) for each in known]


def _entry(session: Session, each: Standing, scored: str | None, typed: Mapping[str, str]) -> Entry:
    task = each.task
    post = session.get_one(Post, task.post_id).name
    title = say("confidential content") if task.confidential else task.title
    name = f"nv{task.id}"
    return Entry(name, f"NV-{task.id} · {title}", (post, *_facts(session, each)), scored, typed.get(name, ""))


def _facts(session: Session, each: Standing) -> list[str]:
    """Claimed and verified side by side, the result, early or late, and the evidence."""
    task, found = each.task, each.verified
    claimed = reached(each.value, each.target) if each.value is not None and each.target else say("done")
    verified = say("not verified")
    if found is not None:
        counted = found.value is not None and each.target is not None
        verified = (
            reached(found.value, each.target) if counted and found.value is not None else say("the product is there")
        )
    lines = [say("Claimed: {claimed} · verified: {verified}", claimed=claimed, verified=verified)]
    if task.result is not None:
        lines.append(say("Result: {result}", result=result_word(task.result)))
    lines += timeliness_lines(timely(task, working_days(session), today(task.closed_at or task.state_at)))
    count, again = evidence_of(session, task.id or 0), evidence.repeated(session, task.id or 0)
    lines.append(say("Evidence: {count} files", count=count) if count else say("Evidence: none"))
    if again:
        codes = ", ".join(f"NV-{other}" for other in again)
        lines.append(say("The same file was evidence for {codes} too.", codes=codes))
    return lines


def _result(session: Session, each: Scored) -> tuple[str, str, str, bool]:
    title = f"NV-{each.task.id} · {_title(each.task)}"
    if each.scores is None:
        return title, "–", say("too few members"), False
    low_high = f"{show(each.scores.low)} – {show(each.scores.high)}"
    return title, points(each.scores.mean), low_high, each.scores.wide


def _title(task: Task) -> str:
    return say("confidential content") if task.confidential else task.title


@notice("ballot_waits")
def waits(session: Session, to: Recipient, ballot_id: int) -> Message | None:
    """That a ballot waits, and where; nothing when it is over."""
    ballot = council.ballot_of(session, ballot_id)
    if ballot.closed_at is not None or today(to.now) > ballot.due_on:
        return None
    return waiting(session, ballot, to.person_id or 0, to.now)


def waiting(session: Session, ballot: Ballot, person_id: int, now: datetime) -> Message:
    """The number of tasks, the date and the member's own page; no title, no figure."""
    tasks = council.for_member(session, ballot.id or 0, person_id, today(now))
    head = say(
        "A ballot of the council waits for you, comrade: {code}, {count} tasks, by {day}.",
        code=council.code(ballot),
        count=len(tasks),
        day=ballot.due_on,
    )
    where = address(session, ballot, person_id, now)
    if where is None:
        return message(head, say("The clerk of the organisation board has the sheet for it."))
    return message(head, say("Please score on this page, which is for you only:"), where, private=True)


def address(session: Session, ballot: Ballot, person_id: int, now: datetime) -> str | None:
    """The member's own page; None where people can't reach the server, or the member has no chat. It outlives the ballot by
    two weeks, because the chair reads the spread on it."""
    account = account_to_reach(session, person_id)
    if not links.public_url() or account is None:
        return None
    token = links.issue(
        session,
        purpose=Purpose.BALLOT,
        args={"account_id": account.id, "ballot_id": ballot.id},
        person_id=person_id,
        now=now,
        lifetime=at(ballot.due_on, 23, 59) - now + AFTERWARDS,
        most=None,
    )
    return links.address(Purpose.BALLOT, token)
