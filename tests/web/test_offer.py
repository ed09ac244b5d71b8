"""Where a file is to be handed in, for whoever asks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest
from sqlmodel import Session, select

from channels.base import Capabilities, ChatRef, Incoming
from models import Account, SignedLink
from services import links
from services.identity import Actor, actor_of
from tests.web.conftest import CLERK, START, STRANGER, _people
from views.links import offer_upload

URL = "https://bot.example.vn"
IN_WORDS = "Kênh này không nhận được tệp. Đề nghị đồng chí gửi tệp qua Telegram, hoặc nhập nội dung bằng chữ tại đây."


@dataclass
class Turn:
    incoming: Incoming
    actor: Actor
    can: Capabilities
    now: datetime = START


@pytest.fixture
def people(session: Session) -> Iterator[Session]:
    _people(session)
    links.use_public_url(URL)
    yield session
    links.use_public_url("")


def turn(session: Session, user: str, can: Capabilities | None = None) -> Turn:
    account = session.exec(select(Account).where(Account.user_id == user)).one()
    incoming = Incoming("1", ChatRef("bare", user), user, user, START)
    return Turn(incoming, actor_of(session, account, START), can or Capabilities())


def test_a_clerk_gets_a_page_of_her_own_in_private(people: Session) -> None:
    offered = offer_upload(people, turn(people, CLERK))
    first, address, last = offered.text.splitlines()
    assert (first, last, offered.private) == (
        "Kênh này không nhận được tệp. Đề nghị đồng chí gửi tệp tại trang sau (chỉ dành riêng cho đồng chí):",
        "Trang có hiệu lực đến 10 giờ 00, ngày 26/11/2026.",
        True,
    )
    clerk = people.exec(select(Account).where(Account.user_id == CLERK)).one()
    link = links.look(people, address.removeprefix(f"{URL}/upload/"), links.Purpose.UPLOAD, START)
    assert link is not None
    assert (link.args, link.person_id) == ({"account_id": clerk.id, "left": 5}, clerk.person_id)


def test_without_a_public_address_it_is_said_in_words(people: Session) -> None:
    links.use_public_url("")
    assert offer_upload(people, turn(people, CLERK)).text == IN_WORDS


def test_a_stranger_gets_no_page(people: Session) -> None:
    assert offer_upload(people, turn(people, STRANGER)).text == IN_WORDS
    assert people.exec(select(SignedLink)).all() == []


def test_where_files_come_in_they_come_in_here(people: Session) -> None:
    offered = offer_upload(people, turn(people, CLERK, Capabilities(files_in=True)))
    assert (offered.text, offered.private) == ("Đề nghị đồng chí gửi tệp ngay trong cuộc trò chuyện này.", False)
