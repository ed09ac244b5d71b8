"""An annex sent as a file (`/giao` as its caption, or alone in a clerk's private chat): dry run, choice, import, undo."""

from sqlmodel import Session

from channels.base import Attachment
from handlers import menus, on
from handlers.guard import refused
from handlers.turn import Answer, Turn
from rules.text import fold
from services.annex import asking
from services.annex.choices import picks_of
from services.annex.undoing import undo
from services.permissions import Action, may_somewhere
from views import annex_chat as views
from views.evidence import failures as not_arrived
from views.exporting import being_made
from views.message import Message

WORDS = frozenset({"/giao", "giao", "/assign", "assign"})


@on.attachment(10)
def annex(session: Session, turn: Turn) -> Answer:
    """A workbook of the board's; what a leader sends without a word is evidence, as ever."""
    sheet = _sheet(turn)
    asked = fold(turn.text) in WORDS
    alone = not turn.text and not turn.group and bool(turn.actor.board) and not turn.actor.leads
    if sheet is None or not (asked or alone):
        return _no_sheet(turn) if asked else None
    return read(session, turn, sheet)


def replied_to(session: Session, turn: Turn) -> Answer:
    """`/giao` in reply to a file that somebody sent earlier; None where it replies to none."""
    if not turn.incoming.by_reply:
        return None
    sheet = _sheet(turn)
    return read(session, turn, sheet) if sheet is not None else _no_sheet(turn)


def read(session: Session, turn: Turn, sheet: Attachment) -> Answer:
    if not may_somewhere(session, turn.actor, Action.ASSIGN):
        return refused(session, turn, Action.ASSIGN.value)
    asking.read(session, turn.actor, sheet.stored or 0, sheet.name or "", turn.now)
    return views.reading(sheet.name or "")


def _no_sheet(turn: Turn) -> Message:
    """Another kind of file, or one that was lost on the way: then there is nothing but that to say."""
    failures = [each.failure for each in turn.incoming.attachments if each.failure is not None]
    return not_arrived(failures) if failures else views.only_xlsx()


def _sheet(turn: Turn) -> Attachment | None:
    sent = (each for each in turn.incoming.attachments if each.stored is not None and each.kind == "document")
    return next((each for each in sent if fold(each.name or "").endswith((".xlsx", ".xlsm", ".xls"))), None)


@on.action("annex.import")
def confirmed(session: Session, turn: Turn, job_id: int) -> Answer:
    return views.begun(asking.confirm(session, turn.actor, job_id, turn.now))


@on.action("annex.all")
def everything(session: Session, turn: Turn, job_id: int, start: int) -> Answer:
    return views.read(asking.job_of(session, turn.actor, job_id), start)


@on.action("annex.file")
def as_file(session: Session, turn: Turn, job_id: int) -> Answer:
    asking.as_file(session, turn.actor, job_id, turn.now)
    return being_made(group=turn.group)


@on.free_text(8)
def choose(session: Session, turn: Turn) -> Answer:
    """`1 = 2`: whom the first text of one's last dry run means. What a bundle since then asks about is answered as ever."""
    picks = picks_of(turn.text) if turn.actor.board else []
    job = asking.last(session, turn.actor, turn.now) if picks else None
    if job is None or not job.result.get("unclear"):
        return None
    bundle = menus.last_bundle(session, turn)
    if bundle is not None and job.finished_at and bundle.sent_at and bundle.sent_at > job.finished_at:
        return None
    return views.reading_again(asking.choose(session, turn.actor, job, picks, turn.now))


@on.action("annex.drop")
def drop(session: Session, turn: Turn) -> Answer:
    return views.dropped()


@on.action("annex.undo")
def take_back(session: Session, turn: Turn, import_id: int) -> Answer:
    undo(session, turn.actor, import_id, turn.now)
    return views.being_taken_back()
