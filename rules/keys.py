"""Tokens of bots in what people write: whoever has one speaks for the bot, so a chat is no place for it."""

import re

# Telegram: `number:35 signs`; Zalo: `number:secret`, whose length nobody has published.
_TOKEN = re.compile(r"(?<!\d)\d{6,20}:(?=[\w-]*[A-Za-z])[A-Za-z0-9_-]{16,}")


def has_token(text: str) -> bool:
    """Does a bot's token stand in it?"""
    return _TOKEN.search(text) is not None
