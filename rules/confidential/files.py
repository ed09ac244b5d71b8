"""Marks in file names, where diacritics are rare: `bao_cao_MAT.docx`, `toi-mat.xlsx` – but not `giai_phong_mat_bang.xlsx`."""

import re

from rules.confidential.scan import Level, Scan, scan
from rules.confidential.words import FILE_BEFORE, FILE_NOUNS

_EXTENSION = (
    r"\.(?:docx?|docm|xlsx?|xlsm|pdf|pptx?|rtf|odt|ods|txt|csv|zip|rar|7z"
    r"|jpe?g|png|gif|bmp|tiff?|heic|webp|mp3|mp4|m4a|ogg)"
)
_WHOLE = re.compile(rf"(?P<stem>[^\n]+){_EXTENSION}", re.IGNORECASE)
_WITHIN = re.compile(rf"(?P<stem>\S+){_EXTENSION}(?!\w)|(?P<joined>\w+_\w+)", re.IGNORECASE)


def mark_in_file_names(text: str) -> set[Level]:
    """The marks of the file name that `text` is, or of those it mentions."""
    whole = _WHOLE.fullmatch(text)
    stems = {found.group("stem") or found.group("joined") for found in _WITHIN.finditer(text)}
    if whole:
        stems.add(whole.group("stem"))
    return {level for stem in stems for level in _marks(scan(stem))}


def _marks(stem: Scan) -> set[Level]:
    return {level for i, word in enumerate(stem.words) if word.bare == "mat" and (level := _mark_at(stem, i))}


def _mark_at(stem: Scan, i: int) -> Level | None:
    word = stem.words[i]
    if word.low != "mat" and not word.is_mat:
        return None  # mất, mặt, mắt
    earlier = stem.words[i - 1].bare if i else ""
    if earlier == "tuyet":
        return Level.TOP
    if earlier == "toi":
        return Level.HIGH if _ends(stem, i) else None
    return Level.SECRET if earlier not in FILE_BEFORE and _stands_out(stem, i) else None


def _stands_out(stem: Scan, i: int) -> bool:
    shouted = stem.words[i].raw.isupper() and not stem.text.isupper()
    leading = i == 0 and i + 1 < len(stem.words) and stem.words[i + 1].bare in FILE_NOUNS
    return _ends(stem, i) or shouted or leading


def _ends(stem: Scan, i: int) -> bool:
    """Whether nothing but a number follows."""
    return i + 1 == len(stem.words) or stem.words[i + 1].raw.isdigit()
