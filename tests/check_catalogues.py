"""`python -m tests.check_catalogues`: every sentence in the code is in the catalogue once, none is fuzzy, placeholders agree."""

import string
import sys
from collections import Counter
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from rules.annex.unreadable import REASONS as UNREADABLE
from rules.deadlines import REASONS

ROOT = Path(__file__).parent.parent
SPOKEN = ("views", "services", "handlers", "scheduler", "rules")
KEYWORDS = {"say": None, "UserError": None, "translate": None, "Reason": None, "_least": None}


def in_code() -> set[str]:
    """The literal sentences handed to `say` and `UserError`."""
    found: set[str] = set()
    for folder in SPOKEN:
        for entry in extract_from_dir(ROOT / folder, [("**.py", "python")], keywords=KEYWORDS, strip_comment_tags=True):
            message = entry[2]
            found.add(message if isinstance(message, str) else message[0])
    return {message for message in found if message} | set(REASONS) | set(UNREADABLE)


def catalogues() -> dict[str, Catalog]:
    files = sorted((ROOT / "locales" / "vi").glob("*.po"))
    return {path.name: read_po(path.open("rb")) for path in files}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def problems() -> list[str]:
    """What is wrong, a line each."""
    found = []
    kept = [(name, message) for name, catalogue in catalogues().items() for message in catalogue if message.id]
    for message_id, count in Counter(message.id for _, message in kept).items():
        if count > 1:
            found.append(f"translated {count} times: {message_id!r}")
    for name, message in kept:
        if message.fuzzy or not message.string:
            found.append(f"{name}: not finished: {message.id!r}")
        elif placeholders(str(message.id)) != placeholders(str(message.string)):
            found.append(f"{name}: other placeholders: {message.id!r}")
    known = {message.id for _, message in kept}
    return found + [f"missing: {message_id!r}" for message_id in sorted(in_code() - known)]


if __name__ == "__main__":
    wrong = problems()
    print("\n".join(wrong) or "catalogues complete")
    sys.exit(bool(wrong))
