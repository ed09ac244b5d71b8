"""What is old is deleted at night; what is young, waits or is the record itself stays."""

from datetime import date, timedelta

from sqlmodel import Session, select

from models import Account, CodeAttempt, Inbox, InboxState, Menu, Outbox, OutboxState
from rules.localtime import at
from rules.states import MessageClass
from scheduler.weekly import JOBS
from services import retention

NOW = at(date(2026, 11, 26), 2)
OLD, YOUNG = NOW - timedelta(days=91), NOW - timedelta(days=89)


def fill(session: Session) -> None:
    for number, (age, state) in enumerate(
        [(OLD, "sent"), (OLD, "queued"), (YOUNG, "sent"), (OLD, "dead"), (OLD, "skipped")], start=1
    ):
        menu = Menu(bot="b", chat_id="c", token=f"t{number}", created_at=age)
        session.add(menu)
        session.flush()
        session.add(
            Outbox(
                lane="b:c",
                key=f"k{number}",
                message_class=MessageClass.REPLY,
                state=OutboxState(state),
                not_before=age,
                created_at=age,
                menu_id=menu.id,
            )
        )
    for key, age, state in [
        ("old", OLD, InboxState.DONE),
        ("ancient", NOW - timedelta(days=366), InboxState.DONE),
        ("broken", OLD, InboxState.DEAD),
    ]:
        session.add(
            Inbox(
                bot="b",
                key=key,
                chat_id="c",
                user_id="u",
                state=state,
                payload={"text": "lời"},
                not_before=age,
                received_at=age,
                error="ValueError" if state is InboxState.DEAD else None,
            )
        )
    session.add(CodeAttempt(bot="b", chat_id="c", at=NOW - timedelta(days=2)))
    session.add(CodeAttempt(bot="b", chat_id="c", at=NOW))
    for user, age in (("gone", OLD), ("here", YOUNG)):
        session.add(Account(bot="b", user_id=user, chat_id=user, display_name=f"Người {user}", heard_at=age))
    session.flush()


def test_what_is_old_goes_and_the_rest_stays(session: Session) -> None:
    fill(session)
    gone = {"inbox_texts": 1, "inbox": 1, "outbox": 3, "menu": 3, "code_attempt": 1, "account_names": 1}
    assert retention.purge(session, NOW) == gone
    assert sorted(session.exec(select(Outbox.key)).all()) == ["k2", "k3"]
    assert sorted(session.exec(select(Inbox.key)).all()) == ["broken", "old"]
    session.expire_all()
    assert sorted(session.exec(select(Account.display_name)).all()) == ["", "Người here"]
    assert session.exec(select(Inbox.payload).where(Inbox.key == "broken")).one() == {}
    assert retention.purge(session, NOW) == {}


def test_it_is_done_every_night(session: Session) -> None:
    fill(session)
    (job,) = [job for job in JOBS if job.name == "purge"]
    note = job.run(session, NOW, NOW)
    assert note == "inbox_texts 1, inbox 1, outbox 3, menu 3, code_attempt 1, account_names 1"
