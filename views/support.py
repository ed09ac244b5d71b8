"""Support: asking, the promise, the answer; and what the board and a supporter read of a case."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from channels.base import Span
from models import SupportCase, Task
from rules.localtime import today as day_of
from rules.states import CaseState, SupportType
from services import history
from services.identity import post_name
from services.speaking import too_long
from services.support import code
from services.tasks import Standing
from views.echo import cut_hint
from views.message import Choice, Message, bold, message, where_quoted
from views.notices import Recipient, notice
from views.tasks import by_number
from views.words import capital, day, say, short


def kind_name(kind: SupportType | None) -> str:
    """The five kinds of support owed (S4-06)."""
    match kind:
        case SupportType.RESOURCES:
            return say("resources")
        case SupportType.MECHANISM:
            return say("mechanism")
        case SupportType.POLICY:
            return say("policy")
        case SupportType.CONDITIONS:
            return say("conditions")
        case SupportType.DIRECTION:
            return say("an opinion of those who direct")
        case None:
            return say("not sorted yet")


def no_task() -> Message:
    return message(say("You have no open task that support could be asked for."))


def which_task(standings: Sequence[Standing], text: str) -> Message:
    everything = {each.task.id or 0 for each in standings}
    args = {"text": text} if text else {}
    return message(say("For which task do you ask for support, comrade?")).offering(
        *by_number(standings, "support.begin", args, listed=everything)
    )


def what(task: Task) -> Message:
    return message(
        [bold(f"{task.number} · {task.title}")],
        say("Please write what support is needed."),
        subject=f"task:{task.id}",
    )


def nothing_asked() -> Message:
    return message(say("No support was asked for."))


def which_kind(session: Session, case: SupportCase, text: str) -> Message:
    """`HT-16 · nhiệm vụ 1 Bàn giao mặt bằng. Nội dung cần hỗ trợ:` and the five kinds."""
    task = session.get_one(Task, case.task_id)
    head = say("{code} · task {number} {title}.", code=code(case), number=task.number, title=short(task.title, 60))
    quoted = say("Content: “{words}”", words=short(history.words(session, case.text_id), 200))
    cut = [cut_hint()] if too_long(text) else []
    said = message(head, quoted, *cut, say("Which support is needed:"), subject=f"case:{case.id}")
    return replace(said, title=head).offering(
        *(Choice(capital(kind_name(kind)), "support.kind", {"case_id": case.id, "kind": kind}) for kind in SupportType),
        writes=True,
    )


def passed_on(case: SupportCase, *, rests: bool, today: date) -> Message:
    """The promise, and what the wait changes: the reminders rest, the deadline doesn't."""
    lines = [
        say(
            "Passed to the board ({code}), answer on {day} at the latest.",
            code=code(case),
            day=day(case.promised_on, today),
        )
    ]
    if rests:
        lines.append(say("While you wait for the answer, this task is not reminded of; the deadline does not change."))
    else:
        lines.append(say("The deadline does not change."))
    return message(*lines, subject=f"case:{case.id}")


def settled(case: SupportCase, resolved: bool, today: date) -> Message:
    if resolved:
        return message(say("{code} is closed as resolved. Please go on with the task.", code=code(case)))
    return message(
        say("{code} is open again, answer on {day} at the latest.", code=code(case), day=day(case.promised_on, today)),
        say("You may send more on it with: hỗ trợ."),
    )


def settled_line(case: SupportCase, resolved: bool, today: date) -> str:
    """The first line of it, for an answer to several things at once."""
    return settled(case, resolved, today).text.splitlines()[0]


def _case(session: Session, case_id: int, *states: CaseState) -> tuple[SupportCase, Task] | None:
    """The case and its task, if it still stands where the notice left it."""
    case = session.get_one(SupportCase, case_id)
    return (case, session.get_one(Task, case.task_id)) if case.state in states else None


def _asked(session: Session, case: SupportCase, task: Task, now_day: date) -> list[str]:
    title = say("confidential content") if task.confidential else short(task.title, 60)
    return [
        f"{post_name(session, task.post_id)} · NV-{task.id} {title}",
        say("Content: “{words}”", words=short(history.words(session, case.text_id), 600)),
        say("Kind: {kind}. Promised by {day}.", kind=kind_name(case.kind), day=day(case.promised_on, now_day)),
    ]


@notice("case_asked")
def case_asked(session: Session, to: Recipient, case_id: int) -> Message | None:
    """To the board: a new case."""
    return _to_answer(session, to, case_id, say("{code}: a request for support", code=f"HT-{case_id}"))


@notice("case_asked_again")
def case_asked_again(session: Session, to: Recipient, case_id: int) -> Message | None:
    """To the board: the answer did not help."""
    return _to_answer(
        session, to, case_id, say("{code}: not resolved yet, support is asked for again", code=f"HT-{case_id}")
    )


@notice("case_handed_over")
def case_handed_over(session: Session, to: Recipient, case_id: int) -> Message | None:
    """To the supporter a case was passed on to."""
    said = _to_answer(session, to, case_id, say("{code}: passed on to you to answer", code=f"HT-{case_id}"))
    elsewhere = say("If it is another body's: chuyen {code} post | reason", code=f"HT-{case_id}")
    return replace(said, spans=(*said.spans, *message("", elsewhere).spans)) if said is not None else None


def _to_answer(session: Session, to: Recipient, case_id: int, head: str) -> Message | None:
    found = _case(session, case_id, CaseState.OPEN)
    if found is None:
        return None
    case, task = found
    typed = say("To answer: traloi {code} and the text", code=code(case))
    answer: list[str | Span] = [typed, where_quoted(say(", or reply to this message")), "."]
    return message([bold(head)], *_asked(session, case, task, day_of(to.now)), answer, subject=f"case:{case.id}")


@notice("case_answered")
def case_answered(session: Session, to: Recipient, case_id: int) -> Message | None:
    """To the leader: the answer, and whether it helped."""
    found = _case(session, case_id, CaseState.ANSWERED)
    return answer_to_settle(session, found[0]) if found is not None else None


def answer_to_settle(session: Session, case: SupportCase) -> Message:
    """The answer to a case, and the two words on it."""
    task = session.get_one(Task, case.task_id)
    words = history.words(session, case.answer_id)
    by = post_name(session, case.supporter_id) if case.supporter_id else say("The organisation board")
    said = message(
        say("{who} answers {code}: “{words}”", who=by, code=code(case), words=words),
        say("Task {number}: {title}", number=task.number, title=short(task.title, 60)),
        subject=f"case:{case.id}",
    )
    return replace(said, title=say("The answer to {code}", code=code(case))).offering(
        Choice(say("resolved"), "support.settle", {"case_id": case.id, "resolved": True}),
        Choice(say("not yet, support is still needed"), "support.settle", {"case_id": case.id, "resolved": False}),
        writes=True,
    )


@notice("case_passed_on")
def case_passed_on(session: Session, to: Recipient, case_id: int, post_id: int) -> Message | None:
    """To the leader: who answers now; the promise stands."""
    found = _case(session, case_id, CaseState.OPEN)
    if found is None or found[0].supporter_id != post_id:
        return None
    case = found[0]
    return message(
        say(
            "{code} was passed on to {post}; the answer comes on {day} at the latest, as promised.",
            code=code(case),
            post=post_name(session, post_id),
            day=day(case.promised_on, day_of(to.now)),
        ),
        subject=f"case:{case.id}",
    )
