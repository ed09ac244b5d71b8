"""Which of the two official layouts a body's papers follow, and how each writes a paper's number.

Party papers: Hướng dẫn 36-HD/VPTW (3/4/2018), "Số 111-KH/HU". State papers: Nghị định 30/2020/NĐ-CP (5/3/2020), Phụ lục I,
"Số: 128/QĐ-UBND". The form of the symbol tells them apart when there is one; otherwise the body's name does.
"""

import re
from enum import StrEnum

from rules.text import fold


class Layout(StrEnum):
    PARTY = "party"
    STATE = "state"


_PARTY = re.compile(
    r"\b(?:trung uong|tinh uy|thanh uy|huyen uy|quan uy|thi uy|dang uy|chi uy|dang bo|chi bo|bi thu|ban thuong vu|ban chap hanh|"
    r"thuong truc (?:tinh|huyen|thanh|thi)|ban (?:to chuc|tuyen giao|tuyen huan|dan van|noi chinh)|uy ban kiem tra|ubkt|"
    r"trung tam chinh tri)\b"
)
_STATE = re.compile(
    r"\b(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|so|phong|chi cuc|cuc|thanh tra|kho bac|cong an|quan su|ban quan ly|"
    r"trung tam|truong|benh vien|tram y te)\b"
)


def layout_of(*names: str, symbol: str = "") -> Layout:
    """The layout of the body that is named: first by its papers' symbol, then by the first name that tells.

    `layout_of("Trưởng phòng Nông nghiệp", "UBND huyện")` → state · `layout_of("Văn phòng Huyện ủy")` → party. What tells
    nothing is the Party's: the scheme is.
    """
    if "-" in symbol:
        return Layout.STATE
    if "/" in symbol:
        return Layout.PARTY
    for name in names:
        folded = fold(name)
        if _PARTY.search(folded):
            return Layout.PARTY
        if _STATE.search(folded):
            return Layout.STATE
    return Layout.PARTY


def paper_number(number: str, symbol: str) -> str:
    """`111-KH/HU` for a Party paper, `128/QĐ-UBND` for one of the State."""
    return f"{number}-{symbol}" if layout_of(symbol=symbol) is Layout.PARTY else f"{number}/{symbol}"
