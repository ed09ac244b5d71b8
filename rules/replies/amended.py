"""A figure that the speaker corrects at once: "1 135 hộ. À nhầm 125" says 125.

Only where the new figure stands alone behind the word and can be nothing else – no item's number, no other unit. Everything
else that is taken back is asked about (`corrected.py`)."""

import re
from collections.abc import Collection

from rules.folding import vocabulary

_WORD = re.compile(r"nhầm|nham|lộn|lon|quên|quen|không|khong|ko|k\b", re.IGNORECASE)
_MANNERS = vocabulary("ạ a nhé nhe nha nghen thôi mới đúng rồi r đ/c d/c em tui tôi nữa")
_NUMBER = r"(?<!\d)\d{1,12}(?:[.,]\d{1,9})*"
_TAIL = r"(?:\s*(?:ạ|a|nhé|nhe|nha|nghen|thôi|mới đúng|moi dung|rồi|r|đ/c|d/c))*"
_TAKEN = (
    r"(?:(?:à|ah|á|ý|ờ|ơ|úi|ấy|a|uh|ừm|ôi)\s*,?\s*(?:e|em|tôi|tui|mình)?\s*(?:viết|gõ|ghi|báo)?\s*(?:nhầm|nham|lộn|lon|quên|quen)"
    r"|(?:à|ah|á|ý|ờ|ơ)\s*,?\s*(?:không phải|khong phai|không|khong|ko|k)(?=[\s,])"
    r"|(?:em|tôi|tui|mình)?\s*(?:viết|gõ|ghi|báo)?\s*(?:nhầm|nham|lộn))"
    r"(?:\s*(?:rồi|roi|r|tí|chút|chut|ạ|a|mất))*\s*[,:;.…]*\s*(?:phải|phai|đúng|dung)?\s*(?:là|la|ra)?\s*(?:thêm|them)?\s*"
)
_AMENDED = re.compile(
    rf"(?P<old>{_NUMBER})(?P<unit>\s*(?:%|[^\W\d_]+(?:\s[^\W\d_]+)?)?)(?P<end>{_TAIL})[\s,.;…–-]+{_TAKEN}"
    rf"(?:(?P<of>\d{{1,3}})\s*:?\s*(?:đạt|dat|được|duoc|đc|dc|là|la)\s+)?(?P<new>{_NUMBER})(?P<again>\s*(?:%|[^\W\d_]+(?:\s[^\W\d_]+)?)?){_TAIL}\s*(?=$|[\n.,;])",
    re.IGNORECASE,
)
_DAY = r"(?<![\d/])\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\d/])"
_AMENDED_DAY = re.compile(rf"{_DAY}{_TAIL}[\s,.;…–-]+{_TAKEN}(?:ngày|ngay|đến|den)?\s*(?P<new>{_DAY})", re.IGNORECASE)


def amended(text: str, numbers: Collection[int]) -> str:
    """A `clean` text with one corrected figure put in its place; as it is where it is not sure. `numbers`: of the items."""
    if not _WORD.search(text):
        return text
    text = _AMENDED_DAY.sub(r"\g<new>", text)
    found = list(_AMENDED.finditer(text))
    if len(found) != 1:
        return text
    match = found[0]
    if match["of"] and not _is_spoken_of(match["of"], text[: match.start()], numbers):
        return text
    new, unit, again = match["new"], _measure(match["unit"]), _measure(match["again"])
    if again and unit and again != unit:
        return text
    if not again and new.isdigit() and int(new) in numbers:
        return text
    said = f"{new}{match['unit'] or match['again']}"
    return text[: match.start()] + said + match["end"] + text[match.end() :]


def _is_spoken_of(number: str, before: str, numbers: Collection[int]) -> bool:
    """ "2 đạt 38%, à nhầm 2 đạt 38,5%": the item named again is the one that the first figure was said of."""
    return int(number) in numbers and re.search(rf"(?<!\d){number}\D*$", before) is not None


def _measure(typed: str) -> str:
    """The word of measure: "triệu" of "triệu nghen"."""
    words = [word for word in typed.lower().split() if word not in _MANNERS]
    return words[0] if words else ""
