"""Courtesies at the beginning and the end of a message are no content (domain/replies.md rule 9)."""

import re
from functools import lru_cache

from rules.folding import aligned, clean, fold, vocabulary

_PEOPLE = (
    "cac dong chi|dong chi|cac d/c|d/c|d\\.c|dc|quy ban|thu truong|lanh dao|sep|anh chi|anh/chi|anh|chi|bac"
    "|thuong truc|ban thuong vu|btv|ban to chuc|btc|van phong|tro ly|bot|bi thu|pho bi thu|chu tich|pho chu tich"
    "|truong ban|pho truong ban|pho ban|ban"
)
_PLACES = "tinh uy|huyen uy|thanh uy|dang uy|xa|tinh|huyen"
_WHOM = rf"(?:{_PEOPLE})(?: (?:{_PEOPLE}|{_PLACES}))*"
_SELF = "em|toi|minh|chau|don vi"
_ADDRESS = "bao cao|bc|kinh bao cao|kinh gui|kinh thua|kinh chao|chao|xin chao|thua"
_END = r"(?=[ ,.:;!\n]|$)"
_THANKS = r"(?:xin )?(?:chan thanh )?(?:cam on|thanks|thank|tks)"

_OPENINGS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:(?:{_SELF}) )?(?:xin )?(?:phep )?(?:{_ADDRESS}) (?P<whom>{_WHOM}){_END}",
        rf"(?:(?:{_SELF}) )?(?:xin )?(?:kinh )?chao{_END}",
        rf"(?:(?:{_SELF}) )?xin (?:phep )?bao cao{_END}",
        rf"(?:{_SELF}) bao cao{_END}",
        rf"(?P<whom>{_WHOM}) oi{_END}",
        rf"(?:dong chi|d/c){_END}",
        r"vang(?= thua | bao cao )",
        rf"{_THANKS}{_END}(?: {_WHOM}{_END})?(?: nhieu{_END})?",
        # "da" without diacritics is "đã" as often: only before what can't follow "đã".
        r"da(?=,| vang| thua| kinh| viec| dong chi| d/c| tro giup| danh sach)",
    )
)
_CLOSING = re.compile(
    rf"(?:^|[ ,.;:!\n]+)(?:a|ah|nhe|nha|nhen|voi a|(?:tran trong )?{_THANKS}(?: {_WHOM})?(?: nhieu)?|tran trong"
    r"|kinh bao|cac (?:dong chi|d/c|anh|chi)"
    r"|(?:rat |kinh |xin )?(?:mong|nho|xin|mong duoc) "
    r"(?:cac )?(?:dong chi|d/c|anh|chi|sep|tinh|ban)?(?: het suc)? ?thong cam(?: cho)?(?: em| xa| nhe)?"
    r"|(?:thua |(?<= a )|(?<= nhe )|(?<= nha ))(?:dong chi|d/c|anh|chi|sep|thu truong)|dong chi|d/c)$"
)
# With other diacritics these are other words: "gửi ảnh", "chỉ còn", "bản kế hoạch".
_OTHERS = vocabulary("ảnh ánh chỉ bản bán bàn bạn bắc bậc thừa thửa")
_KEY_WORD = 24  # characters: what is said again and again all day ("việc", "1", "dạ rõ")
_EDGE = " \n,.;:!…"
_NAME = re.compile(r"(?: [^\W\d_]+){1,5}(?=[,:\n])")
_TITLES = vocabulary("tinh uy xa huyen thanh to chuc ban dang pho truong thuong truc bi thu chu tich va")
# A capital begins a sentence too: these words are never part of a name.
_CONTENT = vocabulary(
    "viec nhiem so muc xong hoan nhat ro ok da chua tat ca nv dang vuong co khong ket tien toi em vang"
)


def strip_courtesies(text: str) -> str:
    """What remains of `text`, in its own spelling (made `clean`): without "Báo cáo đồng chí", "đ/c ơi", "Dạ", "Kính
    gửi …" before and "ạ", "nhé", "cảm ơn" after. The word "báo cáo" alone is a key word and stays."""
    return _remembered(text) if len(text) <= _KEY_WORD else _stripped(text)


def _stripped(text: str) -> str:
    remains = clean(text)
    while True:
        shorter = _without_closing(_without_opening(remains))
        if shorter == remains:
            return remains
        remains = shorter


_remembered = lru_cache(maxsize=1024)(_stripped)


def _without_opening(text: str) -> str:
    folded, places = aligned(text)
    if folded.startswith("da") and text[:2].lower() == "dạ" and not text[2:3].isalnum():
        return _after(text, 2)
    for opening in _OPENINGS:
        found = opening.match(folded)
        if found and not _OTHERS & set(text[: places[found.end()]].lower().split()):
            end = places[found.end()]
            named = "whom" in found.groupdict()
            return _after(text, end + _name_length(text[end:]) if named else end)
    return text


def _name_length(rest: str) -> int:
    """ "báo cáo anh Tuấn, 1 xong": a name is dropped only before a comma, a colon or a new line."""
    found = _NAME.match(rest)
    if not found:
        return 0
    words = found.group().split()
    named = all(word.istitle() or fold(word) in _TITLES for word in words)
    return found.end() if named and not _CONTENT & {fold(word) for word in words} else 0


def _after(text: str, end: int) -> str:
    rest = text[end:].lstrip(_EDGE)
    dashed = re.match(r"[-–—]\s+", rest)
    return rest[dashed.end() :] if dashed else rest


def _without_closing(text: str) -> str:
    bare = text.rstrip(_EDGE)
    folded, places = aligned(bare)
    found = _CLOSING.search(folded)
    # A capital A ends "phương án A".
    # … and "nhà" a count of houses.
    if not found or bare.endswith(" A") or bare.lower().endswith("nhà"):
        return bare
    # "13 đồng chí" are members admitted.
    if re.search(r"\d (?:dong chi|d/c)$", folded) and found.group().strip() in ("dong chi", "d/c"):
        return bare
    return bare[: places[found.start()]].rstrip(_EDGE)
