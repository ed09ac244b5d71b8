"""Numbers that belong to a person: identity cards and telephones have no place in a task's text nor in an export (S0-17)."""

import re

from rules.text import aligned, fold

# Twelve digits are an identity card, nine an old one where it is called so; a telephone begins with 0 or +84.
_CARD = re.compile(r"(?<![\d.,/])(?:\d{12}|0\d\d[ .]\d{3}[ .]\d{6}|0\d{3}[ .]\d{4}[ .]\d{4})(?![\d.,/]*\d)")
_OLD_CARD = re.compile(r"\b(?:cmnd|cmt|cccd|can cuoc|chung minh|ho chieu|dinh danh)\b[^\d]{0,20}\d[\d ]{7,14}")
_PHONE = re.compile(
    r"\(0\d{2,3}\)[ .-]?\d{3}[ .-]?\d{3,4}(?!\d)|(?<![\d.,/-])(?:\+?84|0)[ .-]?(?:[235789]\d)(?:[ .-]?\d){7}(?:\d)?(?![ .-]?\d)"
)
_SAID_PHONE = re.compile(
    r"\(0\d{2,3}\)[ .-]?\d{3}[ .-]?\d{3,4}(?!\d)|\b(?:sdt|dt|dien thoai|so may|zalo)\b[^\d]{0,12}\+?\d(?:[ .-]?\d){7,11}"
)


_ALL = (_CARD, _OLD_CARD, _PHONE, _SAID_PHONE)
_MANY = re.compile(r"(?:\d\D{0,3}){9}")  # what holds fewer digits holds none of them; nearly every text, at no cost
HIDDEN = "•"


def personal_number(text: str) -> bool:
    """Does a text hold an identity card's or a telephone's number?"""
    if not any(char.isdigit() for char in text):
        return False
    folded = fold(text)
    return any(pattern.search(folded) for pattern in _ALL)


def masked(text: str) -> str:
    """The text with every digit of such a number hidden: so it goes out in files and in the digest (issue 7, item 5)."""
    if not _MANY.search(text):
        return text
    folded, places = aligned(text)
    letters = list(text)
    for found in (found for pattern in _ALL for found in pattern.finditer(folded)):
        for place in range(places[found.start()], places[found.end()]):
            letters[place] = HIDDEN if letters[place].isdigit() else letters[place]
    return "".join(letters)
