"""One-time codes: how they look, how they are kept (as a hash), how one is recognised in what somebody typed.

No vowel and no look-alike (0/O, 1/I/L, 5/S, 2/Z, 8/B): a code can be read aloud, and can't be a word. The first sign is a letter,
so that no report ("2 6789 m") looks like a code; 16 · 23⁵ of them against five tries an hour.
"""

import hashlib
import re
import secrets

from rules.text import fold

LETTERS = "CDFHJKMNPQRTVWXY"
DIGITS = "2346789"
LENGTH = 6
# Codes that a task's or a case's code would shadow (NV-2346).
_TAKEN = re.compile(r"(NV|HT|GH|CD|DK)\d+")
_SHAPE = re.compile(rf"[{LETTERS}][{LETTERS}{DIGITS}]{{{LENGTH - 1}}}")
_INTRODUCED = re.compile(r"^(?:ma(?: so)?(?: ket noi| tham gia| moi)?|code)\s*[:\-]?\s+")
# What a stranger types instead of a code: one word about as long, letters and digits mixed.
_NEARLY = re.compile(r"(?=.*\d)(?=.*[a-z])[a-z0-9]{5,8}")


def new_code() -> str:
    """A fresh code, with at least two digits."""
    while True:
        rest = (secrets.choice(LETTERS + DIGITS) for _ in range(LENGTH - 1))
        code = secrets.choice(LETTERS) + "".join(rest)
        if _is_code(code):
            return code


def code_in(text: str) -> str | None:
    """The code that a message is, in any case, with spaces or dashes in it ("k7m 4q2", "Mã: K7M4Q2"); None where it is none."""
    bare = _bare(text).upper()
    return bare if _is_code(bare) else None


def looks_like_code(text: str) -> bool:
    """Is this an attempt at a code, be it a wrong one? Asked of strangers only: others write more than codes."""
    return _NEARLY.fullmatch(_INTRODUCED.sub("", fold(text[:64]))) is not None


def hash_of(code: str) -> str:
    """What is kept of a code."""
    return hashlib.sha256(f"giaoviec:{code}".encode()).hexdigest()


def _bare(text: str) -> str:
    return re.sub(r"[\s\-–.]+", "", _INTRODUCED.sub("", fold(text[:64])))


def _is_code(code: str) -> bool:
    digits = sum(char in DIGITS for char in code)
    return bool(_SHAPE.fullmatch(code)) and digits >= 2 and not _TAKEN.fullmatch(code)
