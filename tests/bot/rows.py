"""Rows of the outbox as a handler leaves them."""

from datetime import datetime
from typing import Any

from models import Outbox
from rules.states import MessageClass


def reply(at: datetime, chat: str = "1", *, bot: str = "bare", **more: Any) -> Outbox:
    """An answer for a chat, to be said at once."""
    place = {"lane": f"{bot}:{chat}", "bot": bot, "chat_id": chat}
    return Outbox(**place, **{"message_class": MessageClass.REPLY, "not_before": at, "created_at": at, **more})
