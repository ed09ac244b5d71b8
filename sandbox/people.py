"""People for scripts and tests: a phone that says, presses and waits, over the same API that the page uses."""

import asyncio
from typing import Any

import httpx

from sandbox.clock import monotonic
from sandbox.heard import Message as Message
from sandbox.heard import NothingHeard as NothingHeard
from sandbox.heard import Refused as Refused
from sandbox.heard import read
from sandbox.things import Json

POLL = 10.0


class Phone:
    """One person in one chat. Usable as an async context manager, or close it with `aclose`. `history` holds the chat's
    messages as they look now, oldest first."""

    def __init__(self, base_url: str, user: int, chat: int | str | None = None, bot: str | None = None) -> None:
        self._http = httpx.AsyncClient(base_url=base_url, timeout=POLL * 3)
        self._user = user
        self._chat = user if chat is None else chat
        self._bot = bot
        self._seen = 0
        self._unread: list[Message] = []
        self._messages: dict[int, Message] = {}

    async def __aenter__(self) -> "Phone":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        await self._http.aclose()

    @property
    def history(self) -> list[Message]:
        return [self._messages[number] for number in sorted(self._messages)]

    async def say(self, text: str, reply_to: int | None = None, forward_from: int | str | None = None) -> int:
        """Returns the message's id. Everything that came before counts as read."""
        await self.refresh()
        self._unread.clear()
        given = {"text": text, "reply_to": reply_to, "forward_from": forward_from}
        return int(
            (await self._post("send", {key: value for key, value in given.items() if value is not None}))["message_id"]
        )

    async def press(self, button: str, message: int | None = None) -> str | None:
        """Presses a button by its label or its data, in the latest message that has it. Returns the bot's answer."""
        await self.refresh()
        self._unread.clear()
        found = self._holding(button, message)
        given = {"message_id": found.id, "data": found.data_of(button)}
        answer: str | None = (await self._post("press", given))["answer"]
        return answer

    def _holding(self, button: str, message: int | None) -> Message:
        candidates = [each for each in reversed(self.history) if message in (None, each.id) and each.data_of(button)]
        if not candidates:
            raise Refused(f"no message with a button {button!r}")
        return candidates[0]

    async def photo(self, *pictures: bytes, caption: str | None = None) -> int:
        """Several make one album. Returns the id of the first message."""
        return await self._upload("photo", [("photo.jpg", data, "image/jpeg") for data in pictures], caption)

    async def file(
        self, data: bytes, name: str, mime: str = "application/octet-stream", caption: str | None = None
    ) -> int:
        return await self._upload("file", [(name, data, mime)], caption)

    async def voice(self, data: bytes) -> int:
        return await self._upload("voice", [("voice.ogg", data, "audio/ogg")], None)

    async def block(self) -> None:
        await self._post("block", {})

    async def unblock(self) -> None:
        await self._post("unblock", {})

    async def expect(self, timeout: float = 5.0) -> Message:  # noqa: ASYNC109 - not a cancellation: it fails with words
        """The next unread message of the bot. Raises NothingHeard when none comes in that many seconds."""
        return await self.wait_for("", timeout)

    async def wait_for(self, words: str, timeout: float = 5.0) -> Message:  # noqa: ASYNC109
        """The next unread message of the bot that contains the words; those before it count as read."""
        deadline = monotonic() + timeout
        while True:
            while self._unread:
                message = self._unread.pop(0)
                if words in message.text:
                    return message
            left = deadline - monotonic()
            if left <= 0:
                raise NothingHeard(
                    f"nothing with {words!r} within {timeout} s; last: {[m.text for m in self.history[-3:]]}"
                )
            await self.refresh(min(left, POLL))

    async def silence(self, seconds: float) -> None:
        """Raises AssertionError when the bot says something within that time."""
        await asyncio.sleep(seconds)
        await self.refresh()
        if self._unread:
            raise AssertionError(f"silence expected, heard {self._unread[0].text!r}")

    async def refresh(self, wait: float = 0.0) -> None:
        """Takes in what has happened, waiting up to so many seconds for the first event."""
        answer = await self._http.get("/phones/api/events", params={"after": self._seen, "wait": wait})
        found = answer.raise_for_status().json()
        if found["last"] < self._seen:
            return await self._begin_anew()
        self._seen = found["last"]
        for event in found["events"]:
            if self._concerns(event):
                self._take(event)
        return None

    async def _begin_anew(self) -> None:
        """The world was reset: its events count from zero again."""
        self._seen = 0
        self._unread.clear()
        self._messages.clear()
        await self.refresh()

    def _concerns(self, event: Json) -> bool:
        if event["kind"] not in ("message", "edit", "delete"):
            return False
        if isinstance(self._chat, str):
            return bool(event["chat"] == self._user and f"bot:{event['bot']}" == self._chat)
        return bool(event["chat"] == self._chat and self._bot in (None, event["bot"]))

    def _take(self, event: Json) -> None:
        if event["kind"] == "delete":
            self._messages.pop(event["message"]["id"], None)
            return
        message = read(event["message"])
        self._messages[message.id] = message
        if event["kind"] == "message" and message.from_bot:
            self._unread.append(message)

    async def _post(self, action: str, given: Json) -> Json:
        body = {"user": self._user, "chat": self._chat, "bot": self._bot, **given}
        return _checked(await self._http.post(f"/phones/api/{action}", json=body))

    async def _upload(self, action: str, files: list[tuple[str, bytes, str]], caption: str | None) -> int:
        await self.refresh()
        self._unread.clear()
        form: dict[str, Any] = {"user": str(self._user), "chat": str(self._chat)}
        form |= {key: value for key, value in (("bot", self._bot), ("caption", caption)) if value is not None}
        answer = await self._http.post(f"/phones/api/{action}", data=form, files=[("file", each) for each in files])
        return int(_checked(answer)["message_id"])


def _checked(answer: httpx.Response) -> Json:
    if answer.status_code == 400:
        raise Refused(answer.json()["error"])
    found: Json = answer.raise_for_status().json()
    return found
