"""The post that a section's heading names: "VII. Đồng chí Trưởng phòng Y tế (4 nhiệm vụ)", in a sheet without a column for it."""

import re

from rules.annex.headings import Meaning
from rules.annex.layout import Table
from rules.text import aligned

_POSTS = r"(?:pho |quyen )?(?:bi thu|chu tich|truong|giam doc|chanh|chi cuc truong|hat truong|thu truong|hieu truong)\b"
_HEADING = re.compile(
    rf"(?:(?:[ivx]{{1,6}}|\d{{1,3}}|[a-h])\s*[.)/:–-]\s*)?(?:(?:dong chi|d/c)\b[\s:]*)?(?P<post>{_POSTS}.*?)"
    r"\s*(?:\(.*\)|:\s*\d.*)?\s*"
)


def owner_of_section(table: Table, section: str) -> str:
    """Empty where the sheet has a column for the owner, or where the heading names none."""
    if Meaning.OWNER in table.columns or Meaning.UNIT in table.columns:
        return ""
    folded, places = aligned(section)
    found = _HEADING.fullmatch(folded)
    return section[places[found.start("post")] : places[found.end("post") - 1] + 1] if found else ""
