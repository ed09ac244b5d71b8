"""The page to hand a file in is offered with `/giao` alone, and with what came instead of the file within ten minutes."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from channels.base import Attachment, ChatRef, Incoming
from services import links
from tests.stage import Actor, Stage

pytestmark = pytest.mark.anyio
OFFER = "Kênh này không nhận được tệp. Đề nghị đồng chí gửi tệp tại trang sau (chỉ dành riêng cho đồng chí):"


@pytest.fixture
def public() -> Iterator[None]:
    links.use_public_url("https://bot.example.vn")
    yield
    links.use_public_url("")


def first_lines(heard: list[str]) -> list[str]:
    return [text.splitlines()[0] for text in heard]


async def unsupported(stage: Stage, actor: Actor, key: str) -> list[str]:
    """What a channel says of a kind that it does not hand on."""
    own, now = stage.street.account(actor.user), stage.clock.now()
    chat = ChatRef(stage.street.channel.bot, own)
    await stage._storing.keep([Incoming(key, chat, own, "C", now, attachments=(Attachment("other", ""),))])
    await stage.settle()
    return first_lines(await actor.heard())


async def test_with_giao_alone_and_for_ten_minutes(stage: Stage, public: None) -> None:
    clerk = await stage.clerk()
    takes_files = stage.street.channel.capabilities.files_in
    assert (OFFER in first_lines(await clerk.says("/giao"))) is not takes_files
    assert (await unsupported(stage, clerk, "u1") == [OFFER]) is not takes_files
    await stage.jump(stage.clock.now() + timedelta(minutes=11))
    assert OFFER not in await unsupported(stage, clerk, "u2")


async def test_without_a_public_address_it_is_only_asked(stage: Stage) -> None:
    clerk = await stage.clerk()
    assert len(await clerk.says("/giao")) == 1


async def test_a_leader_is_offered_nothing(stage: Stage, public: None) -> None:
    leader = await stage.leader(stage.add_post("Bí thư"))
    assert OFFER not in await unsupported(stage, leader, "u3")
