"""The answer to the morning's bundle, in one line: what is sure is written and echoed, the rest is asked for politely."""

from typing import Any

from sqlmodel import Session

from handlers import menus, on
from handlers.meant import Kept, keep, unkeep
from handlers.tasks import touched
from handlers.turn import Answer, Turn
from handlers.understanding import Understood, understand, understand_of
from models import Outbox
from rules.replies import Action, NoChange, Why
from rules.text import fold
from services import reporting
from services.acceptance import pending
from services.evidence import Offered
from services.reading import lines_for, to_report
from services.reporting import Answered
from services.speaking import too_long
from services.tasks import Standing, open_standings
from views import doubts as asking
from views import echo
from views import reporting as views
from views.doubts import Doubt
from views.message import Message

TOO_MUCH = 2000  # characters: no answer is that long, and it belongs in a file


@on.free_text(50)
def answer(session: Session, turn: Turn) -> Answer:
    """Whatever a leader writes that no one else took."""
    if turn.group or not turn.actor.leads:
        return None
    if not turn.text:
        return acknowledge(session, turn)
    if len(turn.text) > TOO_MUCH:
        return views.too_long(len(turn.text))
    if fold(turn.text).strip(" .") == "0":
        return nothing_new(session, turn)
    return write(session, turn, understand(session, turn, turn.text), turn.text)


def acknowledge(session: Session, turn: Turn) -> Message:
    """ "Đã nhận", "rõ", a thumb: recorded, no number, no silence bought."""
    reporting.acknowledge(session, turn.actor, turn.now)
    return views.acknowledged(len(pending(session, turn.actor)))


def nothing_new(session: Session, turn: Turn) -> Answer:
    """`0`: nothing new on what the bundle showed; asked about when something else was shown since, or nothing was."""
    lines = lines_for(session, turn.actor, turn.today, turn.working_days)
    bundle = menus.bundle_meant(session, turn)
    shown = set(bundle.args.get("shown", [])) if bundle else None
    meant = [each for each in lines.standings.values() if shown is None or each.task.id in shown]
    meant = [each for each in meant if not _answered_since(each, bundle)] or meant
    if not meant:
        return views.nothing_open()
    pieces: list[tuple[int, Action]] = [(each.task.id or 0, NoChange()) for each in meant]
    if _something_else_shown(session, turn, bundle) or (bundle is None and len(meant) > 1):
        unsure = Understood(doubts=[Doubt(each, turn.text, None, NoChange()) for each in meant])
        return write(session, turn, unsure, turn.text)
    numbers = {each.task.id or 0: each.task.number for each in meant}
    return write(session, turn, Understood(pieces=pieces, numbers=numbers), turn.text)


def _answered_since(standing: Standing, bundle: Outbox | None) -> bool:
    """Of this task something was said since the bundle asked."""
    news = standing.task.news_at
    return bundle is not None and bundle.sent_at is not None and news is not None and news >= bundle.sent_at


def _something_else_shown(session: Session, turn: Turn, bundle: Outbox | None) -> bool:
    """Choices that have no 0 of their own, or a question, shown after the bundle."""
    menu = menus.live_menu(session, turn)
    if bundle is None:
        return menu is not None
    return not menus.replied(turn, bundle) and menus.shown_since(session, turn, bundle, menu)


def write(session: Session, turn: Turn, found: Understood, said: str, files: tuple[Offered, ...] = ()) -> Answer:
    """Write what is sure; the echo ends with the one thing that is asked next."""
    if not found.found:
        return None
    if found.acknowledged and not (found.pieces or found.doubts):
        return acknowledge(session, turn)
    answered = _written(session, turn, found, said, files)
    lines = echo.echo_text(answered, turn.today, found.numbers, cut=too_long(said))
    return ask_next(session, turn, found, answered, lines, said)


def _written(session: Session, turn: Turn, found: Understood, said: str, files: tuple[Offered, ...]) -> Answered:
    if not found.pieces:
        return Answered()
    turn.remember(touched=touched(turn, [task_id for task_id, _ in found.pieces]))
    bundle = menus.last_bundle(session, turn)
    since = bundle.sent_at if bundle else None
    return reporting.answer(session, turn.actor, found.pieces, said, turn.now, since=since, files=files)


def ask_next(
    session: Session, turn: Turn, found: Understood, answered: Answered, lines: list[echo.Line], said: str
) -> Message:
    """One question at a time: what would be written first, then which post, then the words that are missing."""
    sure = [doubt for doubt in found.doubts if _to_confirm(doubt)]
    rest = [asking.doubt_line(doubt, turn.today) for doubt in found.doubts if doubt not in sure]
    lines = [*lines, *rest]
    if sure:
        return asking.to_confirm(lines, sure, "report.confirm", {"pieces": _kept(sure), "said": said}, turn.today)
    if found.shared:
        standings, action = found.shared[0]
        return asking.which_post(lines, standings, "report.confirm_one", {"meant": keep(action), "said": said})
    if found.wordless:
        turn.wait_for("support.text", task_id=found.wordless[0].task.id)
        return asking.what_is_in_the_way(lines, found.wordless[0])
    if found.reasonless:
        standing, extend = found.reasonless[0]
        turn.wait_for("extension.reason", task_id=standing.task.id, day=extend.deadline.isoformat())
        return asking.why_more_time(lines, standing, extend.deadline, turn.today)
    if found.doubts and not answered.recorded and found.doubts[0].why is Why.WHICH_ITEM:
        return asking.of_which_task(_everything(session, turn), found.doubts[0].text)
    return _last(turn, found, answered, lines, said)


def _to_confirm(doubt: Doubt) -> bool:
    """A question is never confirmed as if it were a report: the board is offered it."""
    return doubt.standing is not None and doubt.proposal is not None and doubt.why is not Why.QUESTION


def _everything(session: Session, turn: Turn) -> list[Standing]:
    return open_standings(session, turn.actor.leads, turn.today, turn.working_days)


def _last(turn: Turn, found: Understood, answered: Answered, lines: list[echo.Line], said: str) -> Message:
    questions = [doubt for doubt in found.doubts if doubt.why is Why.QUESTION]
    if questions:
        task_id = questions[0].standing.task.id if questions[0].standing else None
        return asking.to_pass_on(lines, {"task_id": task_id, "text": questions[0].text})
    owed = [each.task for each in answered.recorded if each.wants_product]
    if len(owed) == 1 and not found.doubts:
        turn.wait_for("report.product", task_id=owed[0].id)
    return echo.said(lines, echo=not found.doubts)


def _kept(doubts: list[Doubt]) -> list[tuple[int, Kept]]:
    return [
        (doubt.standing.task.id or 0, keep(doubt.proposal)) for doubt in doubts if doubt.standing and doubt.proposal
    ]


@on.action("report.confirm")
def confirmed(session: Session, turn: Turn, pieces: list[tuple[int, Kept]], said: str) -> Answer:
    """Yes, so it was meant."""
    meant = [(task_id, unkeep(kept)) for task_id, kept in pieces]
    answered = reporting.answer(session, turn.actor, meant, said, turn.now, since=turn.now)
    turn.remember(touched=touched(turn, [task_id for task_id, _ in meant]))
    return ask_next(session, turn, Understood(), answered, echo.echo_text(answered, turn.today, {}), said)


@on.action("report.about")
def about(session: Session, turn: Turn, task_id: int, text: str) -> Answer:
    """What was said without a number is of this task."""
    standing = to_report(session, turn.actor, task_id, turn.today, turn.working_days)
    return write(session, turn, understand_of(turn, standing, text), text)


@on.action("report.confirm_one")
def confirmed_one(session: Session, turn: Turn, task_id: int, meant: Kept, said: str) -> Answer:
    return confirmed(session, turn, [(task_id, meant)], said)


@on.action("report.not_so")
def not_so(session: Session, turn: Turn, **_: Any) -> Answer:
    return asking.not_so()
