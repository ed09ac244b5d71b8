"""A bot's name in a group's message: a name of several words, written with or without care."""

import re
import unicodedata


class Mention:
    """`@Bot Giao Việc` as one name: a bot so called must not leave "giao việc" behind as if somebody had said it."""

    def __init__(self, name: str) -> None:
        words = r"\s+".join(re.escape(word) for word in _composed(name).split())
        self._pattern = re.compile(rf"\s*(?<!\w)@{words}(?!\w)[ \t,:]*", re.IGNORECASE)

    def found_in(self, text: str) -> bool:
        return self._pattern.search(_composed(text)) is not None

    def taken_out_of(self, text: str) -> str:
        return self._pattern.sub(" ", _composed(text)).strip()


def _composed(text: str) -> str:
    """Some phones write ê and its accent as two letters."""
    return unicodedata.normalize("NFC", text)
