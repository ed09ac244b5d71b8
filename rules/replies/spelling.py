"""Words as leaders type them: without diacritics, abbreviated, with one slip (domain/replies.md rule 8)."""

import re
import unicodedata
from functools import lru_cache

from rules.folding import fold

# Initial and rime, without diacritics. What fits is a word of the language and is never taken for a slip of another.
_SYLLABLE = re.compile(
    r"(?:b|ch|c|d|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x)?"
    r"(?:a(?:ch?|i|m|ng?|nh|o|p|t|u|y)?|e(?:c|m|ng?|nh|ch|o|p|t|u)?|i(?:a|ch?|e[cmnptu]|eng|m|ng?|nh|p|t|u)?"
    r"|o(?:a(?:ch?|i|m|ng?|nh|o|p|t|y)?|e[not]?|c|i|m|ng?|o[cn]g?|p|t)?|u(?:a(?:ng?|nh|t|y)?|c|e(?:ch|nh)?|i|m|ng?|o(?:c|i|m|ng?|p|t|u)?"
    r"|p|t|u|y(?:a|ch|e[nt]|nh|t|u)?)?|y(?:ch|e[mntu]|nh|t)?)"
)

_HELD = re.compile(r"([^\W\d_])\1+$")  # a key held down at the end of a word

# What is typed for it, in lower case and without diacritics.
_SHORT = {
    "hthanh": "hoàn thành",
    "hthah": "hoàn thành",
    "hth": "hoàn thành",
    "ht": "hoàn thành",
    "xg": "xong",
    "ko": "không",
    "k": "không",
    "kg": "không",
    "khg": "không",
    "kh0ng": "không",
    "hok": "không",
    "hem": "không",
    "chang": "chẳng",
    "chx": "chưa",
    "dc": "được",
    "dk": "được",
    "r": "rồi",
    "rui": "rồi",
    "roy": "rồi",
    "vg": "vướng",
    "dg": "đang",
    "cx": "cũng",
    "lm": "làm",
    "j": "gì",
    "ms": "mới",
    "pt": "phần trăm",
    "cv": "công việc",
    "bc": "báo cáo",
    "gh": "gia hạn",
    "ntn": "như thế nào",
    "ntnao": "như thế nào",
    "kp": "kinh phí",
    "hqua": "hôm qua",
    "bgiao": "bàn giao",
    "gpmb": "giải phóng mặt bằng",
    "bgmb": "bàn giao mặt bằng",
    "ns": "ngân sách",
    "vc": "việc",
    "nvh": "nhà văn hóa",
    "mb": "mặt bằng",
    "done": "xong",
    "oke": "ok",
    "oki": "ok",
    "okie": "ok",
    "okay": "ok",
    "okela": "ok",
    "uh": "ừ",
    "uk": "ừ",
    "um": "ừ",
    "hong": "không",
    "hk": "không",
    "tgian": "thời gian",
    "gq": "giải quyết",
    "gquyet": "giải quyết",
    "tkhai": "triển khai",
    "kq": "kết quả",
    "dag": "đang",
    "nhg": "nhưng",
    "nhug": "nhưng",
    "trc": "trước",
    "trk": "trước",
    "hs": "hồ sơ",
    "ngsach": "ngân sách",
    "nsnn": "ngân sách",
    "htat": "hoàn tất",
    "vuog": "vướng",
    "cbi": "chuẩn bị",
    "dvien": "đảng viên",
    "klg": "khối lượng",
    "tdo": "tiến độ",
    "bcao": "báo cáo",
    "nthu": "nghiệm thu",
    "khoach": "kế hoạch",
    "ctieu": "chỉ tiêu",
    "nhvu": "nhiệm vụ",
    "xog": "xong",
    "oy": "rồi",
    "hq": "hôm qua",
    "hqa": "hôm qua",
    "ae": "anh em",
    "ch": "chưa",
    "vs": "với",
    "dv": "đảng viên",
}
# Written with its own diacritics such a word is another one: "họk", "rụi", "ới".
_SHORT_AS_TYPED = {
    "rùi": "rồi",
    "rui": "rồi",
    "đc": "được",
    "đk": "được",
    "đg": "đang",
    "đag": "đang",
    "trđ": "triệu đồng",
    "tr.đ": "triệu đồng",
    "đv": "đảng viên",
    "tđ": "tỷ đồng",
    "hông": "không",
    "ròi": "rồi",
    "roài": "rồi",
    "vđ": "vận động",
    "đvien": "đảng viên",
    "hổng": "không",
    "nỏ": "không",
    "nựa": "nữa",
    "rầu": "rồi",
}


@lru_cache(maxsize=4096)
def marks(word: str) -> frozenset[str]:
    """The diacritics a word bears, the stroke of đ among them, wherever in the word they stand (hòan, hoàn)."""
    found = {char for char in unicodedata.normalize("NFD", word) if unicodedata.category(char) == "Mn"}
    return frozenset(found | ({"đ"} if "đ" in word else set()))


@lru_cache(maxsize=16384)
def fits(typed: str, word: str) -> bool:
    """Whether `typed` is `word` with all, some or none of its diacritics – but none it doesn't have: `kết` is not `kẹt`."""
    return fold(typed) == fold(word) and marks(typed) <= marks(word)


def in_full(typed: str) -> str:
    """`hthanh` → `hoàn thành`; a word that is no abbreviation as it is."""
    if typed.startswith("dz"):  # the south writes "dzậy" for "vậy"
        typed = f"v{typed[2:]}"
    if typed in _SHORT_AS_TYPED:
        return _SHORT_AS_TYPED[typed]
    once = _HELD.sub(r"\1", typed)
    if once != typed and not is_syllable(fold(typed)):
        return in_full(once)  # "rồiii", "okkk", "xemm"
    return _SHORT.get(typed, typed)


def is_syllable(bare: str) -> bool:
    return _SYLLABLE.fullmatch(bare) is not None


@lru_cache(maxsize=4096)
def slip_of(typed: str, keywords: frozenset[str]) -> str | None:
    """The one key word that `typed`, which is no word itself, misses by one letter: added, dropped, changed or swapped."""
    bare = fold(typed)
    if len(bare) < 3 or not bare.isascii() or not bare.isalpha() or is_syllable(bare):
        return None
    near = {word for word in keywords if marks(typed) <= marks(word) and _one_apart(bare, fold(word))}
    return near.pop() if len(near) == 1 else None


def _one_apart(typed: str, word: str) -> bool:
    if abs(len(typed) - len(word)) > 1 or typed == word:
        return False
    start = next((i for i, (a, b) in enumerate(zip(typed, word, strict=False)) if a != b), min(len(typed), len(word)))
    rest, goal = typed[start:], word[start:]
    if len(rest) != len(goal):
        return rest[1:] == goal or rest == goal[1:]
    swapped = len(rest) > 1 and rest[:2] == goal[1::-1] and rest[2:] == goal[2:]
    return rest[1:] == goal[1:] or swapped
