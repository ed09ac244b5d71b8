"""The one state of the stand-in: people, bots, chats, files, and what they have said. Everything lives in memory."""

import itertools
import time
from dataclasses import dataclass

from sandbox.clock import Clock
from sandbox.events import Stream
from sandbox.faults import Faults
from sandbox.files import Files
from sandbox.floods import Floods
from sandbox.limits import Limits
from sandbox.log import Log
from sandbox.phone_view import shown
from sandbox.telegram.bots import Bot
from sandbox.telegram.queries import Queries
from sandbox.telegram.queue import UpdateQueue
from sandbox.things import Chat, Json, User
from sandbox.zalo.bots import ZaloBot
from sandbox.zalo.platform import Platform

# Update ids must also grow from one start of the stand-in to the next, for a bot that remembers what it has seen.
IDS_SINCE = 1_700_000_000
IDS_PER_SECOND = 10


@dataclass
class Options:
    """How the stand-in behaves; pauses and timeouts in seconds."""

    bot_url: str = "http://127.0.0.1:8765"
    strict_limits: bool = False
    history: int = 5_000  # messages kept in each chat
    log: int = 200_000  # entries kept
    webhook_pause: float = 0.1
    webhook_pause_max: float = 5.0
    webhook_timeout: float = 30.0
    answer_wait: float = 5.0
    query_life: float = 300.0


class World:
    """Lookups and the one way in for new messages; who may do what is decided by those who call."""

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or Options()
        self.clock = Clock()
        self._albums = itertools.count(13_700_000_000_000_001)
        self._update_ids: dict[str, int] = {}
        self.bots: dict[str, Bot] = {}
        self.events = Stream()
        self.floods = Floods()
        self.zalo = Platform(self.clock)
        self.clear()

    def clear(self) -> None:
        """Forgets everything but the clock and the numbers of updates, which only grow. The events begin anew, by which a
        page knows that it must too."""
        for bot in self.bots.values():
            self._update_ids[bot.token] = bot.queue.next_id
            bot.close()
        self.bots = {}
        self.zalo.close()
        self.zalo = Platform(self.clock)
        self.events.close()
        self.floods.close()
        self.events = Stream()
        self.floods = Floods()
        self.users: dict[int, User] = {}
        self.groups: dict[int, Chat] = {}
        self.private: dict[tuple[int, int], Chat] = {}
        self.files = Files()
        self.phones: list[Json] = []
        self.tour: list[Json] | None = None
        self.queries = Queries(self.options.query_life)
        self.faults = Faults()
        self.limits = Limits(self.options.strict_limits)
        self.log = Log(self.clock, self.options.log)

    def add_bot(self, token: str, id: int, username: str, name: str, privacy: bool = True) -> Bot:
        first_id = self._update_ids.get(token, int(time.time() - IDS_SINCE) * IDS_PER_SECOND)
        bot = Bot(token, id, username, name, UpdateQueue(self.log, username, first_id), privacy)
        self.bots[token] = bot
        return bot

    def bot(self, username: str | None) -> Bot | ZaloBot:
        """By name, or the only one there is (on Telegram, if there is one). Raises LookupError."""
        bots: list[Bot | ZaloBot] = [*self.bots.values(), *self.zalo.bots.values()]
        if username is None and (len(self.bots) == 1 or len(bots) == 1):
            return bots[0]
        found = next((bot for bot in bots if bot.username == username), None)
        if not found:
            raise LookupError(f"no such bot: {username}")
        return found

    def private_chat(self, bot: Bot | ZaloBot, user: User) -> Chat:
        chat = self.private.get((bot.id, user.id))
        if chat is None:
            chat = Chat(user.id, "private", bot.name, user, bot.id, members={user.id: "member", bot.id: "member"})
            chat.platform = "zalo" if isinstance(bot, ZaloBot) else "telegram"
            self.private[bot.id, user.id] = chat
        return chat

    def new_album(self) -> str:
        return str(next(self._albums))

    def bots_in(self, chat: Chat) -> list[Bot]:
        return [bot for bot in self.bots.values() if chat.has(bot.id)]

    def post(self, chat: Chat, sender: Json, content: Json) -> Json:
        """Puts a message into a chat: numbered, dated, kept, shown on the phones."""
        chat.last_id += 1
        date = int(self.clock.seconds())
        message = {"message_id": chat.last_id, "from": sender, "chat": chat.api(), "date": date, **content}
        if not chat.quiet:
            chat.messages[chat.last_id] = message
            chat.messages.pop(chat.last_id - self.options.history, None)
            self.show("message", chat, message)
        return message

    def show(self, kind: str, chat: Chat, message: Json) -> None:
        """Tells the phones about a new or changed message."""
        self.events.publish(kind, chat=chat.id, bot=self.bot_name(chat), message=shown(self.files, message))

    def bot_name(self, chat: Chat) -> str | None:
        bots: list[Bot | ZaloBot] = [*self.bots.values(), *self.zalo.bots.values()]
        return next((bot.username for bot in bots if bot.id == chat.bot_id), None)
