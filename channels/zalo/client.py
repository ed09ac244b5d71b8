"""The Zalo Bot API's eleven methods, typed; nothing of it is known above the channel.

Raises the tree of ZaloError drawn in `faults`. Answers that look like errors and are none (nothing arrived, no webhook)
are results here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from channels.base import Sent
from channels.zalo.answers import is_idle, result_in
from channels.zalo.faults import Answered, Refused, TokenRefused, Unsure
from channels.zalo.wire import POOL, Wire

API = "https://bot-api.zaloplatforms.com"
# Twice this, for a message sent again without its styles, is less than the sender's lease of a message.
SECONDS = 20.0
# The platform fetches the picture itself before it answers.
PHOTO_SECONDS = 150.0
ACTION_SECONDS = 10.0
POLL_MARGIN = 10.0
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Me:
    """The bot itself; `display_name` is what a mention of it begins with, where the platform tells."""

    id: str
    account_name: str
    display_name: str | None
    can_join_groups: bool


@dataclass(frozen=True)
class Webhook:
    """`outcome` is how the platform's probe went (`webhook.ok`, `webhook.http.403` …), where it tells."""

    url: str
    outcome: str | None = None


class ZaloClient:
    """One bot's methods. Raises TokenRefused for a token that can't be one, ValueError for an address that can't be used."""

    def __init__(self, token: str, *, api: str = API, transport: httpx.AsyncBaseTransport | None = None) -> None:
        if not token or any(not each.isprintable() or each in " /?#%\\" for each in token):
            raise TokenRefused
        self.transport = transport or httpx.AsyncHTTPTransport(limits=POOL)
        self._wire = Wire(token, api, self.transport)

    async def aclose(self) -> None:
        await self.transport.aclose()

    async def raw(self, method: str, arguments: Json, seconds: float) -> tuple[int, bytes]:
        """HTTP status and body as they came (the token taken out), for measuring. Raises NetworkError."""
        return await self._wire.ask(method, arguments, seconds)

    async def get_me(self) -> Me:
        me = _object(await self._call("getMe"))
        name = me.get("display_name")
        return Me(
            str(me.get("id") or ""),
            str(me.get("account_name") or ""),
            name if isinstance(name, str) else None,
            me.get("can_join_groups") is True,
        )

    async def get_updates(self, wait: int = 30) -> Any:
        """What arrived within `wait` seconds as it came, usually one event; None when nothing did."""
        try:
            return await self._call("getUpdates", {"timeout": wait}, wait + POLL_MARGIN)
        except Answered as error:
            if is_idle(error):
                return None
            raise

    async def set_webhook(self, url: str, secret: str) -> Webhook:
        """The address is kept by the platform even where its probe fails. `secret` has 8 to 256 characters."""
        return _webhook(await self._call("setWebhook", {"url": url, "secret_token": secret}), "verification")

    async def test_webhook(self) -> Webhook:
        """A probe without an event; a few times a day at most (426), and not every platform has it (404)."""
        return _webhook(await self._call("testWebhook"), None)

    async def delete_webhook(self) -> bool:
        """Did the platform have one to take away?"""
        return await self._call_unless("deleteWebhook", (400, 404)) is not None

    async def get_webhook_info(self) -> Webhook | None:
        found = await self._call_unless("getWebhookInfo", (404,))
        webhook = _webhook(found, None) if found is not None else None
        return webhook if webhook and webhook.url else None

    async def send_message(self, chat: str, text: str, styles: Sequence[Json] = ()) -> Sent:
        """1 to 2,000 UTF-16 units; `styles` are `text_styles`, which hold only without a parse mode."""
        arguments: dict[str, Any] = {"chat_id": chat, "text": text}
        if styles:
            arguments["text_styles"] = list(styles)
        return _sent(await self._call("sendMessage", arguments))

    async def send_photo(self, chat: str, photo: str, caption: str = "") -> Sent:
        """`photo` is a public address, which the platform fetches now and perhaps again later."""
        arguments = {"chat_id": chat, "photo": photo} | ({"caption": caption} if caption else {})
        return _sent(await self._call("sendPhoto", arguments, PHOTO_SECONDS))

    async def send_sticker(self, chat: str, sticker: str) -> Sent:
        return _sent(await self._call("sendSticker", {"chat_id": chat, "sticker": sticker}))

    async def send_voice(self, chat: str, address: str) -> Sent:
        """A public .aac address. In a group the platform answers well and delivers nothing."""
        return _sent(await self._call("sendVoice", {"chat_id": chat, "voice_url": address}))

    async def send_chat_action(self, chat: str, action: str = "typing") -> None:
        """Shown for five seconds at most."""
        await self._call("sendChatAction", {"chat_id": chat, "action": action}, ACTION_SECONDS)

    async def _call(self, method: str, arguments: Json | None = None, seconds: float | None = None) -> Any:
        return result_in(*await self._wire.ask(method, arguments or {}, SECONDS if seconds is None else seconds))

    async def _call_unless(self, method: str, codes: Sequence[int]) -> Any:
        """The result; None where the code says that there is nothing to act on."""
        try:
            return await self._call(method) or {}
        except Refused as error:
            if error.code in codes:
                return None
            raise


def _object(result: Any) -> Json:
    if not isinstance(result, dict):
        raise Unsure("unreadable answer")
    return result


def _webhook(result: Any, probe: str | None) -> Webhook:
    found = _object(result)
    probed = found.get(probe) if probe else found
    outcome = probed.get("outcome") if isinstance(probed, dict) else None
    return Webhook(str(found.get("url") or ""), str(outcome) if outcome else None)


def _sent(result: Any) -> Sent:
    """Times are in milliseconds."""
    try:
        return Sent(str(result["message_id"]), EPOCH + timedelta(milliseconds=result["date"]))
    except (KeyError, TypeError, ValueError, OverflowError):
        raise Unsure("unreadable answer") from None
