"""Message ids are English sentences in the code; `vi/*.po` together are the complete Vietnamese catalogue.

One file per area, so that a conversation brings its own; `compiled()` keeps each `.mo` as new as its `.po`.
"""

import os
from functools import lru_cache
from gettext import GNUTranslations
from pathlib import Path
from threading import get_ident

HERE = Path(__file__).parent


def compiled(po: Path) -> Path:
    """The `.mo` beside a `.po`, written anew when it is older."""
    mo = po.with_suffix(".mo")
    if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
        from babel.messages.mofile import write_mo  # only when something changed: start-up stays quick
        from babel.messages.pofile import read_po

        with po.open("rb") as source:
            catalogue = read_po(source)
        fresh = mo.with_suffix(f".{os.getpid()}-{get_ident()}.new")  # each its own: another may be writing too
        with fresh.open("wb") as target:
            write_mo(target, catalogue)
        fresh.replace(mo)  # whole or not at all, also with two processes starting
    return mo


@lru_cache
def catalogue(locale: str) -> GNUTranslations:
    """All areas of a locale as one chain of translations."""
    chain: GNUTranslations | None = None
    for po in sorted((HERE / locale).glob("*.po")):
        with compiled(po).open("rb") as source:
            area = GNUTranslations(source)
        if chain is not None:
            area.add_fallback(chain)
        chain = area
    if chain is None:
        raise LookupError(f"no catalogue for {locale}")
    return chain


_locale = "vi"
missing: set[str] = set()  # sentences that were said untranslated: the tests hold this empty


def use_locale(locale: str) -> None:
    """Set the process's language; raises `LookupError` when there is no catalogue for it."""
    global _locale
    catalogue(locale)
    _locale = locale


def translate(message_id: str) -> str:
    """The sentence in the process's language; one that nobody translated is said as it is, and remembered."""
    text = _looked_up(_locale, message_id)
    if text == message_id:
        missing.add(message_id)
    return text


@lru_cache(maxsize=4096)
def _looked_up(locale: str, message_id: str) -> str:
    """Areas are asked one after the other, so what was found is kept."""
    return catalogue(locale).gettext(message_id)
