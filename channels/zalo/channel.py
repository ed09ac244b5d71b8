"""Zalo, as the core's channel: everything works there by typing."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from typing import Any

import httpx
import structlog

from channels.base import Attachment, Capabilities, ChatRef, CommandHelp, File, Incoming, Outgoing, Pace, Sent
from channels.zalo.client import API, Me, ZaloClient
from channels.zalo.faults import Refused, TokenRefused, TokenUnknown, ZaloError, delivery_error
from channels.zalo.media import Media
from channels.zalo.mention import OurName
from channels.zalo.parse import events_in, events_of, ids_in, parse_event
from channels.zalo.poll import Poller
from channels.zalo.render import check, text_styles

log = structlog.get_logger()

MAX_UNITS = 2000
# No limit is published; these are what one person reads, and what one bot of fifty people needs.
PACE = Pace(every=0.2, chat=1.0, group=1.0)
Publish = Callable[[File], Awaitable[str]]


class ZaloChannel:
    """One bot. `publish` gives a picture a public https address that stays alive for minutes; without it none can be sent.

    `media_hosts` are the domains that attachments are fetched from, or `host:port` of a stand-in. Raises TokenRefused for a
    token that can't be one, ValueError (one sentence) for an address that can't be used.
    """

    secret_header = "X-Bot-Api-Secret-Token"
    hands_over_once = True

    def __init__(
        self,
        bot: str,
        token: str,
        *,
        api: str = API,
        bot_name: str = "Bot Giao Việc",
        drop_webhook: bool = False,
        media_hosts: Sequence[str] = ("zdn.vn", "zadn.vn"),
        publish: Publish | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        poll_timeout: int = 30,
    ) -> None:
        self.bot = bot
        self.capabilities = Capabilities(
            image_in=True,
            image_out=publish is not None,
            voice_in=True,
            typing=True,
            max_text=MAX_UNITS,
            max_caption=MAX_UNITS,
        )
        self.pace = PACE
        self.client = ZaloClient(token, api=api, transport=transport)
        self.poller = Poller(self.client, bot, wait=poll_timeout, drop_webhook=drop_webhook)
        self.me: Me | None = None
        self._media = Media(self.client.transport, media_hosts)
        self._publish = publish
        self._bot_name = bot_name
        self._name = OurName(bot_name)

    def __repr__(self) -> str:
        return f"ZaloChannel({self.bot!r})"

    async def start(self, commands: Sequence[CommandHelp]) -> None:
        """Raises TokenRefused. A platform that is down is met again by `poll`; it has no place for a command menu."""
        try:
            self._met(await self.client.get_me())
        except TokenUnknown:
            raise TokenRefused from None
        except ZaloError as error:
            log.warning("zalo_start_deferred", bot=self.bot, reason=str(error))

    async def whoami(self) -> str:
        try:
            me = await self.client.get_me()
        except ZaloError as error:
            raise delivery_error(error) from None
        return me.display_name or me.account_name

    async def stop(self) -> None:
        await self.client.aclose()

    async def poll(self) -> AsyncGenerator[Sequence[Incoming], None]:
        """Raises TokenRefused or WebhookActive. What comes again is handed over again: the inbox knows what is new."""
        if self.me is None:
            self._met(await self.poller.patiently(self.client.get_me))
        async with aclosing(self.poller.updates()) as updates:
            async for found in updates:
                incomings = self._read(events_in(found)) if found is not None else []
                if found is not None:
                    self.poller.heard([each.key for each in incomings])
                yield incomings

    def parse(self, body: bytes) -> Sequence[Incoming]:
        return self._read(events_of(body))

    async def set_webhook(self, url: str, secret: str) -> None:
        """From now on the platform delivers to that address, with the secret (8 to 256 characters) in a header.

        Raises DeliveryError. The platform keeps an address that its own probe could not reach, so that is only noted.
        """
        try:
            webhook = await self.client.set_webhook(url, secret)
        except ZaloError as error:
            raise delivery_error(error) from None
        if webhook.outcome not in (None, "webhook.ok"):
            log.warning("zalo_webhook_unverified", bot=self.bot, outcome=webhook.outcome)

    async def send(self, message: Outgoing) -> Sent:
        """Raises DeliveryError; ValueError for buttons, for a file that is no picture, and for more than 2,000 units."""
        check(message, self.capabilities)
        try:
            if message.file and self._publish:
                # The address is asked for each time: it must stay alive longer than the platform needs.
                return await self.client.send_photo(message.chat.id, await self._publish(message.file), message.text)
            return await self._say(message)
        except ZaloError as error:
            raise delivery_error(error) from None

    async def fetch(self, attachment: Attachment, limit: int) -> bytes:
        return await self._media.fetch(attachment, limit)

    async def acknowledge(self, incoming: Incoming, text: str | None = None) -> None:
        """There are no buttons whose spinner could turn."""

    async def typing(self, chat: ChatRef) -> None:
        try:
            await self.client.send_chat_action(chat.id)
        except ZaloError as error:
            log.debug("zalo_typing_failed", bot=self.bot, reason=str(error))

    async def _say(self, message: Outgoing) -> Sent:
        if styles := text_styles(message.spans):
            try:
                return await self.client.send_message(message.chat.id, message.text, styles)
            except Refused as error:
                log.warning("zalo_formatting_refused", bot=self.bot, reason=str(error))
        return await self.client.send_message(message.chat.id, message.text)

    def _met(self, me: Me) -> None:
        """People mention the name that they see, which somebody may have changed since it was configured."""
        self.me = me
        self._name = OurName(self._bot_name, me.display_name or "")

    def _read(self, events: Sequence[Any]) -> list[Incoming]:
        return [incoming for event in events if (incoming := self._parsed(event))]

    def _parsed(self, event: Any) -> Incoming | None:
        """One unreadable event must not hold up the others."""
        try:
            incoming = parse_event(self.bot, self._name, event)
        except ValueError as error:
            log.error("zalo_event_unreadable", bot=self.bot, reason=str(error), **ids_in(event))
            return None
        if incoming is None:
            log.info("zalo_event_ignored", bot=self.bot, **ids_in(event))
        return incoming
