"""What the words of an answer do, as data: each class is one letter, a piece becomes a string of letters, and the grammar
(`states.py`, `numeric.py`) is regular expressions over it. A word that stands nowhere in `words/` is `.`, and where one
is left over nothing is written.

Letters that are given to other things than phrases: n number, f fraction, w number in one word, u the item's unit,
e finished-but-denied, k task code, and the marks : - , ; ! ? ( ) + & % /
"""

from functools import cache

from rules.folding import fold
from rules.replies.spelling import fits
from rules.replies.words import PHRASES

UNKNOWN = "."

# Words that double as the word before an item's number.
REFERRING = frozenset(
    {
        "cái",
        "việc",
        "nhiệm vụ",
        "công việc",
        "nội dung",
        "chỉ tiêu",
        "các việc",
        "các mục",
        "các nhiệm vụ",
        "các nội dung",
    }
)

# Bare, these are other words (ha, u, cung, co, do, nua): alone they count only with their diacritics.
_EXACT = frozenset(
    {"hả", "tầng", "ủ", "ừ", "cùng", "cỡ", "cố", "độ", "dở", "nửa", "tới", "tối nay", "tới nay", "mức", "chị", "đó"}
    | {
        "hà",
        "rồi à",
        "xong rồi à",
        "hỏi",
        "nhỉ",
        "thành",
        "dài",
        "dù",
        "chờ",
        "đợi",
        "bà con",
        "đấy",
        "thôi",
        "nỏ",
        "chú",
        "bác",
        "nờ",
        "hầy",
        "cháu",
        "đương",
    }
)
# Where a bare spelling fits two phrases of one length, the class that comes first here.
_FIRST = "PcFCrMHA"

Phrase = tuple[tuple[str, ...], str]


def listed(line: str) -> list[str]:
    """The phrases of a line with commas between them, wrapped as it may be."""
    return [" ".join(phrase.split()) for phrase in line.split(",")]


def by_fold(line: str) -> dict[str, list[tuple[str, ...]]]:
    """Phrases of one kind by their spelling without diacritics."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in listed(line):
        found.setdefault(fold(phrase), []).append(tuple(phrase.split()))
    return found


@cache
def phrases() -> dict[str, list[Phrase]]:
    """Phrases by their folded first word, the longest first."""
    found: dict[str, list[Phrase]] = {}
    for code, line in PHRASES.items():
        for phrase in listed(line):
            words = tuple(phrase.split())
            found.setdefault(fold(words[0]) or words[0], []).append((words, code))
    for candidates in found.values():
        candidates.sort(key=_rank)
    return found


def _rank(phrase: Phrase) -> tuple[int, int]:
    words, code = phrase
    return -len(words), _FIRST.index(code) if code in _FIRST else len(_FIRST)


@cache
def keywords() -> frozenset[str]:
    """Words in which one slip is forgiven: what the meaning of an answer turns on."""
    words = {word for code in "DNGSX+O" for phrase in listed(PHRASES[code]) for word in phrase.split()}
    return frozenset(word for word in words if len(word) >= 4 and word.isalpha()) | {
        "được",
        "phần",
        "trăm",
        "nhiệm",
        "khác",
        "triệu",
    }


def match(words: list[str], phrase: tuple[str, ...]) -> bool:
    """Whether `words`, as typed, begin with `phrase`."""
    if len(words) < len(phrase) or not all(map(fits, words, phrase)):
        return False
    return " ".join(phrase) not in _EXACT or words[: len(phrase)] == list(phrase)
