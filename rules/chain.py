"""A chain of hashes: each link seals what was written and the link before it, so that an altered row is found (S0-22)."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime

FIRST = ""  # what the first link of a chain is fastened to


def link(before: str, fields: Mapping[str, object]) -> str:
    """The hash (64 hex digits) of a row's fields, fastened to the hash before it; moments count as UTC."""
    plain = {name: _plain(value) for name, value in fields.items()}
    sealed = json.dumps([before, plain], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(sealed.encode()).hexdigest()


def digest_of(salt: str, body: str) -> str:
    """The hash of somebody's words. Without the salt, which is erased with them, it tells nothing of short words."""
    return hashlib.sha256(f"{salt}\n{body}".encode()).hexdigest()


def _plain(value: object) -> object:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
