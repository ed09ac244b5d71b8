"""How a body is written at the head of its papers: its own name, the one above it, the sign in its papers' symbol, its place.

Hướng dẫn 36-HD/VPTW: above a committee stands the organisation it leads a part of ("ĐẢNG BỘ TỈNH YÊN BÁI / HUYỆN ỦY TRẤN
YÊN"), above a committee's office the committee itself ("HUYỆN ỦY TRẤN YÊN / BAN TỔ CHỨC").
"""

import re

from rules.issuers import Layout, layout_of
from rules.text import fold

PLACES = ("xã", "phường", "thị trấn", "huyện", "thị xã", "thành phố", "tỉnh", "đặc khu")
# A committee's first words: what its organisation is called, and its sign in a symbol.
COMMITTEES = {
    "tinh uy": ("Đảng bộ tỉnh", "TU"),
    "thanh uy": ("Đảng bộ thành phố", "TU"),
    "thi uy": ("Đảng bộ thị xã", "TU"),
    "quan uy": ("Đảng bộ quận", "QU"),
    "huyen uy": ("Đảng bộ huyện", "HU"),
    "dang uy": ("Đảng bộ", "ĐU"),
}
_COUNCILS = re.compile(r"\b(uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd)\b")
UNKNOWN = "…"


def _committee(name: str) -> str | None:
    return next((words for words in COMMITTEES if fold(name).startswith(words)), None)


def organ_and_superior(name: str, above: str | None, layout: Layout) -> tuple[str, str]:
    """The body's name, and what stands above it (nothing, when that is a body of the other side)."""
    if not above or layout_of(above) is not layout:
        return name, ""
    over = _committee(above)
    if over is None:
        return name, above
    if _committee(name):
        return name, " ".join([COMMITTEES[over][0], *above.split()[len(over.split()) :]])
    tail = " ".join(above.split()[: len(over.split())])
    return re.sub(rf"\s+{tail}\b.*$", "", name, flags=re.IGNORECASE), above


def symbol_of(kind: str, name: str, layout: Layout) -> str:
    """ "BC/HU", "BC-UBND"; what has no known sign is left open."""
    if layout is Layout.PARTY:
        committee = _committee(name)
        return f"{kind}/{COMMITTEES[committee][1] if committee else UNKNOWN}"
    found = _COUNCILS.search(fold(name))
    sign = UNKNOWN if found is None else "HĐND" if "dong" in found[1] or "hd" in found[1] else "UBND"
    return f"{kind}-{sign}"


def place_of(*names: str) -> str:
    """ "Đảng ủy xã Nguyệt Đức" → "Nguyệt Đức"; a department sits where the body above it does: the first that tells."""
    for name in names:
        for place in PLACES:
            _, found, rest = name.lower().partition(f" {place} ")
            if found and fold(rest) != "uy":
                return name[len(name) - len(rest) :]
        committee = _committee(name)
        words = name.split()[len(committee.split()) :] if committee else []
        if words:
            return " ".join(words)
    return UNKNOWN


def title_of(post: str, unit: str) -> str:
    """What stands above a signature: the post without the body the head names already.

    "Bí thư Đảng ủy xã Nguyệt Đức" → "Bí thư"; "Trưởng phòng Nội vụ" → "Trưởng phòng".
    """
    if not post.lower().endswith(unit.lower()) or len(post) <= len(unit):
        return post
    title, first = post[: len(post) - len(unit)].strip(), post[len(post) - len(unit) :].split()[0]
    return f"{title} {first}" if fold(first) in ("phong", "ban") else title
