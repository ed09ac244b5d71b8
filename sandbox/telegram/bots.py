"""A bot as the platform keeps it."""

from dataclasses import dataclass, field

from sandbox.telegram.queue import UpdateQueue
from sandbox.telegram.webhook import Webhook
from sandbox.things import Json


@dataclass(slots=True)
class Bot:
    token: str
    id: int
    username: str
    name: str
    queue: UpdateQueue
    privacy: bool = True
    webhook: Webhook | None = None
    commands: dict[str, list[Json]] = field(default_factory=dict)  # by scope and language
    texts: dict[str, str] = field(default_factory=dict)  # name, description, short_description, by language

    def api(self) -> Json:
        """The platform's `User`, as others see the bot."""
        return {"id": self.id, "is_bot": True, "first_name": self.name, "username": self.username}

    def me(self) -> Json:
        """What getMe answers."""
        return {
            **self.api(),
            "can_join_groups": True,
            "can_read_all_group_messages": not self.privacy,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    def close(self) -> None:
        if self.webhook:
            self.webhook.close()
            self.webhook = None
        self.queue.wake()
