"""The Zalo Bot API as a channel: polling or webhook in, words and pictures by address out."""

from channels.zalo.channel import ZaloChannel
from channels.zalo.client import Me, Webhook, ZaloClient
from channels.zalo.faults import TokenRefused, WebhookActive
from channels.zalo.mention import OurName
from channels.zalo.parse import parse_event

__all__ = ["Me", "OurName", "TokenRefused", "Webhook", "WebhookActive", "ZaloChannel", "ZaloClient", "parse_event"]
