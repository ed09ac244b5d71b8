"""Verifying and returning: the claim beside what was found, and what the leader reads of it."""

from decimal import Decimal

from sqlmodel import Session

from models import Target, Task, Verification
from rules.attainment import Share
from rules.localtime import today
from rules.states import TaskState
from services import evidence
from services.history import words
from services.tasks import Standing
from services.verification import target_of
from views.figures import reached, share
from views.message import Choice, Message, bold, message
from views.notices import Recipient, notice
from views.titles import title
from views.words import day, say


def which_to_verify() -> str:
    return say("Which task is verified, and what was found? For example: NV-12 130 đúng hồ sơ.")


def which_to_return() -> str:
    return say("Which task is returned, and why? For example: NV-12 chưa có biên bản.")


def what_was_found(standing: Standing) -> str:
    """The question for the value, with the claim in it."""
    code = f"NV-{standing.task.id}"
    if standing.target is None:
        return say("{code} is not counted. Send “đạt” if the product is there, with a note if you like.", code=code)
    return say("{code}: what value was found? {claim}", code=code, claim=claim(standing))


def why_return(task: Task) -> str:
    return say("Why is {code} returned?", code=f"NV-{task.id}")


def claim(standing: Standing) -> str:
    """`Báo cáo: 130/144 hộ (90,3%) – 26/11/2026`."""
    claimed = standing.claimed
    done = standing.task.claimed_at
    if claimed is None or claimed.value is None:
        return say("Claimed: done – {day}", day=day(today(done))) if done else say("Claimed: nothing yet")
    value = reached(claimed.value, standing.target, claimed.certainty)
    return say("Claimed: {value} – {day}", value=value, day=day(today(claimed.at)))


def found_in_words(value: Decimal | None, target: Target | None) -> str:
    return reached(value, target) if value is not None else say("the product is there")


def before_verifying(session: Session, standing: Standing, value: Decimal | None, note: str) -> Message:
    """The claim and what was found, side by side, before it counts; with what a verifier must not overlook."""
    task = standing.task
    args = {"task_id": task.id, "value": str(value) if value is not None else None, "note": note}
    code = f"NV-{task.id}"
    return message(
        [bold(f"{code} · {title(task)}")],
        claim(standing),
        say("Found: {value}", value=found_in_words(value, standing.target)),
        *([say("Note: “{text}”", text=note)] if note else []),
        *_doubts(session, standing, value),
        subject=f"task:{task.id}",
    ).offering(
        Choice(say("record for {code}", code=code), "verify.do", args),
        Choice(say("do not record"), "verify.drop", key="0"),
        writes=True,
        coded=True,
    )


def _doubts(session: Session, standing: Standing, value: Decimal | None) -> list[str]:
    """A value beyond the plan, or beyond the claim; files that were evidence elsewhere. Said, never judged."""
    target, claimed = standing.target, standing.value
    lines = []
    if value is not None and target is not None:
        attained = share(value, target)
        if attained is not None and attained > Share.of(1, 1):
            lines.append(say("Beyond the plan: please make sure of the number."))
        if claimed is not None and value > claimed:
            lines.append(say("More than was claimed."))
    again = evidence.repeated(session, standing.task.id or 0)
    if again:
        codes = ", ".join(f"NV-{task_id}" for task_id in again)
        lines.append(say("The same file was evidence for {codes} too.", codes=codes))
    return lines


def verified(session: Session, found: Verification) -> Message:
    """The echo; a claim that was found right still has to be closed, which is a decision of its own."""
    task = session.get_one(Task, found.task_id)
    code = f"NV-{task.id}"
    value = found_in_words(found.value, target_of(session, found.task_id))
    said = message(say("Recorded for {code}: {value}.", code=code, value=value), subject=f"task:{task.id}")
    if task.state is not TaskState.CLAIMED:
        return said
    return said.offering(
        Choice(say("close {code} now", code=code), "close.begin", {"task_id": task.id}),
        Choice(say("later"), "verify.later", key="0"),
    )


def before_returning(standing: Standing, reason: str) -> Message:
    task = standing.task
    code = f"NV-{task.id}"
    return message(
        [bold(f"{code} · {title(task)}")],
        claim(standing),
        say("Reason for returning: “{text}”", text=reason),
        subject=f"task:{task.id}",
    ).offering(
        Choice(say("return {code}", code=code), "return.do", {"task_id": task.id, "reason": reason}),
        Choice(say("do not return"), "verify.drop", key="0"),
        writes=True,
        coded=True,
    )


def returned(found: Verification) -> Message:
    return message(
        say("Returned {code}; it is in progress again, and the leader is told why.", code=f"NV-{found.task_id}"),
        subject=f"task:{found.task_id}",
    )


def dropped() -> Message:
    return message(say("Nothing was recorded."))


def left_open() -> Message:
    return message(say("The task stays open; “/ketthuc” closes it."))


@notice("task_verified")
def verified_notice(session: Session, to: Recipient, verification_id: int) -> Message | None:
    """To the people of the post: what was found beside what they claimed."""
    found = session.get_one(Verification, verification_id)
    if found.undone_at is not None:
        return None
    task = session.get_one(Task, found.task_id)
    value = found_in_words(found.value, target_of(session, found.task_id))
    return message(
        say("Verified, task {number} · NV-{id}: {value}.", number=str(task.number), id=str(task.id), value=value),
        title(task),
        *_note(session, found),
        subject=f"task:{task.id}",
    )


@notice("task_returned")
def returned_notice(session: Session, to: Recipient, verification_id: int) -> Message | None:
    found = session.get_one(Verification, verification_id)
    if found.undone_at is not None:
        return None
    task = session.get_one(Task, found.task_id)
    return message(
        say("Task {number} · NV-{id} was returned; it is in progress again.", number=str(task.number), id=str(task.id)),
        title(task),
        *_note(session, found),
        say("When the product is complete, please report it again, comrade."),
        subject=f"task:{task.id}",
    )


def _note(session: Session, found: Verification) -> list[str]:
    text = words(session, found.text_id)
    return [say("Note: “{text}”", text=text)] if text else []
