"""`/dondoc [NV-12 | unit | post] [gấp]`; `/nhacnho`: the prepared list for the reminder meeting."""

from sqlmodel import Session

from handlers import on
from handlers.choosing import ask, split_code
from handlers.guard import for_board
from handlers.turn import Answer, Turn
from models import Unit
from rules.text import fold
from services import drafts, reminding, status
from services.permissions import Action
from views import asking
from views import drafts as draft_views
from views import reminding as views

PRESSING = ("gap", "khan", "khan cap")


@on.command("dondoc", "nhac", "remind", board=True)
@for_board(Action.REMIND)
def urge(session: Session, turn: Turn, rest: str) -> Answer:
    return urge_named(session, turn, rest)


@on.step("urge.what")
def urge_named(session: Session, turn: Turn, text: str, urgent: bool = False) -> Answer:
    """A task at once; many only when confirmed."""
    text, pressing = _pressing(text)
    urgent = urgent or pressing
    if not text:
        return _ask(session, turn, urgent)
    task_id, _ = split_code("nv", text)
    if task_id is not None:
        return urge_these(session, turn, [task_id], urgent)
    return _many(session, turn, text, urgent)


def _pressing(text: str) -> tuple[str, bool]:
    words = text.split()
    for count in (2, 1):
        if fold(" ".join(words[-count:])) in PRESSING:
            return " ".join(words[:-count]), True
    return text.strip(), False


def _ask(session: Session, turn: Turn, urgent: bool) -> Answer:
    unit_id = status.top_unit(session, turn.actor)
    late = reminding.overdue(session, turn.actor, unit_id, turn.now)
    asked = ask(turn, views.what(), "urge.what", urgent=urgent)
    return views.all_overdue(asked, len(late), {"unit_id": unit_id, "urgent": urgent})


def _many(session: Session, turn: Turn, text: str, urgent: bool) -> Answer:
    found = status.meant(session, turn.actor, text)
    status.need_something(found, text)
    if found.one is None:
        turn.wait_for("urge.what", urgent=urgent)
        action = "urge.unit" if isinstance(found.candidates[0], Unit) else "urge.post"
        args = {"urgent": urgent}
        return asking.which(text, found.candidates, action, args, group=turn.group, quote=turn.can.quote)
    turn.forget()
    which = urge_unit if isinstance(found.one, Unit) else urge_post
    return which(session, turn, found.one.id or 0, urgent)


@on.action("urge.unit")
def urge_unit(session: Session, turn: Turn, unit_id: int, urgent: bool = False) -> Answer:
    name = session.get_one(Unit, unit_id).name
    tasks = reminding.overdue(session, turn.actor, unit_id, turn.now)
    return views.before_many(name, tasks, urgent=urgent) if tasks else views.nothing_overdue(name)


@on.action("urge.post")
def urge_post(session: Session, turn: Turn, post_id: int, urgent: bool = False) -> Answer:
    found = status.of_post(session, turn.actor, post_id, turn.now)
    tasks = [each.task for each in found.standings if each.late]
    return views.before_many(found.post.name, tasks, urgent=urgent) if tasks else views.nothing_overdue(found.post.name)


@on.action("urge.do")
def urge_these(session: Session, turn: Turn, task_ids: list[int], urgent: bool) -> Answer:
    turn.forget()
    return views.urged(reminding.urge(session, turn.actor, task_ids, turn.now, urgent=urgent))


@on.action("urge.drop")
def drop(session: Session, turn: Turn) -> Answer:
    return views.dropped()


@on.command("nhacnho", board=True)
@for_board(Action.REMIND)
def for_the_meeting(session: Session, turn: Turn, rest: str) -> Answer:
    """To the asker alone, wherever it is asked: no post is named as late in a group."""
    prepared = draft_views.meeting(drafts.standing(session, turn.actor, turn.now))
    return [prepared, draft_views.sent_privately()] if turn.group else prepared
