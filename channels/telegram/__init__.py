"""The Telegram Bot API as a channel: polling or webhook in, entities, buttons and files out."""

from channels.telegram.channel import TelegramChannel
from channels.telegram.faults import TokenRefused, WebhookActive
from channels.telegram.parse import parse_update

__all__ = ["TelegramChannel", "TokenRefused", "WebhookActive", "parse_update"]
