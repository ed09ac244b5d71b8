"""Every kind of notice that anything decides to send can be said."""

import re
from pathlib import Path

from views import notices

ROOT = Path(__file__).parent.parent.parent
DECIDED = re.compile(r'(?:kind|notice)="([a-z_]+)"')


def test_every_kind_has_words() -> None:
    notices.discover()
    sources = [path for folder in ("services", "scheduler", "handlers") for path in (ROOT / folder).rglob("*.py")]
    kinds = {kind for path in sources for kind in DECIDED.findall(path.read_text(encoding="utf-8"))}
    assert kinds - set(notices.renderers) == set()
