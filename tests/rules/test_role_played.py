"""Answers of role-players who never saw the grammar: nothing wrong is written, and so much is understood as was measured."""

from collections import Counter
from pathlib import Path

import pytest

from tests.rules.role_played.judging import BUNDLES, judged, played

SEEN = Path(__file__).parent / "role_played" / "seen.jsonl"
EVERYTHING = tuple(item for items in BUNDLES.values() for item in items)


def test_nothing_is_written_that_was_not_meant() -> None:
    counts, wrong = judged(played(SEEN))
    assert wrong == []
    assert counts == Counter(understood=317, asked=33, beside=2) + Counter({"in part": 11})


def test_nor_among_the_tasks_of_all_three_bundles(monkeypatch: pytest.MonkeyPatch) -> None:
    for bundle in tuple(BUNDLES):
        monkeypatch.setitem(BUNDLES, bundle, EVERYTHING)
    assert judged(played(SEEN))[1] == []
