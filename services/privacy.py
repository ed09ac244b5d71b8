"""What is held about a person, and erasing it: posts, tasks, reports and figures stay (issue 7, item 5)."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, update
from sqlmodel import Session, col, select

from models import (
    Account,
    Assessment,
    Cause,
    Conversation,
    Discipline,
    Evidence,
    Extension,
    FreeText,
    History,
    Inbox,
    InboxState,
    Instruction,
    Milestone,
    Outbox,
    OutboxState,
    Person,
    Post,
    Remark,
    Report,
    Role,
    Round,
    Score,
    SupportCase,
    Tenure,
    Verification,
)
from rules.localtime import today
from services.history import record, words
from services.units import the_root

ERASED = "erased"
# every column that points to somebody's words, with the column that says whose they are (a test holds the list complete)
WRITTEN = (
    (col(History.text_id), col(History.actor_id)),
    (col(Report.text_id), col(Report.author_id)),
    (col(Verification.text_id), col(Verification.verifier_id)),
    (col(SupportCase.text_id), col(SupportCase.asked_by)),
    (col(SupportCase.answer_id), col(SupportCase.answered_by)),
    (col(Extension.reason_id), col(Extension.asked_by)),
    (col(Extension.decision_id), col(Extension.decided_by)),
    (col(Instruction.text_id), col(Instruction.given_by)),
    (col(Instruction.answer_id), col(Instruction.answered_by)),
    (col(Score.text_id), col(Score.entered_by)),
    (col(Round.text_id), col(Round.opened_by)),
    (col(Cause.text_id), col(Cause.confirmed_by)),
    (col(Assessment.text_id), col(Assessment.decided_by)),
    (col(Discipline.text_id), col(Discipline.recorded_by)),
    (col(Remark.text_id), col(Remark.person_id)),
    (col(Milestone.text_id), col(Milestone.author_id)),
)


def held_about(session: Session, person_id: int) -> dict[str, Any]:
    """Everything that is kept of a person, as plain values: who they are, where they are linked, what they did and wrote."""
    person = session.get_one(Person, person_id)
    accounts = session.exec(select(Account).where(Account.person_id == person_id).order_by(col(Account.id)))
    rows = session.exec(select(History).where(History.actor_id == person_id).order_by(col(History.id)))
    return {
        "person": {"id": person_id, "name": person.name, "phone": person.phone},
        "accounts": [{"bot": each.bot, "user": each.user_id, "name": each.display_name} for each in accounts],
        "posts": [_tenure(session, each) for each in _tenures(session, person_id)],
        "roles": [{"role": each.kind.value, **_span(each)} for each in _roles(session, person_id)],
        "acts": [
            {"at": row.at.isoformat(), "what": row.event, "of": row.subject, "words": words(session, row.text_id)}
            for row in rows
        ],
    }


def erase(session: Session, person_id: int, now: datetime) -> None:
    """Erase the name, the phone, the accounts, every word the person wrote and their files' names; what they did stays."""
    person = session.get_one(Person, person_id)
    person.name = person.phone = None
    session.add(person)
    in_force: list[Tenure | Role] = [*_tenures(session, person_id), *_roles(session, person_id)]
    for held in in_force:
        if held.ends_on is None or held.ends_on >= today(now):
            held.ends_on = today(now) - timedelta(days=1)
            session.add(held)
    _forget_accounts(session, person_id)
    for words_of, author in WRITTEN:
        written = select(words_of).where(author == person_id, words_of.is_not(None))
        session.execute(update(FreeText).where(col(FreeText.id).in_(written)).values(body=None, salt=""))
    theirs = select(Report.id).where(Report.author_id == person_id)
    session.execute(update(Evidence).where(col(Evidence.report_id).in_(theirs)).values(name=None))
    to_them = col(Outbox.person_id) == person_id
    waiting = col(Outbox.state).in_([OutboxState.QUEUED, OutboxState.SENDING])
    session.execute(update(Outbox).where(to_them, waiting).values(state=OutboxState.SKIPPED))
    session.execute(update(Outbox).where(to_them).values(body=[], args={}, error=ERASED))
    root = the_root(session).id or 0
    record(session, unit_id=root, subject=f"person:{person_id}", event=ERASED, actor=None, now=now)


def _forget_accounts(session: Session, person_id: int) -> None:
    """An account's row stays for the invitation that names it; who it was can't be told from it any more."""
    for account in session.exec(select(Account).where(Account.person_id == person_id)):
        said = (col(Outbox.bot) == account.bot, col(Outbox.chat_id) == account.chat_id)
        session.execute(update(Outbox).where(*said).values(body=[], chat_id=None, message_id=None, error=ERASED))
        talk = (col(Conversation.bot) == account.bot, col(Conversation.user_id) == account.user_id)
        session.execute(delete(Conversation).where(*talk))
        session.execute(update(Inbox).where(*_inbox(account)).values(payload={}, user_id=ERASED, chat_id=ERASED))
        account.user_id = account.chat_id = f"{ERASED}:{account.id}"
        account.display_name, account.person_id, account.linked_at, account.reachable = "", None, None, False
        session.add(account)


def _inbox(account: Account) -> tuple[ColumnElement[bool], ...]:
    handled = col(Inbox.state).in_([InboxState.DONE, InboxState.DEAD])
    return (col(Inbox.bot) == account.bot, col(Inbox.user_id) == account.user_id, handled)


def _tenures(session: Session, person_id: int) -> list[Tenure]:
    return list(session.exec(select(Tenure).where(Tenure.person_id == person_id).order_by(col(Tenure.id))))


def _roles(session: Session, person_id: int) -> list[Role]:
    return list(session.exec(select(Role).where(Role.person_id == person_id).order_by(col(Role.id))))


def _tenure(session: Session, tenure: Tenure) -> dict[str, Any]:
    return {"post": session.get_one(Post, tenure.post_id).name, **_span(tenure)}


def _span(held: Tenure | Role) -> dict[str, Any]:
    return {"from": held.starts_on.isoformat(), "to": held.ends_on.isoformat() if held.ends_on else None}
