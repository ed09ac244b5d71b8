"""Under fire (issue 7): real processes against both stand-ins, on both engines; what was promised is recounted by `checker`.

`make test` runs a few troubles, small; `make chaos` all of them on every engine and in every mode, 200 kills among them, and
keeps the table in docs/chaos.md.
"""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.chaos import checker, databases, report
from tests.chaos.fire_rig import under_fire
from tests.chaos.tally import LONG, scaled
from tests.chaos.troubles import ONLY, SHORT, TROUBLES, Place

pytestmark = [pytest.mark.process, pytest.mark.timeout(1200)]
PLACES = [(engine, mode) for engine in ("sqlite", "postgres") for mode in ("poll", "webhook")]
EACH = scaled(2, 4)  # people on each platform
DISK = 128  # megabytes


def named(place: tuple[str, str]) -> list[str]:
    return [name for name in TROUBLES if not ONLY[name] or set(ONLY[name]) & set(place)]


CASES = [(place, name) for place in PLACES for name in (named(place) if LONG else SHORT.get(place, ()))]


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A file system of its own, which can be filled; false where mounting isn't allowed."""
    folder.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}m", "none", str(folder)]
    if os.name != "posix" or os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


class Places:
    """One place at a time, for all the troubles that come to it: a start costs seconds."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open = ExitStack()
        self._at: tuple[str, str] | None = None

    def go(self, engine: str, mode: str) -> Place:
        if self._at != (engine, mode):
            self.leave()
            self._at = engine, mode
            settings, restart = self._open.enter_context(databases.of(engine))
            folder = self._folder / f"{engine}-{mode}"
            small = engine == "sqlite" and self._open.enter_context(small_disk(folder))
            rig = self._open.enter_context(under_fire(folder, EACH, **settings))
            self.place = Place(engine, mode, rig, restart, small)
        return self.place

    def leave(self) -> None:
        self._open.close()
        self._at = None


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    made = Places(tmp_path_factory.mktemp("fire"))
    yield made
    made.leave()


@pytest.mark.postgres
@pytest.mark.parametrize(("where", "name"), CASES, ids=lambda each: each if isinstance(each, str) else "-".join(each))
def test_what_was_promised_holds_after(places: Places, where: tuple[str, str], name: str) -> None:
    place = places.go(*where)
    if name == "đĩa đầy" and not place.small:
        report.left_out(*where, name, "máy không cho gắn tmpfs")
        return
    held(place, name)


def held(place: Place, name: str) -> None:
    outcome = TROUBLES[name](place)
    report.keep(place.engine, place.mode, name, outcome)
    count = outcome.count
    assert count.broken == []
    assert (count.counted, count.copies <= outcome.allowed) == (count.said, True), count


def test_the_checker_knows_nothing_of_ours() -> None:
    tree = ast.parse(Path(checker.__file__).read_text(encoding="utf-8"))
    names = [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
    names += [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


ANSWERS = ["thêm 1 hộ, thành 1/9 hộ", "thêm 2 hộ, thành 3/9 hộ"]


@pytest.mark.parametrize(
    ("heard", "copies", "broken"),
    [
        (ANSWERS, 0, 0),
        ([ANSWERS[0], *ANSWERS], 1, 0),
        (["thêm 1 hộ, thành 2/9 hộ", "thêm 2 hộ, thành 4/9 hộ"], 0, 1),
        (ANSWERS[:1], 0, 2),
        (ANSWERS[::-1], 0, 2),
        ([], 0, 2),
    ],
    ids=["as promised", "a copy", "an effect twice", "one lost", "out of order", "nothing"],
)
def test_the_checker_sees_what_it_is_there_for(heard: list[str], copies: int, broken: int) -> None:
    found = checker.recount({5: [1, 2]}, {5: heard}, {})
    assert (found.copies, len(found.broken)) == (copies, broken)
