"""Questions of a report, short answers to it, and what the board reads of a claim."""

from collections.abc import Sequence
from decimal import Decimal

from sqlmodel import Session

from models import Task
from rules.states import TaskState
from services.identity import post_name
from services.tasks import Standing, by_ids
from views.echo import ECHO, Line
from views.figures import amount
from views.figures import standing as figure_words
from views.message import Message, bold, message
from views.notices import Recipient, notice
from views.tasks import by_number
from views.words import say, short


def too_long(length: int) -> Message:
    return message(
        say(
            "The message has {length} characters, too many to be read as a report; nothing was recorded. Please send it shorter, "
            "or as a file together with the task's number.",
            length=length,
        )
    )


def nothing_open() -> Message:
    return message(say("None of the tasks that were shown is open any more; nothing was recorded."), subject=ECHO)


def which_to_report(standings: Sequence[Standing]) -> Message:
    """Which task? The digit is the person's own number of it."""
    everything = {each.task.id or 0 for each in standings}
    return message(say("Which task are you reporting on, comrade?")).offering(
        *by_number(standings, "report.begin", listed=everything)
    )


def how_is_it(standing: Standing) -> Message:
    """The question of a guided report."""
    task, target = standing.task, standing.target
    lines: list[Line] = [[bold(f"{task.number} · {task.title}")]]
    if target is not None:
        lines.append(say("Now: {figure}", figure=figure_words(standing.value, target, standing.certainty)))
        example = amount(standing.value or target.plan or Decimal(1), target)
        lines.append(say("Please send the result, for example: {example} · xong · vướng kinh phí", example=example))
    else:
        lines.append(say("Please send the result in a few words, for example: xong · đang làm · vướng kinh phí"))
    lines.append(say("Pictures and documents are welcome. Nothing new: send 0"))
    return message(*lines, subject=f"task:{task.id}")


def acknowledged(waiting: int) -> Message:
    """ "Đã nhận" is recorded; it accepts nothing and reports nothing."""
    lines = [say("Your receipt has been recorded, comrade; it is no progress report.")]
    if waiting:
        lines.append(say("{count} tasks have not been accepted yet: send “tiếp nhận”.", count=waiting))
    return message(*lines, subject=ECHO)


def nothing_to_report() -> Message:
    return message(say("You have no open task to report on, comrade."))


def product_later(standing: Standing) -> Message:
    """Said to be done, and the product comes another day."""
    return message(
        say(
            "{number}. The product ({product}) is still owed; please send it with the number {number} when it is there.",
            number=standing.task.number,
            product=short(standing.task.product, 80),
        ),
        subject=ECHO,
    )


@notice("claimed")
def claimed(session: Session, to: Recipient, task_ids: list[int]) -> Message | None:
    """To the board: what was said to be done, as far as it still is."""
    tasks = [task for task in by_ids(session, task_ids) if task.state is TaskState.CLAIMED]
    if not tasks:
        return None
    return message(
        [bold(say("Reported as done, waiting for verification:"))],
        *[f"NV-{task.id}{_title(task)} – {post_name(session, task.post_id)}" for task in tasks],
        say("To verify: thamdinh and the task's code; to return it: tralai and the task's code."),
        subject=f"task:{tasks[0].id}" if len(tasks) == 1 else None,
    )


def _title(task: Task) -> str:
    return "" if task.confidential else f" {short(task.title, 60)}"
