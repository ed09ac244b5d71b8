"""Answers of role-players who never saw the grammar: nothing wrong is written, and so much is understood as was measured."""

from collections import Counter
from pathlib import Path

from tests.rules.role_played.judging import judged, played

SEEN = Path(__file__).parent / "role_played" / "seen.jsonl"


def test_nothing_is_written_that_was_not_meant() -> None:
    counts, wrong = judged(played(SEEN))
    assert wrong == []
    assert counts == Counter(understood=117, asked=40, beside=3) + Counter({"in part": 5})
