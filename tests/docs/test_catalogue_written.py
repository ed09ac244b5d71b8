"""Catalogues are compiled at the first start, which may be the start of several processes at once."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from gettext import GNUTranslations
from pathlib import Path

import locales

TOGETHER = 8


def test_several_that_start_at_once_all_find_it_whole(tmp_path: Path) -> None:
    po = Path(shutil.copy(Path(locales.__file__).parent / "vi" / "digest.po", tmp_path))

    def start(_: int) -> str:
        with locales.compiled(po).open("rb") as source:
            return GNUTranslations(source).gettext("By group of units")

    with ThreadPoolExecutor(TOGETHER) as starting:
        assert set(starting.map(start, range(TOGETHER))) == {"Theo nhóm đơn vị"}
    assert [each.name for each in sorted(tmp_path.iterdir())] == ["digest.mo", "digest.po"]
