"""Which task a picture, a document or a voice note belongs to: the one that is named, asked for, or then chosen."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from handlers import album, menus, on
from handlers.album import awaited_for
from handlers.bundle import ask_next, write
from handlers.tasks import touched
from handlers.turn import Answer, Turn, listed
from handlers.understanding import Understood, understand, understand_of
from models import Task
from rules.replies import Action, Note
from services import reporting
from services.evidence import Offered
from services.reading import numbers_in, to_report
from services.reporting import Answered
from services.tasks import by_number, open_tasks, standings
from views import echo
from views import evidence as asking
from views.message import Message

WORDS_DUE = ("support.", "extension.", "decision.")  # steps that wait for words


def waiting_file(file: Offered) -> list[Any]:
    """A file as the talk's memory keeps it until its task is known."""
    return [file.blob_id, file.kind, file.name]


def place(session: Session, turn: Turn, offered: Sequence[Offered], caption: str) -> Answer:
    """Where the files belong: the task that waits for them, the one that is named, or the one that is then chosen."""
    waiting = turn.recall("pending") if album.joins(turn) else None
    if waiting:
        offered = [*(Offered(*each) for each in waiting["files"]), *offered]
    step = turn.memory.step if menus.asked_at(session, turn) is not None else None
    asked_for = turn.memory.data.get("task_id") if step else None
    if step and asked_for is not None and step.startswith(WORDS_DUE):
        _attach(session, turn, asked_for, None, offered, caption)
        return asking.words_are_due()
    task_id = _named(session, turn, caption) or (None if caption and numbers_in(caption) else asked_for)
    if task_id is None and not caption:
        task_id = awaited_for(turn)
    if task_id is not None:
        return _report(session, turn, task_id, offered, "" if caption.isdigit() else caption, step)
    return _by_caption(session, turn, offered, caption)


def _named(session: Session, turn: Turn, caption: str) -> int | None:
    """A caption that is nothing but a number, or a picture sent in reply to a task's card."""
    numbers = numbers_in(caption)
    if caption.isdigit() and numbers:
        task = by_number(session, turn.actor, numbers[0])
        return task.id if task else None
    replied_to = menus.quoted(session, turn)
    kind, _, number = ((replied_to.subject if replied_to else None) or "").partition(":")
    return int(number) if kind == "task" else None


def _report(
    session: Session, turn: Turn, task_id: int, offered: Sequence[Offered], caption: str, step: str | None
) -> Answer:
    """The task is known; the caption may say more of it."""
    if caption:
        return _captioned(session, turn, task_id, offered, caption)
    answered = _attach(session, turn, task_id, None, offered, caption)
    if step == "report.product":
        turn.forget()
    return _echo(turn, answered)


def _captioned(session: Session, turn: Turn, task_id: int, offered: Sequence[Offered], caption: str) -> Answer:
    standing = to_report(session, turn.actor, task_id, turn.today, turn.working_days)
    found = understand_of(turn, standing, caption)
    meant: Action | None = (
        found.pieces[0][1] if found.pieces else None if found.doubts and found.found else Note(caption)
    )
    answered = _attach(session, turn, task_id, meant, offered, caption)
    found.pieces = []
    if not found.found:
        found.doubts = []
    turn.forget()
    return ask_next(session, turn, found, answered, echo.echo_text(answered, turn.today, found.numbers), caption)


def _by_caption(session: Session, turn: Turn, offered: Sequence[Offered], caption: str) -> Answer:
    """A caption that names its task; one picture for several tasks is asked about."""
    found = understand(session, turn, caption) if caption else Understood()
    tasks = {task_id for task_id, _ in found.pieces} | {d.standing.task.id or 0 for d in found.doubts if d.standing}
    if len(tasks) == 1 and len(found.pieces) <= 1:
        task_id = tasks.pop()
        answered = _attach(session, turn, task_id, found.pieces[0][1] if found.pieces else None, offered, caption)
        found.pieces = []
        return ask_next(session, turn, found, answered, echo.echo_text(answered, turn.today, found.numbers), caption)
    if len(tasks) > 1:
        said = write(session, turn, found, caption)
        return [*listed(said), _ask(session, turn, offered, "")]
    return _ask(session, turn, offered, caption)


def _attach(
    session: Session, turn: Turn, task_id: int, meant: Action | None, offered: Sequence[Offered], caption: str
) -> Answered:
    answered = reporting.answer(session, turn.actor, [(task_id, meant)], caption, turn.now, files=offered)
    turn.remember(touched=touched(turn, [task_id]), pending=None)
    album.remember(turn, [each.report.id or 0 for each in answered.recorded if each.report])
    return answered


def _echo(turn: Turn, answered: Answered) -> Message:
    return echo.said(echo.echo_text(answered, turn.today, {}))


def _ask(session: Session, turn: Turn, offered: Sequence[Offered], caption: str) -> Message:
    """Which task? Those touched last stand in the list; every other number can be sent as well."""
    turn.remember(pending={"files": [waiting_file(file) for file in offered], "caption": caption})
    album.remember(turn, [])
    tasks = open_tasks(session, turn.actor.leads)
    found = standings(session, tasks, turn.today, turn.working_days)
    spoken = not caption and all(file.kind == "voice" for file in offered)
    return asking.which_task(found, _likely(session, turn, tasks), spoken=spoken)


def _likely(session: Session, turn: Turn, tasks: Sequence[Task]) -> list[int]:
    """The tasks touched last, then those of the bundle, then the first ones: three in all."""
    bundle = menus.last_bundle(session, turn)
    recent = [*(turn.recall("touched") or []), *(bundle.args.get("shown", []) if bundle else [])]
    still = {task.id for task in tasks}
    first = [task.id or 0 for task in tasks]
    return list(dict.fromkeys(each for each in [*recent, *first] if each in still))[:3]


@on.action("evidence.attach")
def attach(session: Session, turn: Turn, task_id: int) -> Answer:
    """The task that was chosen for the pictures that wait."""
    pending = turn.recall("pending")
    if not pending:
        return asking.nothing_waits()
    offered = [Offered(*each) for each in pending["files"]]
    first = turn.recall("album")
    if pending["caption"]:
        said = _captioned(session, turn, task_id, offered, pending["caption"])
    else:
        said = _echo(turn, _attach(session, turn, task_id, None, offered, ""))
    fresh = turn.recall("album")
    turn.remember(album={**fresh, "id": first["id"], "at": first["at"]} if first else fresh)
    return said
