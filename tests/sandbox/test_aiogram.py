"""The same wire with a second, unrelated client. It takes seconds to import, so all of its tests are here."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from aiogram import Bot, types
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup

from sandbox.people import Phone
from tests.sandbox.conftest import ARRIVED, GROUP, LAN, MINH, STRANGER, TOKEN, Control, soon
from tests.sandbox.hook import Hook
from tests.sandbox.pictures import png
from tests.standin import Running

pytestmark = pytest.mark.anyio

PICTURE = png(400, 200)
KEYBOARD = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Nhận", callback_data="t1")]])


def plain(model: Any) -> Any:
    """Without the bot that aiogram hangs on everything it has received."""
    return [plain(each) for each in model] if isinstance(model, list) else model.model_dump(exclude_none=True)


def client(url: str, token: str = TOKEN) -> Bot:
    return Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))


@pytest.fixture
async def aio(control: Control, anyio_backend: str) -> AsyncIterator[Bot]:
    bot = client(control.url)
    yield bot
    await bot.session.close()


@pytest.fixture
def hook() -> Iterator[tuple[Hook, str]]:
    made = Hook()
    running = Running(made)
    yield made, running.url
    running.stop()


async def test_a_conversation(aio: Bot, lan: Phone) -> None:
    await lan.say("/start K7M4Q2")
    (update,) = await aio.get_updates(timeout=1)
    assert update.message
    assert update.message.entities
    assert update.message.from_user
    assert (update.message.text, update.message.from_user.full_name) == ("/start K7M4Q2", "Lan")
    assert [(each.type, each.length) for each in update.message.entities] == [("bot_command", 6)]
    bold = types.MessageEntity(type="bold", offset=0, length=4)
    sent = await aio.send_message(
        LAN,
        "Kính chào",
        entities=[bold],
        reply_markup=KEYBOARD,
        reply_parameters=types.ReplyParameters(message_id=update.message.message_id),
    )
    assert (plain(sent.entities), plain(sent.reply_markup)) == ([plain(bold)], plain(KEYBOARD))
    assert sent.reply_to_message
    assert sent.reply_to_message.text == "/start K7M4Q2"
    assert (await lan.expect()).text == "Kính chào"
    assert await aio.get_updates(offset=update.update_id + 1) == []


async def test_a_pressed_button(aio: Bot, lan: Phone) -> None:
    sent = await aio.send_message(LAN, "Giao việc", reply_markup=KEYBOARD)
    press = asyncio.create_task(lan.press("Nhận"))
    (update,) = await aio.get_updates(timeout=3)
    query = update.callback_query
    assert query
    assert query.message
    assert (query.data, query.message.message_id) == ("t1", sent.message_id)
    assert await aio.answer_callback_query(query.id, text="Đã nhận")
    assert await press == "Đã nhận"
    with pytest.raises(
        TelegramBadRequest, match="query is too old and response timeout expired or query ID is invalid"
    ):
        await aio.answer_callback_query(query.id)


async def test_files_both_ways(aio: Bot, lan: Phone) -> None:
    await lan.photo(PICTURE, png(10, 10), caption="Hai ảnh")
    await lan.voice(b"OggS")
    first, second, third = [update.message for update in await aio.get_updates()]
    assert first
    assert second
    assert third
    assert first.photo
    assert (first.caption, len(first.photo), second.media_group_id) == ("Hai ảnh", 3, first.media_group_id)
    assert third.voice
    downloaded = await aio.download(first.photo[-1])
    assert downloaded
    assert downloaded.read() == PICTURE
    sent = await aio.send_photo(LAN, BufferedInputFile(PICTURE, "bang.png"), caption="Bảng")
    assert sent.photo
    assert plain((await aio.send_photo(LAN, sent.photo[-1].file_id)).photo) == plain(sent.photo)
    document = await aio.send_document(LAN, BufferedInputFile(b"%PDF", "bản tin.pdf"))
    assert document.document
    assert (document.document.file_name, document.document.file_size) == ("bản tin.pdf", 4)
    media: Any = [
        types.InputMediaPhoto(media=BufferedInputFile(PICTURE, "1.png"), caption="Một"),
        types.InputMediaPhoto(media=sent.photo[-1].file_id),
    ]
    album = await aio.send_media_group(LAN, media)
    assert [message.caption for message in album] == ["Một", None]
    assert (await aio.send_voice(LAN, BufferedInputFile(b"OggS", "v.ogg"), duration=3)).voice


async def test_edits_and_deletion(aio: Bot, lan: Phone) -> None:
    sent = await aio.send_message(LAN, "một", reply_markup=KEYBOARD)
    edited = await aio.edit_message_text("hai", chat_id=LAN, message_id=sent.message_id, reply_markup=KEYBOARD)
    assert isinstance(edited, types.Message)
    assert (edited.text, plain(edited.reply_markup)) == ("hai", plain(KEYBOARD))
    with pytest.raises(
        TelegramBadRequest, match="message is not modified: specified new message content and reply markup"
    ):
        await aio.edit_message_text("hai", chat_id=LAN, message_id=sent.message_id, reply_markup=KEYBOARD)
    bare = await aio.edit_message_reply_markup(chat_id=LAN, message_id=sent.message_id)
    assert isinstance(bare, types.Message)
    assert bare.reply_markup is None
    photo = await aio.send_photo(LAN, BufferedInputFile(PICTURE, "a.png"), caption="một")
    captioned = await aio.edit_message_caption(chat_id=LAN, message_id=photo.message_id, caption="hai")
    assert isinstance(captioned, types.Message)
    assert captioned.caption == "hai"
    assert await aio.delete_message(LAN, sent.message_id)
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await aio.delete_message(LAN, sent.message_id)


async def test_what_a_bot_asks_and_tells(aio: Bot) -> None:
    me = await aio.get_me()
    assert (me.id, me.username) == (1000, "giaoviec_bot")
    assert (await aio.get_chat(GROUP)).title == "Ban Tổ chức"
    assert (await aio.get_chat(LAN)).first_name == "Lan"
    assert (await aio.get_chat_member(GROUP, MINH)).status == "member"
    assert await aio.get_chat_administrators(GROUP) == []
    assert await aio.get_chat_member_count(GROUP) == 3
    command = types.BotCommand(command="viec", description="Danh sách")
    assert await aio.set_my_commands([command])
    assert plain(await aio.get_my_commands()) == [plain(command)]
    assert await aio.delete_my_commands()
    assert await aio.set_my_description("Trợ lý")
    assert await aio.set_my_short_description("Trợ lý")
    assert (await aio.get_user_profile_photos(LAN)).total_count == 0
    assert await aio.send_chat_action(LAN, "typing")


async def test_blocking_and_a_changed_membership(aio: Bot, lan: Phone, control: Control) -> None:
    await lan.block()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await aio.send_message(LAN, "a")
    control.post("/control/members", {"chat": GROUP, "by": MINH, "member": 1000, "status": "administrator"})
    blocked, promoted = [update.my_chat_member for update in await aio.get_updates()]
    assert blocked
    assert promoted
    assert (blocked.new_chat_member.status, promoted.new_chat_member.status) == ("kicked", "administrator")


async def test_a_second_poller_and_a_webhook(aio: Bot) -> None:
    poll = asyncio.create_task(aio.get_updates(timeout=5))
    await asyncio.sleep(ARRIVED)
    other = asyncio.create_task(aio.get_updates(timeout=5))
    with pytest.raises(TelegramConflictError, match="terminated by other getUpdates request"):
        await poll
    await aio.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(TelegramConflictError, match="terminated by setWebhook request"):
        await other
    with pytest.raises(TelegramConflictError, match="can't use getUpdates method while webhook is active"):
        await aio.get_updates()
    assert (await aio.get_webhook_info()).url == "http://127.0.0.1:9/hook"
    assert await aio.delete_webhook()


async def test_a_webhooks_answer_in_the_clients_own_encoding(aio: Bot, lan: Phone, hook: tuple[Hook, str]) -> None:
    """aiogram writes a call into its webhook's answer as multipart."""
    made, url = hook
    made.body_type = b"multipart/form-data; boundary=x"
    fields = {"method": "sendMessage", "chat_id": LAN, "text": "Ngay trong trả lời"}
    made.body = b"".join(
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    )
    made.body += b"--x--\r\n"
    await aio.set_webhook(url)
    await lan.say("chào")
    assert (await lan.expect()).text == "Ngay trong trả lời"
    await soon(lambda: made.texts == ["chào"])


@pytest.mark.parametrize(
    ("chat", "text", "error", "words"),
    [
        (LAN, "a" * 4097, TelegramBadRequest, "message is too long"),
        (4242, "a", TelegramBadRequest, "chat not found"),
        (STRANGER, "a", TelegramForbiddenError, "bot can't initiate conversation with a user"),
    ],
)
async def test_refusals(aio: Bot, chat: int, text: str, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        await aio.send_message(chat, text)


async def test_long_button_data(aio: Bot) -> None:
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="a", callback_data="x" * 65)]])
    with pytest.raises(TelegramBadRequest, match="BUTTON_DATA_INVALID"):
        await aio.send_message(LAN, "a", reply_markup=keyboard)


async def test_a_group_that_has_moved(aio: Bot, control: Control) -> None:
    new = control.post("/control/migrate", {"chat": GROUP})["chat"]
    with pytest.raises(TelegramMigrateToChat) as moved:
        await aio.send_message(GROUP, "a")
    assert moved.value.migrate_to_chat_id == new


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("429", TelegramRetryAfter),
        ("403", TelegramForbiddenError),
        ("500", TelegramServerError),
        ("502html", ClientDecodeError),
        ("reset", TelegramNetworkError),
    ],
)
async def test_trouble(aio: Bot, control: Control, kind: str, error: type[Exception]) -> None:
    control.post("/control/faults", [{"kind": kind}])
    with pytest.raises(error):
        await aio.send_message(LAN, "a")


async def test_an_unknown_token_and_an_unknown_method(aio: Bot, control: Control) -> None:
    stranger = client(control.url, "1:no")
    with pytest.raises(TelegramUnauthorizedError):
        await stranger.get_me()
    await stranger.session.close()
    with pytest.raises(TelegramNotFound):
        await aio.get_forum_topic_icon_stickers()
