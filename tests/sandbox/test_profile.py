"""What a bot tells people about itself."""

from __future__ import annotations

import pytest
import telegram
from telegram import BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeChat

from tests.sandbox.conftest import GROUP, LAN, Api

pytestmark = pytest.mark.anyio

WORK = BotCommand("viec", "Danh sách nhiệm vụ")
GIVE = BotCommand("giao", "Giao nhiệm vụ")


async def test_a_bot_knows_itself(bot: telegram.Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.username, me.full_name, me.can_read_all_group_messages) == (
        1000,
        "giaoviec_bot",
        "Giao Việc",
        False,
    )


async def test_commands_belong_to_a_scope_and_a_language(bot: telegram.Bot) -> None:
    await bot.set_my_commands([WORK])
    await bot.set_my_commands([GIVE], scope=BotCommandScopeAllGroupChats())
    await bot.set_my_commands([WORK, GIVE], scope=BotCommandScopeChat(GROUP), language_code="vi")
    assert await bot.get_my_commands() == (WORK,)
    assert await bot.get_my_commands(scope=BotCommandScopeAllGroupChats()) == (GIVE,)
    assert await bot.get_my_commands(scope=BotCommandScopeChat(GROUP)) == ()
    assert await bot.get_my_commands(scope=BotCommandScopeChat(GROUP), language_code="vi") == (WORK, GIVE)
    await bot.delete_my_commands()
    assert await bot.get_my_commands() == ()


async def test_texts_are_kept(bot: telegram.Bot) -> None:
    await bot.set_my_description("Trợ lý tự động")
    await bot.set_my_short_description("Trợ lý")
    await bot.set_my_name("Giao Việc Tỉnh ủy")
    assert (await bot.get_my_description()).description == "Trợ lý tự động"
    assert (await bot.get_my_short_description()).short_description == "Trợ lý"
    assert (await bot.get_my_name()).name == "Giao Việc Tỉnh ủy"


async def test_people_have_no_profile_photos(bot: telegram.Bot) -> None:
    assert (await bot.get_user_profile_photos(LAN)).total_count == 0


async def test_logging_out_and_closing_are_accepted(bot: telegram.Bot) -> None:
    assert await bot.log_out()
    assert await bot.close()


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"commands": [{"command": "Việc", "description": "a"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "viec", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [{"command": "viec"}]}, "can't parse BotCommand: expected an Object"),
        ({"commands": [{"command": "viec", "description": "a"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": "{"}, "can't parse commands JSON object"),
        ({"commands": {}}, "expected an Array of BotCommand"),
        (
            {"commands": [], "scope": {"type": "mặt trăng"}},
            "can't parse BotCommandScope: Unsupported type specified",
        ),
    ],
)
def test_commands_that_cannot_be(api: Api, params: dict[str, object], words: str) -> None:
    assert api.refusal("setMyCommands", **params) == (400, f"Bad Request: {words}")


def test_a_description_that_is_too_long(api: Api) -> None:
    refused = (400, "Bad Request: short description is too long")
    assert api.refusal("setMyShortDescription", short_description="a" * 121) == refused
