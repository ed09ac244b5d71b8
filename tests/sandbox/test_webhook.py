"""Delivery to a webhook."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import telegram

from sandbox.people import Phone
from tests.sandbox.conftest import LAN, Api, Control, soon
from tests.sandbox.hook import Hook
from tests.standin import Running

pytestmark = pytest.mark.anyio


@pytest.fixture
def hook() -> Hook:
    return Hook()


@pytest.fixture
def hook_url(hook: Hook) -> Iterator[str]:
    running = Running(hook)
    yield f"{running.url}/hook/bot?x=1"
    running.stop()


async def test_updates_come_with_the_secret_and_are_confirmed_by_a_2xx(
    bot: telegram.Bot, lan: Phone, hook: Hook, hook_url: str
) -> None:
    await bot.set_webhook(hook_url, secret_token="s3-cret_")
    await lan.say("chào")
    await soon(lambda: hook.texts == ["chào"])
    assert hook.headers[0]["x-telegram-bot-api-secret-token"] == "s3-cret_"
    assert hook.headers[0]["content-type"] == "application/json"
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count, info.last_error_message) == (hook_url, 0, None)


async def test_what_waited_before_the_webhook_is_delivered(
    bot: telegram.Bot, lan: Phone, hook: Hook, hook_url: str
) -> None:
    await lan.say("trước")
    await bot.set_webhook(hook_url)
    await soon(lambda: hook.texts == ["trước"])


async def test_pending_updates_can_be_dropped(bot: telegram.Bot, lan: Phone, hook: Hook, hook_url: str) -> None:
    await lan.say("trước")
    await bot.set_webhook(hook_url, drop_pending_updates=True)
    await lan.say("sau")
    await soon(lambda: hook.texts == ["sau"])


async def test_without_a_2xx_the_same_update_comes_again(
    bot: telegram.Bot, lan: Phone, hook: Hook, hook_url: str
) -> None:
    hook.answers = [500, 404, 302, 200]
    await bot.set_webhook(hook_url)
    await lan.say("một")
    await lan.say("hai")
    await soon(lambda: hook.texts == ["một", "một", "một", "một", "hai"])
    assert len({update["update_id"] for update in hook.updates}) == 2
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 302 Found"
    assert info.last_error_date is not None


async def test_a_dead_webhook_keeps_the_updates_for_polling(bot: telegram.Bot, lan: Phone) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook")
    await lan.say("chào")
    assert (await bot.get_webhook_info()).pending_update_count == 1
    await bot.delete_webhook()
    (update,) = await bot.get_updates()
    assert update.message
    assert update.message.text == "chào"


async def test_one_chat_is_served_in_order_and_chats_side_by_side(
    api: Api, lan: Phone, minh: Phone, hook: Hook, hook_url: str
) -> None:
    hook.pause = 0.1
    api.result("setWebhook", url=hook_url)
    for word in ("1", "2", "3"):
        await lan.say(word)
        await minh.say(f"/viec {word}")
    await soon(lambda: len(hook.texts) == 6)
    assert [text for text in hook.texts if "/" not in text] == ["1", "2", "3"]
    assert [text for text in hook.texts if "/" in text] == ["/viec 1", "/viec 2", "/viec 3"]
    assert hook.most_busy == 2


async def test_the_answer_may_carry_a_call(api: Api, lan: Phone, hook: Hook, hook_url: str) -> None:
    hook.body = b'{"method":"sendMessage","chat_id":11,"text":"Ngay trong tr\\u1ea3 l\\u1eddi"}'
    api.result("setWebhook", url=hook_url)
    await lan.say("chào")
    assert (await lan.expect()).text == "Ngay trong trả lời"


async def test_only_asked_for_kinds_are_delivered(api: Api, lan: Phone, hook: Hook, hook_url: str) -> None:
    api.result("setWebhook", url=hook_url, allowed_updates=["callback_query"])
    api.result(
        "sendMessage", chat_id=LAN, text="?", reply_markup={"inline_keyboard": [[{"text": "a", "callback_data": "1"}]]}
    )
    await lan.say("không ai nghe")
    await lan.press("a")
    await soon(lambda: [list(update)[1] for update in hook.updates] == ["callback_query"])
    assert api.result("getWebhookInfo")["allowed_updates"] == ["callback_query"]


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"url": "ftp://nowhere"}, "invalid webhook URL specified"),
        ({"url": "https://a.vn", "secret_token": "có dấu"}, "secret token contains unallowed characters"),
        ({"url": "https://a.vn", "secret_token": "a" * 257}, "secret token is too long"),
    ],
)
def test_a_webhook_that_cannot_be_is_refused(api: Api, params: dict[str, str], words: str) -> None:
    assert api.refusal("setWebhook", **params) == (400, f"Bad Request: {words}")


async def test_deliveries_are_in_the_log(
    bot: telegram.Bot, lan: Phone, hook: Hook, hook_url: str, control: Control
) -> None:
    hook.answers = [500]
    await bot.set_webhook(hook_url)
    await lan.say("chào")
    await soon(lambda: len(hook.updates) == 2)
    await soon(lambda: control.log("confirmed"))
    kinds = [entry["kind"] for entry in control.log("queued", "delivered", "confirmed")]
    assert kinds == ["queued", "delivered", "delivered", "confirmed"]
