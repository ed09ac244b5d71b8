"""The bot's name in what people wrote: the platform puts a mention into the text as words, and says nowhere where (reference 7).

A name has several words, and is compared without accents, case and width of spaces: phones compose letters differently.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

BLANKS = " \t\u00a0"
PARTING = (",", ":", ";")
INVISIBLE = ("Mn", "Cf")  # accents of their own, joiners, direction marks
UNACCENTED = {"đ": "d"}


class OurName:
    """`@Bot Giao Việc` as one name: a bot so called must not leave "giao việc" behind as if somebody had said it."""

    def __init__(self, *names: str) -> None:
        words = sorted(filter(None, (_folded(name).split() for name in names)), key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_spelled, words)) or r"(?!)")

    def taken_out_of(self, text: str) -> str:
        """`@Bot Giao Việc, ok G7`, `ok @bot giao viec G7` and `ok G7 @Bot Giao Việc` are `ok G7`."""
        kept, after = "", 0
        for start, end in self._found_in(text):
            before = (kept + text[after:start]).rstrip(BLANKS)
            opening = not before or before.endswith("\n")
            # Behind a name in front it is the address's; further on it parts one answer from the next.
            if opening and text.startswith(PARTING, end):
                end += 1
            after = end + len(_blanks(text, end))
            closing = after == len(text) or text.startswith(("\n", *PARTING), after)
            kept = before if opening or closing else before + " "
        return (kept + text[after:]).strip()

    def _found_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Where it stands: from its @ to the accents of its last letter."""
        if "@" not in text:
            return
        letters = list(_letters(text))
        for match in self._pattern.finditer("".join(letter for letter, _ in letters)):
            end = letters[match.end() - 1][1] + 1
            while end < len(text) and _is_invisible(text[end]):
                end += 1
            yield letters[match.start()][1], end


def _spelled(words: Sequence[str]) -> str:
    """A name of one word could also be the end of an address: a@bot.vn."""
    name = r"[^\S\n]+".join(map(re.escape, words))
    return rf"@{name}(?!\w)" if len(words) > 1 else rf"(?<!\w)@{name}(?!\w)"


def _blanks(text: str, start: int) -> str:
    rest = text[start:]
    return rest[: len(rest) - len(rest.lstrip(BLANKS))]


def _letters(text: str) -> Iterator[tuple[str, int]]:
    """The folded letters, each with the place of the character that it comes from."""
    for place, character in enumerate(text):
        for letter in _folded(character):
            yield letter, place


def _folded(text: str) -> str:
    bare = _visible(unicodedata.normalize("NFD", text))
    return "".join(UNACCENTED.get(each, each) for each in _visible(unicodedata.normalize("NFD", bare.casefold())))


def _visible(letters: Iterable[str]) -> str:
    return "".join(each for each in letters if not _is_invisible(each))


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in INVISIBLE
