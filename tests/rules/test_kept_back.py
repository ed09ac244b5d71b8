"""A set that was written from the rules of deadlines in words before the reader was run on it: at least 95 % right, and none
silently wrong. Said on Wednesday 25/11/2026; `?`: must be asked or refused; `A`: two readings; `R`: refused."""

from pathlib import Path

from rules.deadlines import Deadline
from tests.rules.deadline_words import read

PHRASES = [
    line.split("|") for line in (Path(__file__).parent / "kept_back.txt").read_text(encoding="utf-8").splitlines()
]


def shown(found: Deadline) -> str:
    if found.kind == "date":
        return f"{found.date} {found.time:%H:%M}" if found.time else str(found.date)
    if found.kind == "recurring":
        return f"{found.every}:{found.day}" if found.day else str(found.every)
    if found.kind == "ambiguous":
        return " ".join(["A", *map(str, found.readings)])
    return "R" if found.kind == "refused" else found.kind


def test_right_or_asked_and_never_silently_wrong() -> None:
    found = [(text, wanted, shown(read(text))) for text, wanted in PHRASES]
    right = [
        got == want or (want == "?" and got[0] in "AR") or (want == "A" and got[0] == "A") for _, want, got in found
    ]
    asked = [got[0] in "AR" for _, _, got in found]
    assert [each for each, ok, safe in zip(found, right, asked, strict=True) if not ok and not safe] == []
    assert len(found) >= 150
    assert sum(right) >= 0.95 * len(found)
