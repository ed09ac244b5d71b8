"""Greeting the server: what must be right, and what may be lacking."""

from __future__ import annotations

import pytest
from structlog.testing import capture_logs

from channels.base import CommandHelp
from channels.telegram import TelegramChannel, TokenRefused
from tests.telegram.support import Crooked, MakeChannel, Place

pytestmark = pytest.mark.anyio

COMMANDS = (
    CommandHelp("viec", "Danh sách nhiệm vụ"),
    CommandHelp("giao", "Giao một nhiệm vụ", scope="board"),
    CommandHelp("?", "Trợ giúp"),
)
LEADERS = [{"command": "viec", "description": "Danh sách nhiệm vụ"}]
BOARD = [{"command": "giao", "description": "Giao một nhiệm vụ"}]


async def test_the_menus_and_the_card(place: Place, channel: TelegramChannel) -> None:
    await channel.start(COMMANDS)
    assert await place.ask("getMyCommands") == LEADERS
    assert await place.ask("getMyCommands", scope={"type": "all_group_chats"}) == BOARD + LEADERS
    description = (await place.ask("getMyDescription"))["description"]
    assert description.startswith((await place.ask("getMyShortDescription"))["short_description"])
    assert "tài liệu, thông tin mật" in description


async def test_a_server_without_menus(crooked: Crooked, make: MakeChannel) -> None:
    crooked.says("404 Not Found", b'{"ok":false,"error_code":404,"description":"Not Found"}')
    crooked.results(getMe={"id": 7, "is_bot": True, "first_name": "B"})
    with capture_logs() as logs:
        await make("7:token", crooked.url).start(COMMANDS)
    assert [each["event"] for each in logs] == ["telegram_menu_skipped"] * 4


@pytest.mark.parametrize("kind", ["reset", "500", "502html"])
async def test_a_network_that_is_down_does_not_stop_the_bot(kind: str, place: Place, channel: TelegramChannel) -> None:
    await place.faults({"kind": kind, "method": "getMe", "times": 1})
    with capture_logs() as logs:
        await channel.start(COMMANDS)
    assert [each["event"] for each in logs] == ["telegram_start_deferred"]


@pytest.mark.parametrize("status", ["401 Unauthorized", "404 Not Found"])
async def test_a_refused_token_does(status: str, crooked: Crooked, make: MakeChannel) -> None:
    code, _, words = status.partition(" ")
    crooked.says(status, f'{{"ok":false,"error_code":{code},"description":"{words}"}}'.encode())
    with pytest.raises(TokenRefused) as caught:
        await make("7:token", crooked.url).start(COMMANDS)
    expected = "Telegram không chấp nhận mã của bot; đề nghị kiểm tra GIAOVIEC_TELEGRAM_TOKEN."
    assert (str(caught.value), caught.value.permanent) == (expected, True)


async def test_a_token_revoked_while_the_menus_are_set(place: Place, crooked: Crooked, make: MakeChannel) -> None:
    crooked.says("401 Unauthorized", b'{"ok":false,"error_code":401,"description":"Unauthorized"}')
    crooked.results(getMe={"id": 7, "is_bot": True, "first_name": "B"})
    with pytest.raises(TokenRefused):
        await make("7:token", crooked.url).start(COMMANDS)


@pytest.mark.parametrize("token", ["", "7:to ken", "7:token\n", "7:to/ken"])
def test_what_can_not_be_a_token(token: str) -> None:
    with pytest.raises(TokenRefused):
        TelegramChannel("tg", token)


@pytest.mark.parametrize(
    "wrong",
    [{"api": "api.telegram.org"}, {"api": "ftp://x"}, {"api": "http://"}, {"proxy": "x"}, {"proxy": "foo://u:p@h"}],
)
def test_what_can_not_be_an_address(wrong: dict[str, str]) -> None:
    with pytest.raises(
        ValueError, match=r"^GIAOVIEC_TELEGRAM_(API|PROXY) phải là một địa chỉ http:// hoặc https://\.$"
    ):
        TelegramChannel("tg", "7:token", **wrong)  # type: ignore[arg-type]
