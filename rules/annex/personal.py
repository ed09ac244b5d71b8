"""Numbers that belong to a person: identity cards and telephones have no place in a task's text (S0-17)."""

import re

from rules.text import fold

# Twelve digits are an identity card, nine an old one where it is called so; a telephone begins with 0 or +84.
_CARD = re.compile(r"(?<![\d.,/])(?:\d{12}|0\d\d[ .]\d{3}[ .]\d{6}|0\d{3}[ .]\d{4}[ .]\d{4})(?![\d.,/]*\d)")
_OLD_CARD = re.compile(r"\b(?:cmnd|cmt|cccd|can cuoc|chung minh|ho chieu|dinh danh)\b[^\d]{0,20}\d[\d ]{7,14}")
_PHONE = re.compile(
    r"\(0\d{2,3}\)[ .-]?\d{3}[ .-]?\d{3,4}(?!\d)|(?<![\d.,/-])(?:\+?84|0)[ .-]?(?:[235789]\d)(?:[ .-]?\d){7}(?:\d)?(?![ .-]?\d)"
)
_SAID_PHONE = re.compile(
    r"\(0\d{2,3}\)[ .-]?\d{3}[ .-]?\d{3,4}(?!\d)|\b(?:sdt|dt|dien thoai|so may|zalo)\b[^\d]{0,12}\+?\d(?:[ .-]?\d){7,11}"
)


def personal_number(text: str) -> bool:
    """Does a text hold an identity card's or a telephone's number?"""
    if not any(char.isdigit() for char in text):
        return False
    folded = fold(text)
    return any(pattern.search(folded) for pattern in (_CARD, _OLD_CARD, _PHONE, _SAID_PHONE))
