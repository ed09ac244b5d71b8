"""How often codes may be guessed: five times a chat (test_strangers), fifty a bot, a hundred in all; within an hour."""

from datetime import timedelta

import pytest
from sqlmodel import Session, func, select

from models import CodeAttempt, Outbox
from services import invitations
from tests.access.house import NOW, FullHouse
from tests.joining.slips import GREETING, POST, slip
from tests.stage import Stage

REFUSED = (
    "Rất tiếc, hiện có quá nhiều mã sai được gửi đến nên tạm thời không nhận mã. "
    "Đề nghị đồng chí gửi lại sau một giờ hoặc liên hệ Ban Tổ chức."
)


def guess(session: Session, bot: str, times: int, *, ago: timedelta = timedelta(minutes=1)) -> None:
    """From a new chat each time."""
    start = session.exec(select(func.count()).select_from(CodeAttempt)).one()
    session.add_all(CodeAttempt(bot=bot, chat_id=f"{start + n}", at=NOW - ago) for n in range(times))
    session.flush()


def test_many_chats_together_guess_no_faster(session: Session) -> None:
    guess(session, "one", invitations.OF_A_BOT - 1)
    assert not invitations.too_many(session, "one", NOW)
    guess(session, "one", 1)
    assert [invitations.too_many(session, bot, NOW) for bot in ("one", "two")] == [True, False]
    guess(session, "two", invitations.IN_ALL - invitations.OF_A_BOT - 1)
    assert not invitations.too_many(session, "three", NOW)
    guess(session, "three", 1)
    assert invitations.too_many(session, "three", NOW)
    assert not invitations.too_many(session, "one", NOW + timedelta(hours=1))


def test_the_board_hears_of_it(session: Session) -> None:
    FullHouse(session)
    guess(session, "bare", invitations.OF_A_BOT - 1)
    assert invitations.wrong(session, "bare", "a new chat", NOW) is False
    told = session.exec(select(Outbox.kind).where(Outbox.kind == "code_guessing")).all()
    assert set(told) == {"code_guessing"}


@pytest.mark.anyio
async def test_then_not_even_a_good_code_is_looked_at_and_it_stays_good(stage: Stage) -> None:
    code, newcomer = slip(stage, stage.add_post(POST)), await stage.stranger()
    with stage.session() as session:
        bot = stage.street.channel.bot
        session.add_all(CodeAttempt(bot=bot, chat_id=f"c{n}", at=stage.start) for n in range(invitations.OF_A_BOT))
    assert await newcomer.says(code) == [REFUSED]
    await stage.jump(stage.start + timedelta(minutes=61))
    assert await newcomer.says(code) == [GREETING.format(who=POST)]
