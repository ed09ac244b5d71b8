"""`việc`: a leader's tasks, and one task's card with what has happened to it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlmodel import Session

from handlers import on
from handlers.turn import Answer, Turn
from rules.text import fold
from services.card import card, events
from services.identity import post_name
from services.tasks import Standing, by_ids, open_standings, standings
from views import card as card_views
from views import tasks as views

WHICH = re.compile(
    r"(?:(?:toi|minh|hien|hien nay|dang) )?(?:con |co |nhung |cac )*(?:viec|nhiem vu) (?:gi|nao)"
    r"(?: (?:sap|den|qua|chua|dang|con|phai|can|gap|cham|het)\b[^\d]*)?"
)


@on.keyword("việc", "danh sách", "việc của tôi", "nhiệm vụ", "nhiệm vụ của tôi", "ds", "xem việc")
@on.command("viec", "danhsachviec")
def my_tasks(session: Session, turn: Turn, rest: str = "") -> Answer:
    """The list; whoever has no post has no tasks."""
    return list_of_tasks(session, turn)


@on.free_text(13)
def asked_in_words(session: Session, turn: Turn) -> Answer:
    """ "Việc nào sắp hết hạn": the list tells; "việc nào cũng xong" is a report, and a number names a task of its own."""
    asked = not turn.group and turn.actor.leads and WHICH.fullmatch(fold(turn.text))
    return list_of_tasks(session, turn) if asked else None


@on.action("task.list")
def list_of_tasks(session: Session, turn: Turn) -> Answer:
    found = open_standings(session, turn.actor.leads, turn.today, turn.working_days)
    return views.task_list(of_posts(session, found), turn.today)


def of_posts(session: Session, found: Sequence[Standing]) -> list[views.OfPost]:
    """Tasks with where they stand, post by post."""
    posts = dict.fromkeys(each.task.post_id for each in found)
    return [
        views.OfPost(post_name(session, post), [each for each in found if each.task.post_id == post]) for post in posts
    ]


@on.action("task.which")
def which_task(session: Session, turn: Turn, task_ids: list[int], action: str, args: dict[str, Any]) -> Answer:
    """A number that two posts of one person use: the action goes on with the one that is chosen."""
    found = standings(session, by_ids(session, task_ids), turn.today, turn.working_days)
    return views.which_task(of_posts(session, found), action, args)


@on.action("task.card")
def task_card(session: Session, turn: Turn, task_id: int) -> Answer:
    shown = card(session, turn.actor, task_id, turn.now)
    turn.remember(touched=touched(turn, [task_id]))
    return replace(card_views.card(shown, turn.today), private=shown.standing.task.confidential)


@on.code("nv")
def task_by_code(session: Session, turn: Turn, number: int) -> Answer:
    return task_card(session, turn, number)


@on.action("task.history")
def task_history(session: Session, turn: Turn, task_id: int) -> Answer:
    task, target, happened = events(session, turn.actor, task_id)
    return replace(card_views.history(task, target, happened, turn.today), private=task.confidential)


def touched(turn: Turn, task_ids: Sequence[int]) -> list[int]:
    """The tasks this chat spoke of last, the latest first; a picture without a word is offered to them."""
    return list(dict.fromkeys([*task_ids, *(turn.recall("touched") or [])]))[:5]
