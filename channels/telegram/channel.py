"""Telegram, as the core's channel."""

import json
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import structlog
from telegram.error import TelegramError

from channels.base import Attachment, Capabilities, ChatRef, CommandHelp, Incoming, Outgoing, Pace, Sent
from channels.telegram.faults import Refused, TokenRefused, Unsure, delivery_error, is_about_entities
from channels.telegram.files import fetch
from channels.telegram.menus import publish
from channels.telegram.parse import ALLOWED_UPDATES, parse_update
from channels.telegram.poll import Poller
from channels.telegram.render import MAX_CAPTION, arguments
from channels.telegram.wire import Wire

log = structlog.get_logger()

ANSWER_UNITS = 200
CAPABILITIES = Capabilities(
    buttons=True,
    files_in=True,
    files_out=True,
    image_in=True,
    image_out=True,
    voice_in=True,
    quote=True,
    typing=True,
    slash=True,
    max_text=4096,
    max_caption=MAX_CAPTION,
)


class TelegramChannel:
    """One bot on one Bot API server. `poll_timeout` is in seconds; only `proxy` is used, never the environment's.

    Raises TokenRefused for a token that can't be one, ValueError (one sentence) for an address that can't be used.
    """

    secret_header = "X-Telegram-Bot-Api-Secret-Token"
    hands_over_once = False

    def __init__(
        self,
        bot: str,
        token: str,
        *,
        api: str = "https://api.telegram.org",
        proxy: str | None = None,
        drop_webhook: bool = False,
        poll_timeout: int = 25,
    ) -> None:
        if not token or any(not each.isprintable() or each in " /?#%\\" for each in token):
            raise TokenRefused
        self.bot = bot
        self.capabilities = CAPABILITIES
        self.pace = Pace()
        self._wire = Wire(token, api, proxy)
        self._methods = self._wire.bot()
        self.poller = Poller(self._wire, bot, wait=poll_timeout, drop_webhook=drop_webhook)
        self._commands: Sequence[CommandHelp] = ()
        self._introduced = False
        self._username: str | None = None
        # A token begins with the bot's id, so replies to it are known before the server has been asked.
        owner = token.partition(":")[0]
        self._id = int(owner) if owner.isdecimal() else None

    def __repr__(self) -> str:
        return f"TelegramChannel({self.bot!r})"

    async def start(self, commands: Sequence[CommandHelp]) -> None:
        """Raises TokenRefused. A network that is down is met again by `poll` or `set_webhook`."""
        self._commands = tuple(commands)
        try:
            await self._introduce()
        except TelegramError as error:
            log.warning("telegram_start_deferred", bot=self.bot, reason=str(delivery_error(error)))

    async def whoami(self) -> str:
        try:
            return f"@{(await self._methods.get_me()).username}"
        except TelegramError as error:
            raise delivery_error(error) from None

    async def stop(self) -> None:
        await self._wire.shutdown()

    async def poll(self) -> AsyncGenerator[Sequence[Incoming], None]:
        """Raises TokenRefused or WebhookActive. What can't be read is logged by its id and passed over."""
        if not self._introduced:
            await self._met(await self.poller.patiently("getMe", {}))
        async for updates in self.poller.updates():
            yield [incoming for update in updates if (incoming := self._read(update))]

    def parse(self, body: bytes) -> Sequence[Incoming]:
        """Raises ValueError, also for what is nested deeper than anyone means."""
        try:
            update = json.loads(body)
        except RecursionError:
            raise ValueError("nested too deeply") from None
        if not isinstance(update, dict):
            raise ValueError("an update is a JSON object")
        incoming = self._parsed(update)
        return [incoming] if incoming else []

    async def set_webhook(self, url: str, secret: str) -> None:
        """From now on the platform delivers to that address, with the secret in a header. Raises DeliveryError."""
        try:
            if not self._introduced:
                await self._introduce()
            await self._methods.set_webhook(url, secret_token=secret, allowed_updates=ALLOWED_UPDATES)
        except TelegramError as error:
            raise delivery_error(error) from None

    async def send(self, message: Outgoing) -> Sent:
        """Raises DeliveryError; ValueError for a caption over 1,024 units."""
        try:
            return await self._deliver(message, formatted=True)
        except TelegramError as error:
            if not is_about_entities(error):
                raise delivery_error(error) from None
            log.warning("telegram_formatting_refused", bot=self.bot, reason=str(error))
        try:
            return await self._deliver(message, formatted=False)
        except TelegramError as error:
            raise delivery_error(error) from None

    async def fetch(self, attachment: Attachment, limit: int) -> bytes:
        return await fetch(self._wire, attachment, limit)

    async def acknowledge(self, incoming: Incoming, text: str | None = None) -> None:
        if incoming.press_id is None:
            return
        try:
            await self._methods.answer_callback_query(incoming.press_id, text[:ANSWER_UNITS] if text else None)
        except TelegramError as error:
            log.debug("telegram_acknowledge_failed", bot=self.bot, reason=str(error))

    async def typing(self, chat: ChatRef) -> None:
        try:
            await self._methods.send_chat_action(chat.id, "typing")
        except TelegramError as error:
            log.debug("telegram_typing_failed", bot=self.bot, reason=str(error))

    async def _introduce(self) -> None:
        try:
            me = await self._wire.call("getMe", {})
        except Refused as error:
            # 404 is the platform's answer to a token of the wrong form.
            if error.readable and error.code in (401, 404):
                raise TokenRefused from None
            raise
        await self._met(me)

    async def _met(self, me: Any) -> None:
        """A server that is not Telegram's own may leave out the username; the id it must have."""
        if not isinstance(me, Mapping) or not isinstance(me.get("id"), int):
            raise TokenRefused
        self._username, self._id = me.get("username"), me["id"]
        if self._username:
            link = f"https://t.me/{self._username}?start={{code}}"
            self.capabilities = replace(CAPABILITIES, join_link=link)
        self._introduced = True
        await publish(self._methods, self._commands)

    def _read(self, update: Mapping[str, Any]) -> Incoming | None:
        try:
            return self._parsed(update)
        except ValueError as error:
            log.error("telegram_update_unreadable", bot=self.bot, update_id=update["update_id"], reason=str(error))
            return None

    def _parsed(self, update: Mapping[str, Any]) -> Incoming | None:
        return parse_update(self.bot, self._username, self._id, update)

    async def _deliver(self, message: Outgoing, *, formatted: bool) -> Sent:
        method, upload = "sendMessage", {}
        if file := message.file:
            method, field = ("sendPhoto", "photo") if file.picture else ("sendDocument", "document")
            upload = {field: (file.name, file.data, file.mime)}
        result = await self._wire.call(method, arguments(message, formatted=formatted), upload=upload)
        try:
            return Sent(str(result["message_id"]), datetime.fromtimestamp(result["date"], UTC))
        except (KeyError, TypeError, ValueError, OverflowError):
            raise Unsure("unreadable answer") from None
