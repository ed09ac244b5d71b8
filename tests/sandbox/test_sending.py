"""sendMessage and its refusals, in the platform's words."""

from __future__ import annotations

import pytest
import telegram
from telegram import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MessageEntity,
    ReplyKeyboardRemove,
    ReplyParameters,
)

from sandbox.people import Phone
from tests.sandbox.conftest import GROUP, LAN, MINH, STRANGER, Api, Control

pytestmark = pytest.mark.anyio

EMOJI = "😀"  # two UTF-16 units


async def test_a_message_reaches_the_phone_and_comes_back(bot: telegram.Bot, lan: Phone) -> None:
    bold = MessageEntity(MessageEntity.BOLD, 0, 2)
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Một", callback_data="t1")]])
    sent = await bot.send_message(LAN, f"{EMOJI} Chào", entities=[bold], reply_markup=keyboard)
    assert (sent.text, sent.entities, sent.reply_markup) == (f"{EMOJI} Chào", (bold,), keyboard)
    seen = await lan.expect()
    assert (seen.id, seen.text, seen.buttons) == (sent.message_id, f"{EMOJI} Chào", [("Một", "t1")])
    assert seen.raw["from"] == {"id": 1000, "name": "Giao Việc", "is_bot": True}
    assert seen.raw["entities"] == [{"type": "bold", "offset": 0, "length": 2}]


async def test_message_ids_grow_within_a_chat(bot: telegram.Bot, lan: Phone) -> None:
    first = await lan.say("một")
    sent = await bot.send_message(LAN, "hai")
    group = await bot.send_message(GROUP, "nhóm")
    assert (first, sent.message_id, group.message_id) == (1, 2, 1)


async def test_a_reply_brings_the_quoted_message(bot: telegram.Bot, lan: Phone) -> None:
    asked = await lan.say("hỏi")
    sent = await bot.send_message(LAN, "đáp", reply_parameters=ReplyParameters(asked))
    assert sent.reply_to_message
    assert (sent.reply_to_message.message_id, sent.reply_to_message.text) == (asked, "hỏi")
    assert (await lan.expect()).raw["reply_to"] == asked


async def test_a_reply_to_nothing_is_refused_unless_it_need_not_be_one(bot: telegram.Bot) -> None:
    with pytest.raises(telegram.error.BadRequest, match="Message to be replied not found"):
        await bot.send_message(LAN, "đáp", reply_parameters=ReplyParameters(99))
    sent = await bot.send_message(LAN, "đáp", reply_parameters=ReplyParameters(99, allow_sending_without_reply=True))
    assert sent.reply_to_message is None


async def test_the_other_keyboards_are_accepted(bot: telegram.Bot) -> None:
    assert (await bot.send_message(LAN, "một", reply_markup=ReplyKeyboardRemove())).reply_markup is None
    assert (await bot.send_message(LAN, "hai", reply_markup=ForceReply())).reply_markup is None


@pytest.mark.parametrize("text", ["a" * 4096, EMOJI * 2048, "ế" * 4096])
def test_the_longest_text_is_accepted(api: Api, text: str) -> None:
    assert api.result("sendMessage", chat_id=LAN, text=text)["text"] == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a" * 4097, "message is too long"),
        (EMOJI * 2048 + "a", "message is too long"),
        ("", "message text is empty"),
        (" \n ", "text must be non-empty"),
    ],
)
def test_a_text_that_cannot_be_sent(api: Api, text: str, words: str) -> None:
    assert api.refusal("sendMessage", chat_id=LAN, text=text) == (400, f"Bad Request: {words}")


@pytest.mark.parametrize(
    ("chat", "refused"),
    [
        (424242, (400, "Bad Request: chat not found")),
        (-4242, (400, "Bad Request: chat not found")),
        ("", (400, "Bad Request: chat_id is empty")),
        (STRANGER, (403, "Forbidden: bot can't initiate conversation with a user")),
    ],
)
def test_a_chat_that_cannot_be_written_to(api: Api, chat: object, refused: tuple[int, str]) -> None:
    assert api.refusal("sendMessage", chat_id=chat, text="chào") == refused


async def test_a_blocked_bot_is_told_so_by_both_sides(api: Api, lan: Phone) -> None:
    await lan.block()
    assert api.refusal("sendMessage", chat_id=LAN, text="chào") == (403, "Forbidden: bot was blocked by the user")
    await lan.unblock()
    api.result("sendMessage", chat_id=LAN, text="chào")
    changes = [update["my_chat_member"] for update in api.updates()]
    assert [(each["old_chat_member"]["status"], each["new_chat_member"]["status"]) for each in changes] == [
        ("member", "kicked"),
        ("kicked", "member"),
    ]


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"text": "a", "callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": "ế" * 22}, "BUTTON_DATA_INVALID"),
        ({"text": " ", "callback_data": "x"}, "BUTTON_TEXT_INVALID"),
        ({"text": "a"}, "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
    ],
)
def test_a_button_that_cannot_be(api: Api, button: dict[str, str], words: str) -> None:
    markup = {"inline_keyboard": [[button]]}
    assert api.refusal("sendMessage", chat_id=LAN, text="a", reply_markup=markup) == (400, f"Bad Request: {words}")


def test_64_bytes_of_data_are_accepted(api: Api) -> None:
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "x" * 64}]]}
    assert api.result("sendMessage", chat_id=LAN, text="a", reply_markup=markup)["reply_markup"] == markup


@pytest.mark.parametrize(
    ("entity", "words"),
    [
        ((1, 1), "entity begins in a middle of a UTF-16 symbol at byte offset 4"),
        ((0, 1), "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 4"),
        ((0, 9), "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 3"),
        ((7, 1), "entity begins after the end of the text at UTF-16 offset 3"),
    ],
)
def test_entities_must_fit_the_text(api: Api, entity: tuple[int, int], words: str) -> None:
    entities = [{"type": "bold", "offset": entity[0], "length": entity[1]}]
    assert api.refusal("sendMessage", chat_id=LAN, text=f"{EMOJI}a", entities=entities) == (
        400,
        f"Bad Request: {words}",
    )


def test_an_entity_of_no_known_type(api: Api) -> None:
    entities = [{"type": "loud", "offset": 0, "length": 1}]
    words = "Bad Request: can't parse MessageEntity: Unsupported type specified"
    assert api.refusal("sendMessage", chat_id=LAN, text="a", entities=entities) == (400, words)


def test_blanks_around_a_text_are_cut_and_entities_move_along(api: Api) -> None:
    entities = [{"type": "bold", "offset": 3, "length": 6}]
    sent = api.result("sendMessage", chat_id=LAN, text="\n  chào  ", entities=entities)
    assert (sent["text"], sent["entities"]) == ("chào", [{"type": "bold", "offset": 0, "length": 4}])


def test_commands_and_addresses_are_found_in_a_bots_text_too(api: Api) -> None:
    sent = api.result("sendMessage", chat_id=LAN, text="Gõ /viec hoặc xem https://a.vn/x.")
    assert sent["entities"] == [
        {"type": "bot_command", "offset": 3, "length": 5},
        {"type": "url", "offset": 18, "length": 14},
    ]


def test_a_parse_mode_is_refused(api: Api) -> None:
    code, words = api.refusal("sendMessage", chat_id=LAN, text="<b>a</b>", parse_mode="HTML")
    assert (code, words) == (400, "Bad Request: can't parse entities: the stand-in reads entities only")


async def test_typing_is_shown(bot: telegram.Bot, control: Control) -> None:
    await bot.send_chat_action(LAN, "typing")
    (event,) = control.events()
    assert (event["kind"], event["chat"], event["text"]) == ("typing", LAN, "typing")


def test_an_unknown_chat_action(api: Api) -> None:
    refused = (400, "Bad Request: wrong parameter action in request")
    assert api.refusal("sendChatAction", chat_id=LAN, action="dancing") == refused


async def test_a_person_of_a_group_is_not_thereby_reachable_in_private(bot: telegram.Bot, minh: Phone) -> None:
    await minh.say("/start")
    with pytest.raises(telegram.error.Forbidden, match="can't initiate conversation"):
        await bot.send_message(MINH, "chào")
