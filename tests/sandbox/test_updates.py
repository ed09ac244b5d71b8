"""getUpdates: what clients of the real service rely on."""

from __future__ import annotations

import asyncio

import pytest
import telegram

from sandbox.people import Phone
from tests.sandbox.conftest import ARRIVED, LAN, SCENE, Api, Control

pytestmark = pytest.mark.anyio


async def test_an_update_stays_until_a_higher_offset_confirms_it(api: Api, lan: Phone) -> None:
    await lan.say("một")
    await lan.say("hai")
    first, second = api.updates()
    assert [each["update_id"] for each in api.updates()] == [first["update_id"], second["update_id"]]
    assert api.updates(offset=second["update_id"]) == [second]
    assert api.updates(offset=second["update_id"] + 1) == []


async def test_update_ids_grow_even_over_a_reset(api: Api, lan: Phone, control: Control) -> None:
    await lan.say("một")
    before = api.updates()[0]["update_id"]
    control.post("/control/reset")
    control.post("/control/scene", SCENE)
    await lan.say("hai")
    assert [each["update_id"] for each in api.updates()] == [before + 1]


async def test_a_message_has_the_platforms_shape(api: Api, lan: Phone) -> None:
    number = await lan.say("/start K7M4Q2")
    (update,) = api.updates()
    message = update["message"]
    date = message.pop("date")
    person = {"id": LAN, "first_name": "Lan"}
    assert isinstance(date, int)
    assert message == {
        "message_id": number,
        "from": {**person, "is_bot": False, "language_code": "vi"},
        "chat": {**person, "type": "private"},
        "text": "/start K7M4Q2",
        "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
    }


async def test_a_negative_offset_keeps_only_the_newest(api: Api, lan: Phone) -> None:
    for word in ("một", "hai", "ba"):
        await lan.say(word)
    assert [each["message"]["text"] for each in api.updates(offset=-1)] == ["ba"]
    assert [each["message"]["text"] for each in api.updates()] == ["ba"]


async def test_limit_gives_the_oldest(api: Api, lan: Phone) -> None:
    for word in ("một", "hai", "ba"):
        await lan.say(word)
    assert [each["message"]["text"] for each in api.result("getUpdates", limit=2)] == ["một", "hai"]


async def test_a_long_poll_answers_as_soon_as_somebody_speaks(bot: telegram.Bot, lan: Phone) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(ARRIVED)
    await lan.say("chào")
    (update,) = await asyncio.wait_for(poll, 4)
    assert update.message
    assert update.message.text == "chào"


async def test_a_long_poll_ends_empty(bot: telegram.Bot) -> None:
    assert await bot.get_updates(timeout=1) == ()


async def test_a_second_poller_ends_the_first(bot: telegram.Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(ARRIVED)
    second = asyncio.create_task(bot.get_updates(timeout=1))
    with pytest.raises(telegram.error.Conflict) as refused:
        await first
    assert str(refused.value) == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    assert await second == ()


async def test_a_webhook_excludes_polling(bot: telegram.Bot) -> None:
    waiting = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(ARRIVED)
    await bot.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(telegram.error.Conflict, match="terminated by setWebhook request"):
        await waiting
    with pytest.raises(telegram.error.Conflict) as refused:
        await bot.get_updates()
    assert str(refused.value) == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_allowed_updates_holds_for_later_updates_only(api: Api, lan: Phone) -> None:
    await lan.say("một")
    api.result("getUpdates", allowed_updates=["callback_query"])
    await lan.say("hai")
    assert [each["message"]["text"] for each in api.updates()] == ["một"]
    api.result("getUpdates", allowed_updates=[])
    await lan.say("ba")
    assert [each["message"]["text"] for each in api.updates()] == ["một", "ba"]


async def test_an_edited_message_is_an_update_of_its_own(bot: telegram.Bot, lan: Phone, control: Control) -> None:
    number = await lan.say("7 xon")
    control.post("/phones/api/edit", {"user": LAN, "chat": LAN, "message_id": number, "text": "7 xong"})
    _, edited = await bot.get_updates()
    assert edited.edited_message
    assert (edited.edited_message.message_id, edited.edited_message.text) == (number, "7 xong")
    assert edited.edited_message.edit_date is not None


async def test_forwarded_and_quoted_messages_say_so(bot: telegram.Bot, lan: Phone) -> None:
    first = await lan.say("Mã K7M4Q2", forward_from=12)
    await lan.say("chuyển từ người ẩn", forward_from="Ẩn danh")
    await lan.say("về tin trên", reply_to=first)
    known, hidden, reply = [update.message for update in await bot.get_updates()]
    assert known
    assert hidden
    assert reply
    assert isinstance(known.forward_origin, telegram.MessageOriginUser)
    assert known.forward_origin.sender_user.full_name == "Minh Trần"
    assert isinstance(hidden.forward_origin, telegram.MessageOriginHiddenUser)
    assert hidden.forward_origin.sender_user_name == "Ẩn danh"
    assert reply.reply_to_message
    assert reply.reply_to_message.message_id == first
    assert reply.reply_to_message.text == "Mã K7M4Q2"
