"""Changing and deleting messages."""

from __future__ import annotations

import pytest
import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from sandbox.people import Phone
from tests.sandbox.conftest import GROUP, LAN, Api
from tests.sandbox.pictures import png

pytestmark = pytest.mark.anyio

ONE = InlineKeyboardMarkup([[InlineKeyboardButton("Một", callback_data="1")]])
TWO = InlineKeyboardMarkup([[InlineKeyboardButton("Hai", callback_data="2")]])
SAME = (
    "Message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)


async def test_a_text_changes_where_it_stands(bot: telegram.Bot, lan: Phone) -> None:
    sent = await bot.send_message(LAN, "một", reply_markup=ONE)
    edited = await bot.edit_message_text("hai", LAN, sent.message_id, reply_markup=TWO)
    assert isinstance(edited, telegram.Message)
    assert (edited.message_id, edited.text, edited.reply_markup) == (sent.message_id, "hai", TWO)
    assert edited.edit_date is not None
    await lan.refresh()
    assert [(each.text, each.buttons) for each in lan.history] == [("hai", [("Hai", "2")])]


async def test_a_keyboard_that_is_not_given_again_is_gone(bot: telegram.Bot, lan: Phone) -> None:
    sent = await bot.send_message(LAN, "một", reply_markup=ONE)
    edited = await bot.edit_message_reply_markup(LAN, sent.message_id)
    assert isinstance(edited, telegram.Message)
    assert edited.reply_markup is None
    await lan.refresh()
    assert lan.history[0].buttons == []


async def test_a_caption_changes(bot: telegram.Bot) -> None:
    sent = await bot.send_photo(LAN, png(), caption="một")
    edited = await bot.edit_message_caption(LAN, sent.message_id, caption="hai")
    assert isinstance(edited, telegram.Message)
    assert (edited.caption, edited.photo) == ("hai", sent.photo)


async def test_what_stays_the_same_is_refused(bot: telegram.Bot) -> None:
    sent = await bot.send_message(LAN, "xem https://a.vn", reply_markup=ONE)
    with pytest.raises(telegram.error.BadRequest, match=SAME):
        await bot.edit_message_text("xem https://a.vn", LAN, sent.message_id, reply_markup=ONE)
    with pytest.raises(telegram.error.BadRequest, match=SAME):
        await bot.edit_message_reply_markup(LAN, sent.message_id, reply_markup=ONE)


async def test_a_deleted_message_is_gone_from_the_phone(bot: telegram.Bot, lan: Phone) -> None:
    sent = await bot.send_message(LAN, "một")
    theirs = await lan.say("hai")
    assert await bot.delete_message(LAN, sent.message_id)
    assert await bot.delete_message(LAN, theirs)
    await lan.refresh()
    assert lan.history == []


async def test_in_a_group_a_bot_cannot_delete_what_others_wrote(bot: telegram.Bot, minh: Phone) -> None:
    theirs = await minh.say("/viec")
    with pytest.raises(telegram.error.BadRequest, match="Message can't be deleted"):
        await bot.delete_message(GROUP, theirs)


async def test_a_message_of_somebody_else_cannot_be_edited(api: Api, lan: Phone) -> None:
    theirs = await lan.say("của tôi")
    refused = api.refusal("editMessageText", chat_id=LAN, message_id=theirs, text="của bot")
    assert refused == (400, "Bad Request: message can't be edited")


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("editMessageText", {"message_id": 99, "text": "a"}, "message to edit not found"),
        ("editMessageText", {"text": "a"}, "message identifier is not specified"),
        ("deleteMessage", {"message_id": 99}, "message to delete not found"),
        ("editMessageCaption", {"message_id": 1, "caption": "a"}, "there is no caption in the message to edit"),
        ("editMessageText", {"message_id": 2, "text": "a"}, "there is no text in the message to edit"),
        ("editMessageText", {"message_id": 1, "text": "a" * 4097}, "message is too long"),
        ("editMessageText", {"message_id": 1, "text": ""}, "message text is empty"),
        ("editMessageCaption", {"message_id": 2, "caption": "a" * 1025}, "message caption is too long"),
    ],
)
async def test_an_edit_that_cannot_be(
    api: Api, bot: telegram.Bot, method: str, params: dict[str, object], words: str
) -> None:
    await bot.send_message(LAN, "chữ")
    await bot.send_photo(LAN, png())
    assert api.refusal(method, chat_id=LAN, **params) == (400, f"Bad Request: {words}")
