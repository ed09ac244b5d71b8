"""Pressed buttons and their answers."""

from __future__ import annotations

import asyncio

import pytest
import telegram

from sandbox.people import Phone, Refused
from tests.sandbox.conftest import GROUP, LAN, MINH, Api, Control

pytestmark = pytest.mark.anyio

KEYBOARD = {"inline_keyboard": [[{"text": "Nhận", "callback_data": "t1"}, {"text": "Xem", "url": "https://a.vn"}]]}
OLD = "query is too old and response timeout expired or query ID is invalid"


async def pressed(bot: telegram.Bot) -> telegram.CallbackQuery:
    (update,) = await bot.get_updates(timeout=3, allowed_updates=["callback_query", "message"])
    assert update.callback_query
    return update.callback_query


async def test_a_press_is_an_update_and_its_answer_is_shown(bot: telegram.Bot, api: Api, lan: Phone) -> None:
    sent = api.result("sendMessage", chat_id=LAN, text="Giao việc", reply_markup=KEYBOARD)
    press = asyncio.create_task(lan.press("Nhận"))
    query = await pressed(bot)
    assert isinstance(query.message, telegram.Message)
    assert (query.data, query.from_user.id, query.message.message_id) == ("t1", LAN, sent["message_id"])
    assert (query.message.text, query.message.chat.id) == ("Giao việc", LAN)
    assert query.chat_instance
    assert await bot.answer_callback_query(query.id, "Đã nhận")
    assert await press == "Đã nhận"


async def test_an_answer_may_have_no_text(bot: telegram.Bot, api: Api, lan: Phone, control: Control) -> None:
    api.result("sendMessage", chat_id=LAN, text="?", reply_markup=KEYBOARD)
    press = asyncio.create_task(lan.press("t1"))
    await bot.answer_callback_query((await pressed(bot)).id)
    assert await press is None
    assert [event["text"] for event in control.events("answer")] == [None]


async def test_a_second_answer_and_an_unknown_one_are_refused(bot: telegram.Bot, api: Api, lan: Phone) -> None:
    api.result("sendMessage", chat_id=LAN, text="?", reply_markup=KEYBOARD)
    press = asyncio.create_task(lan.press("Nhận"))
    query = await pressed(bot)
    await bot.answer_callback_query(query.id)
    await press
    assert api.refusal("answerCallbackQuery", callback_query_id=query.id) == (400, f"Bad Request: {OLD}")
    assert api.refusal("answerCallbackQuery", callback_query_id="1") == (400, f"Bad Request: {OLD}")


async def test_an_old_query_cannot_be_answered(bot: telegram.Bot, api: Api, lan: Phone, control: Control) -> None:
    control.post("/control/options", {"query_life": 0.0, "answer_wait": 0.1})
    api.result("sendMessage", chat_id=LAN, text="?", reply_markup=KEYBOARD)
    assert await lan.press("Nhận") is None
    query = await pressed(bot)
    assert api.refusal("answerCallbackQuery", callback_query_id=query.id) == (400, f"Bad Request: {OLD}")


async def test_any_member_of_a_group_may_press(bot: telegram.Bot, api: Api, minh: Phone) -> None:
    api.result("sendMessage", chat_id=GROUP, text="?", reply_markup=KEYBOARD)
    press = asyncio.create_task(minh.press("Nhận"))
    query = await pressed(bot)
    assert (query.from_user.id, query.from_user.full_name) == (MINH, "Minh Trần")
    await bot.answer_callback_query(query.id, "Rõ")
    assert await press == "Rõ"


async def test_a_used_button_still_works_until_the_bot_takes_it_away(api: Api, lan: Phone, control: Control) -> None:
    sent = api.result("sendMessage", chat_id=LAN, text="?", reply_markup=KEYBOARD)
    control.post("/control/options", {"answer_wait": 0.05})
    await lan.press("Nhận")
    await lan.press("Nhận")
    assert len(api.updates()) == 2
    api.result("editMessageReplyMarkup", chat_id=LAN, message_id=sent["message_id"])
    given = {"user": LAN, "chat": LAN, "message_id": sent["message_id"], "data": "t1"}
    assert control.refused("/phones/api/press", given) == "Nút này không còn dùng được."


async def test_an_address_cannot_be_pressed(api: Api, lan: Phone) -> None:
    api.result("sendMessage", chat_id=LAN, text="?", reply_markup=KEYBOARD)
    with pytest.raises(Refused):
        await lan.press("Xem")


def test_an_answer_longer_than_200_characters(api: Api) -> None:
    refused = (400, "Bad Request: MESSAGE_TOO_LONG")
    assert api.refusal("answerCallbackQuery", callback_query_id="1", text="a" * 201) == refused
