"""What the child process is asked for: each function reads what it needs and gives back what to keep, the type, the bytes.

The result names the file and carries the figures of the message that goes with it, as of the moment the file was made.
"""

from collections import Counter
from datetime import datetime
from typing import Any

from sqlmodel import Session

from rules.localtime import local
from services.register import Scope, read
from views.files import register as excel

Made = tuple[dict[str, Any], str, bytes]


def register(session: Session, *, at: str, **scope: Any) -> Made:
    """The register of a scope as a workbook."""
    now = datetime.fromisoformat(at)
    found = read(session, Scope(**scope), now)
    lights = Counter(line.standing.light.value for line in found.counted)
    result = {
        "name": f"so-nhiem-vu-{local(now):%Y-%m-%d}.xlsx",
        "of": found.of,
        "tasks": len(found.counted),
        "posts": len({line.post.id for line in found.counted}),
        "lights": dict(lights),
    }
    return result, excel.MIME, excel.workbook(found)
