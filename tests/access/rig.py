"""Say and press as somebody, somewhere; see what was written and what was shown; and it never happened."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, event
from sqlmodel import Session, col, select

from bot.batch import Batch
from channels.bare import BareChannel
from channels.base import Channel, Incoming
from channels.telegram import TelegramChannel
from channels.telegram.parse import parse_update
from models import History, Menu, Outbox, OutboxState
from tests.access.house import NOW, FullHouse
from tests.access.ways import Way, codes

PLACES = {"private": None, "board group": "-501", "wrong group": "-502", "unknown group": "-503"}
TALK = frozenset({"account", "conversation", "outbox", "menu", "history"})
WRITTEN = re.compile(r"(?:INSERT INTO|UPDATE|DELETE FROM) [\"']?(\w+)")
ACTS = select(History.event).where(col(History.id) > bindparam("after"), History.event != "refused")
SAID = select(Outbox.body).where(col(Outbox.id) > bindparam("after"), Outbox.kind == "message")
TOKEN = "forged-token-0001"


@dataclass
class Came:
    """What came of a try: the tables written (talk itself aside), the acts in the history, all that anybody is to read."""

    wrote: set[str]
    acts: list[str]
    said: str

    def of(self, way: Way) -> bool:
        """Did it do, or show, what the way is a way to?"""
        return way.shows in self.said if way.shows else bool(self.wrote or self.acts)


class Rig:
    def __init__(self, session: Session, house: FullHouse) -> None:
        self.session, self.house, self.codes = session, house, codes(house)
        self._updates = 0
        self._came = Came(set(), [], "")
        self._outbox, self._history = self._last(Outbox), self._last(History)
        event.listen(session.get_bind(), "before_cursor_execute", self._seen)
        self.bare = BareChannel("bare", bot_name="Bot Giao Việc", now=lambda: NOW)
        self.channels: dict[str, Channel] = {"bare": self.bare, "telegram": TelegramChannel("telegram", "1000:x")}

    @contextmanager
    def undone(self) -> Iterator[None]:
        with self.session.begin_nested() as savepoint:
            yield
            savepoint.rollback()
        self.session.expire_all()
        self.session.info.clear()

    def types(self, name: str, way: Way, place: str, bot: str = "bare", *, forwarded: bool = False) -> Came:
        """The words of a way, and the choice that came of them by its code."""
        with self.undone(), self.watching() as came:
            chat = PLACES[place] or self.house.users[name]
            self._handle(self._said(bot, name, chat, way.words.format(**self.codes), forwarded))
            if way.takes:
                self._takes(name, way.takes, bot, forwarded=forwarded)
        return came

    def presses(self, name: str, way: Way, *, shown_to: str, group: str = "", bot: str = "telegram") -> Came:
        """The button of a way that was shown to somebody, pressed by somebody in a chat of their own (or in the group)."""
        with self.undone(), self.watching() as came:
            self._show(way, bot, shown_to)
            self._handle(self._pressed(name, group or self.house.users[name]))
            if way.then:
                self._read()
                self._handle(self._said(bot, name, self.house.users[name], way.then, False))
        return came

    def copies(self, name: str, way: Way, *, shown_to: str) -> Came:
        """The code of somebody else's confirmation, typed."""
        with self.undone(), self.watching() as came:
            menu = self._show(way, "bare", shown_to)
            self._handle(self._said("bare", name, self.house.users[name], f"ok G{menu.id}", False))
        return came

    def heard_in_group(self, name: str, text: str) -> str:
        """What everybody reads in a group when somebody says that there."""
        with self.undone():
            self._handle(self._said("bare", name, "-502", text, False))
            read = select(Outbox.body).where(col(Outbox.id) > self._outbox, Outbox.chat_id == "-502")
            return json.dumps(list(self.session.exec(read)), ensure_ascii=False)

    @contextmanager
    def watching(self) -> Iterator[Came]:
        came = self._came = Came(set(), [], "")
        yield came
        if "history" in came.wrote:
            came.acts = list(self.session.exec(ACTS, params={"after": self._history}))
        came.wrote -= TALK
        came.said = json.dumps(list(self.session.exec(SAID, params={"after": self._outbox})), ensure_ascii=False)

    def _seen(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if found := WRITTEN.match(statement):
            self._came.wrote.add(found[1])

    def _last(self, table: type[Outbox] | type[History]) -> int:
        return self.session.exec(select(table.id).order_by(col(table.id).desc()).limit(1)).first() or 0

    def _handle(self, incoming: Incoming | None) -> None:
        assert incoming is not None
        batch = Batch(self.session, [incoming], NOW)
        batch.handle(incoming, self.channels[incoming.chat.bot], NOW)
        batch.write()

    def _read(self) -> None:
        """All that was said has been sent, so that it can be answered."""
        for menu in self.session.exec(select(Menu).where(col(Menu.shown_at).is_(None))):
            menu.shown_at = NOW
        for row in self.session.exec(select(Outbox).where(Outbox.kind == "message", col(Outbox.sent_at).is_(None))):
            row.state, row.sent_at = OutboxState.SENT, NOW
        self.session.flush()

    def _takes(self, name: str, action: str, bot: str, *, forwarded: bool) -> None:
        """Take the choice that was just offered, if it was, by the code of its menu."""
        self._read()
        for menu in self.session.exec(select(Menu).where(Menu.user_id == self.house.users[name])):
            for option in menu.options:
                if option["action"] == action:
                    self._handle(self._said(bot, name, menu.chat_id, f"G{menu.id} {option['key']}", forwarded))

    def _show(self, way: Way, bot: str, shown_to: str) -> Menu:
        option = {"key": "1", "action": way.choice, "args": way.args(self.house)}
        user = self.house.users[shown_to]
        menu = Menu(bot=bot, chat_id=user, user_id=user, token=TOKEN, title="", writes=True, options=[option])
        menu.created_at, menu.shown_at = NOW - timedelta(minutes=1), NOW - timedelta(minutes=1)
        self.session.add(menu)
        self.session.flush()
        return menu

    def _said(self, bot: str, name: str, chat: str, text: str, forwarded: bool) -> Incoming | None:
        user, group = self.house.users[name], chat.startswith("-")
        if bot == "bare":
            addressed = f"@Bot Giao Việc {text}" if group else text
            return self.bare.say(chat, user, addressed, name=name, group=group, forwarded=forwarded)
        message = self._message(name, chat) | {"text": f"@giaoviec_bot {text}" if group else text}
        return self._parsed(
            message=message | ({"forward_date": 1, "forward_origin": {"type": "user"}} if forwarded else {})
        )

    def _pressed(self, name: str, chat: str) -> Incoming | None:
        message = self._message("stranger", chat) | {"text": "1 …", "from": {"id": 1000, "is_bot": True}}
        return self._parsed(
            callback_query={"id": "1", "from": self._person(name), "message": message, "data": f"{TOKEN}:1"}
        )

    def _message(self, name: str, chat: str) -> dict[str, Any]:
        kind = "supergroup" if chat.startswith("-") else "private"
        where = {"id": int(chat), "type": kind}
        return {"message_id": 7, "date": int(NOW.timestamp()), "chat": where, "from": self._person(name)}

    def _person(self, name: str) -> dict[str, Any]:
        return {"id": int(self.house.users[name]), "is_bot": False, "first_name": name}

    def _parsed(self, **update: Any) -> Incoming | None:
        self._updates += 1
        return parse_update("telegram", "giaoviec_bot", 1000, {"update_id": self._updates, **update})
