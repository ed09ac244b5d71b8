"""Where people of a scenario stand: the bare text channel in the process, or Telegram over real HTTP."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar, Protocol

import httpx

from channels.bare import BareChannel
from channels.base import Channel
from channels.telegram import TelegramChannel
from channels.zalo import ZaloChannel

TOKEN = "1000:AAE-stage"
ZALO_TOKEN = "1001:abc-stage"
BOT_NAME = "Bot Giao Việc"


class Street(Protocol):
    """What people do on a channel, and what they read there. A chat's id is the person's own, or a group's."""

    name: str
    channel: Channel

    def account(self, user: str) -> str:
        """The platform's own id of a person (and of the private chat)."""

    def place(self, group: str) -> str:
        """The platform's own id of a group."""

    async def arrive(self, user: str, name: str) -> None: ...

    async def gather(self, group: str, title: str, users: list[str]) -> None: ...

    async def say(self, user: str, chat: str, text: str, *, reply_to: str | None, forwarded: bool) -> None: ...

    async def press(self, user: str, chat: str, label: str) -> None: ...

    async def photo(self, user: str, chat: str, pictures: list[bytes], caption: str | None) -> None: ...

    async def voice(self, user: str, chat: str, data: bytes) -> None: ...

    async def heard(self, user: str, chat: str) -> list[dict[str, Any]]:
        """All messages of the bot in a chat, oldest first: {"id", "text", "buttons": [label], "picture": bool}."""

    async def arrived(self) -> bool:
        """Has everything said been stored by the bot?"""

    async def read(self) -> None:
        """Take in what has come since; `heard` knows as much as was read last."""

    async def jump(self, moment: datetime) -> None: ...

    async def close(self) -> None: ...


class BareStreet:
    """Every capability off; people type."""

    name = "bare"

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.channel = BareChannel("bare", bot_name=BOT_NAME, now=now)
        self._groups: set[str] = set()
        self._names: dict[str, str] = {}

    def account(self, user: str) -> str:
        return user

    def place(self, group: str) -> str:
        return group

    async def arrive(self, user: str, name: str) -> None:
        """Nobody has to press start here."""
        self._names[user] = name

    async def gather(self, group: str, title: str, users: list[str]) -> None:
        self._groups.add(group)

    async def say(self, user: str, chat: str, text: str, *, reply_to: str | None, forwarded: bool) -> None:
        group = chat in self._groups
        addressed = f"@{BOT_NAME} {text}" if group else text
        self.channel.say(chat, user, addressed, name=self._names.get(user), group=group, forwarded=forwarded)

    async def press(self, user: str, chat: str, label: str) -> None:
        raise LookupError("this channel has no buttons")

    async def photo(self, user: str, chat: str, pictures: list[bytes], caption: str | None) -> None:
        raise LookupError("this channel has no pictures")

    async def voice(self, user: str, chat: str, data: bytes) -> None:
        raise LookupError("this channel has no voice")

    async def heard(self, user: str, chat: str) -> list[dict[str, Any]]:
        return [
            {"id": each.message_id, "text": each.text, "buttons": [], "picture": False}
            for each in self.channel.sent
            if each.chat == chat
        ]

    async def arrived(self) -> bool:
        return not self.channel._waiting

    async def read(self) -> None:
        """Nothing lies in between."""

    async def jump(self, moment: datetime) -> None:
        """Its clock is the bot's own."""

    async def close(self) -> None:
        """Nothing was opened."""


class PhoneStreet:
    """People on phones of the stand-in, over its own HTTP."""

    name: str
    channel: Channel
    bot: dict[str, Any]

    def __init__(self, url: str) -> None:
        self._http = httpx.AsyncClient(base_url=url, timeout=20)
        self._seen = 0
        self._shown: dict[str, list[dict[str, Any]]] = {}

    def account(self, user: str) -> str:
        return user

    def place(self, group: str) -> str:
        return group

    async def open(self) -> None:
        await self._post("/control/reset", {})
        await self.join()

    async def join(self) -> None:
        """The bot comes into a world that is there already."""
        await self._post("/control/scene", {"bots": [self.bot]})

    async def arrive(self, user: str, name: str) -> None:
        await self._post("/control/scene", {"users": [self._user(user, name)]})

    def _user(self, user: str, name: str) -> dict[str, Any]:
        return {"id": int(user), "first_name": name, "started": [self.bot["username"]]}

    async def gather(self, group: str, title: str, users: list[str]) -> None:
        members = [int(user) for user in users]
        made = {"id": int(group), "title": title, "members": members, "bots": [self.bot["token"]]}
        await self._post("/control/scene", {"groups": [made | self._group(group)]})

    def _group(self, group: str) -> dict[str, Any]:
        return {}

    async def say(self, user: str, chat: str, text: str, *, reply_to: str | None, forwarded: bool) -> None:
        given: dict[str, Any] = {**self._place(user, chat), "text": text}
        if reply_to is not None:
            given["reply_to"] = int(reply_to)
        if forwarded:
            given["forward_from"] = "Ai đó"
        await self._post("/phones/api/send", given)

    async def press(self, user: str, chat: str, label: str) -> None:
        holding = [m for m in self._shown.get(chat, []) if label in _labels(m)]
        if not holding:
            raise LookupError(f"no button {label!r}")
        found = holding[-1]
        data = next(b["data"] for row in found["buttons"] for b in row if b["text"] == label)
        press = {**self._place(user, chat), "message_id": found["id"], "data": data}
        # the answer to the press comes only when the bot is pumped, so nobody waits for it here
        self._pressing = asyncio.ensure_future(self._http.post("/phones/api/press", json=press))
        await asyncio.sleep(0.05)

    async def photo(self, user: str, chat: str, pictures: list[bytes], caption: str | None) -> None:
        form = {key: str(value) for key, value in self._place(user, chat).items()} | (
            {"caption": caption} if caption else {}
        )
        files = [("file", ("anh.jpg", data, "image/jpeg")) for data in pictures]
        (await self._http.post("/phones/api/photo", data=form, files=files)).raise_for_status()

    async def voice(self, user: str, chat: str, data: bytes) -> None:
        form = {key: str(value) for key, value in self._place(user, chat).items()}
        files = [("file", ("loi.ogg", data, "audio/ogg"))]
        (await self._http.post("/phones/api/voice", data=form, files=files)).raise_for_status()

    async def heard(self, user: str, chat: str) -> list[dict[str, Any]]:
        return [
            {"id": str(m["id"]), "text": m["text"], "buttons": _labels(m), "picture": bool(m.get("photo_url"))}
            for m in self._shown.get(chat, [])
            if m["from"]["is_bot"]
        ]

    async def jump(self, moment: datetime) -> None:
        await self._post("/phones/api/clock", {"jump": moment.isoformat()})

    async def close(self) -> None:
        await self._http.aclose()
        await self.channel.stop()

    def _place(self, user: str, chat: str) -> dict[str, Any]:
        """A private chat is one with this bot, whatever other bots there are."""
        place: dict[str, Any] = {"user": int(user), "chat": int(chat)}
        return place | ({"bot": self.bot["username"]} if user == chat else {})

    async def read(self) -> None:
        answer = (await self._http.get("/phones/api/events", params={"after": self._seen, "wait": 0})).json()
        self._seen = answer["last"]
        for event in answer["events"]:
            if event["kind"] == "message":
                self._shown.setdefault(str(event["chat"]), []).append(event["message"])

    async def _post(self, path: str, body: dict[str, Any]) -> None:
        answer = await self._http.post(path, json=body)
        assert answer.status_code == 200, answer.text


class TelegramStreet(PhoneStreet):
    """Telegram, with its buttons and quotes."""

    name = "telegram"
    bot: ClassVar = {"token": TOKEN, "id": 1000, "username": "giaoviec_bot", "name": BOT_NAME}

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.channel = TelegramChannel("telegram", TOKEN, api=url, poll_timeout=5)

    async def arrived(self) -> bool:
        answer = await self._http.post(f"/bot{TOKEN}/getWebhookInfo")
        return bool(answer.json()["result"]["pending_update_count"] == 0)


class ZaloStreet(PhoneStreet):
    """Zalo: no buttons, no quotes; in a group only what mentions the bot."""

    name = "zalo"
    bot: ClassVar = {
        "platform": "zalo",
        "token": ZALO_TOKEN,
        "username": "bot.GiaoViec",
        "name": BOT_NAME,
        "settings": {"idle_hold": 1.0, "photo_again": 0.1, "quota": None, "user_limit": 10_000},
    }

    def __init__(self, url: str) -> None:
        super().__init__(url)
        host = url.removeprefix("http://")
        self.channel = ZaloChannel("zalo", ZALO_TOKEN, api=f"{url}/zalo", bot_name=BOT_NAME, media_hosts=[host])

    def account(self, user: str) -> str:
        return f"{int(user):020x}"

    def place(self, group: str) -> str:
        return f"zgr-{-int(group):020x}"

    def _user(self, user: str, name: str) -> dict[str, Any]:
        return super()._user(user, name) | {"zalo_ids": {self.bot["username"]: self.account(user)}}

    def _group(self, group: str) -> dict[str, Any]:
        return {"zalo_id": self.place(group)}

    async def say(self, user: str, chat: str, text: str, *, reply_to: str | None, forwarded: bool) -> None:
        addressed = f"@{BOT_NAME} {text}" if int(chat) < 0 else text
        await super().say(user, chat, addressed, reply_to=reply_to, forwarded=forwarded)

    async def arrived(self) -> bool:
        """Nothing waits, and the poller is back for more, so what it took has been stored."""
        state = (await self._http.get("/control/zalo")).json()["bots"][self.bot["username"]]
        return bool(state["fresh"] == 0 and state["pollers"])


def _labels(message: dict[str, Any]) -> list[str]:
    return [button["text"] for row in message["buttons"] for button in row]
