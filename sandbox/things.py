"""What the stand-in's world is made of. Messages are kept as the dictionaries that clients receive."""

from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]
Kind = Literal["private", "group", "supergroup"]
PRESENT = ("member", "administrator", "creator")


@dataclass(slots=True)
class User:
    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str = "vi"

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name

    def api(self) -> Json:
        """The platform's `User`."""
        found: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.last_name:
            found["last_name"] = self.last_name
        if self.username:
            found["username"] = self.username
        return {**found, "language_code": self.language_code}


@dataclass(slots=True)
class Chat:
    """A private chat belongs to one bot and carries the user's id; a group is shared by all its members."""

    id: int
    kind: Kind
    title: str
    user: User | None = None
    bot_id: int | None = None
    started: bool = False
    blocked: bool = False
    quiet: bool = False  # a flood's chat: neither history nor events for the phones, only counts
    members: dict[int, str] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    last_id: int = 0
    last_bot: int | None = None
    meant: dict[int, int] = field(default_factory=dict)  # message id → the bot it was meant for (privacy mode)
    migrated_to: int | None = None
    platform: str = "telegram"
    _api: Json | None = None

    def api(self) -> Json:
        """The platform's `Chat`."""
        if self._api is None:
            self._api = self._built()
        return self._api

    def forget_api(self) -> None:
        """To be called when a title or a kind has changed."""
        self._api = None

    def _built(self) -> Json:
        if self.user is None:
            return {"id": self.id, "title": self.title, "type": self.kind}
        person = {key: value for key, value in self.user.api().items() if key.endswith("name")}
        return {"id": self.id, **person, "type": "private"}

    @property
    def key(self) -> str:
        """Unique across the world, while a private chat's id is not (one for each bot)."""
        return f"{self.bot_id}:{self.id}"

    def has(self, member: int) -> bool:
        return self.members.get(member) in PRESENT
