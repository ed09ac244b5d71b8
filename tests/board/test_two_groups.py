"""A board whose members are on two platforms reads everything in a group on each."""

from datetime import timedelta

from sqlmodel import Session, col, select

from bot.db import Database
from models import Group, Outbox, Unit
from rules.localtime import at
from rules.states import MessageClass, RoleKind
from services.audience import hurry
from services.board import tell_board
from tests.stage import START

NOW = at(START.date(), 9)


def bind(session: Session, unit: int, bot: str, chat: str) -> int:
    group = Group(bot=bot, chat_id=chat, unit_id=unit, purpose=RoleKind.BOARD, bound_at=NOW)
    session.add(group)
    session.flush()
    return group.id or 0


def test_the_latest_group_of_each_bot_is_told_once_and_hurried_with_the_others(database: Database) -> None:
    with Session(database.engine) as session, session.begin():
        unit = Unit(name="Tỉnh ủy", level="tỉnh")
        session.add(unit)
        session.flush()
        old, zalo, new = (
            bind(session, unit.id or 0, *place) for place in (("tg", "-1"), ("zalo-1", "zgr-1"), ("tg", "-2"))
        )

        def tell() -> bool:
            return tell_board(
                session,
                unit_id=unit.id or 0,
                kind="case_asked",
                message_class=MessageClass.ORDER,
                key="case_asked:1",
                now=NOW,
                not_before=NOW + timedelta(minutes=2),
                case_id=1,
            )

        assert [tell(), tell()] == [True, False]
        hurry(session, "case_asked:1", NOW)
        rows = session.exec(
            select(Outbox.group_id, Outbox.lane, Outbox.not_before).order_by(col(Outbox.group_id))
        ).all()
        assert rows == [(zalo, "zalo-1:zgr-1", NOW), (new, "tg:-2", NOW)]
        assert old not in {group for group, _, _ in rows}
