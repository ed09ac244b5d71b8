"""Receiving a Decision: accept all, object, or go through the tasks one by one."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session

from handlers import on
from handlers.turn import Answer, Turn
from rules.text import fold
from services import acceptance
from services.card import card
from services.tasks import by_ids
from views import acceptance as views
from views import decision
from views.message import Message

NUMBERS = re.compile(r"(?:nhiem vu |viec |muc |so )?(\d{1,3}(?:\s*(?:,|va|-)\s*\d{1,3})*)\s*[:.,;–-]?\s+")


@on.keyword("tiếp nhận", "nhận nhiệm vụ", "nhận việc", "quyết định")
def what_waits(session: Session, turn: Turn) -> Answer:
    """What has not been accepted yet, as it was announced: to who holds the post alone, wherever it is asked."""
    tasks = acceptance.pending(session, turn.actor)
    if not tasks:
        return views.nothing_waits()
    said = [decision.decision(session, turn.actor, group, turn.today) for group in decision.by_document(tasks)]
    return [replace(each, private=True) for each in said]


@on.action("decision.accept")
def accept(session: Session, turn: Turn, task_ids: list[int]) -> Answer:
    accepted = acceptance.accept(session, turn.actor, task_ids, turn.now)
    return views.accepted(accepted, turn.now)


@on.action("decision.objection")
def object_(session: Session, turn: Turn, task_ids: list[int]) -> Answer:
    """Which task, and what about it?"""
    tasks = by_ids(session, task_ids)
    turn.wait_for("decision.words", task_ids=task_ids)
    return views.which_objection(tasks)


@on.step("decision.words")
def words(session: Session, turn: Turn, text: str, task_ids: list[int]) -> Answer:
    """ "2 thời hạn chưa phù hợp"; without a number it is asked whether all of them are meant."""
    turn.forget()
    if text.strip() == "0":
        return views.no_objection()
    tasks = by_ids(session, task_ids)
    found = NUMBERS.match(fold(text))
    numbers = [int(number) for number in re.findall(r"\d+", found[1])] if found else []
    meant = [task for task in tasks if task.number in numbers]
    if meant or len(tasks) == 1:
        return objected(session, turn, [task.id or 0 for task in meant or tasks], text)
    return views.all_meant(tasks, text)


@on.action("decision.object")
def objected(session: Session, turn: Turn, task_ids: list[int], text: str) -> Answer:
    objected = acceptance.objected(session, turn.actor, task_ids, text, turn.now)
    return views.objected(objected, left=len(acceptance.pending(session, turn.actor)))


@on.action("decision.not_so")
def not_so(session: Session, turn: Turn) -> Answer:
    return views.no_objection()


@on.action("decision.each")
def each(session: Session, turn: Turn, task_ids: list[int], done: Sequence[int] = ()) -> Answer:
    """One after the other, as far as they still wait."""
    waiting = {task.id for task in acceptance.pending(session, turn.actor)}
    left = [task_id for task_id in task_ids if task_id in waiting]
    if not left:
        return views.went_through(by_ids(session, done), turn.now)
    shown = card(session, turn.actor, left[0], turn.now)
    return views.one(shown, left[1:], list(done), turn.today)


@on.action("decision.accept_one")
def accept_one(session: Session, turn: Turn, task_id: int, left: list[int], done: list[int]) -> Answer:
    accepted = acceptance.accept(session, turn.actor, [task_id], turn.now)
    return each(session, turn, left, [*done, *(task.id or 0 for task in accepted)])


@on.action("decision.later")
def later(session: Session, turn: Turn, left: list[int], done: list[int]) -> Answer:
    return each(session, turn, left, done)


@on.action("objection.answer")
def answer_objection(session: Session, turn: Turn, task_id: int, keep: bool) -> Answer:
    """The board keeps or withdraws an objected task; the reason is asked for."""
    turn.wait_for("objection.reason", task_id=task_id, keep=keep)
    return views.why(by_ids(session, [task_id])[0], keep)


@on.step("objection.reason")
def reason(session: Session, turn: Turn, text: str, task_id: int, keep: bool) -> Message:
    turn.forget()
    task = acceptance.answer_objection(session, turn.actor, task_id, keep, text, turn.now)
    return views.objection_answered(task, keep)
