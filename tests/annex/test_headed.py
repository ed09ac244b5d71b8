"""A sheet whose sections are its owners."""

import pytest

from rules.annex.headed import owner_of_section
from rules.annex.headings import Meaning
from rules.annex.layout import Table


def table(*meanings: Meaning) -> Table:
    return Table(columns={meaning: place for place, meaning in enumerate(meanings)}, headings=(), before=(), below=())


@pytest.mark.parametrize(
    ("section", "owner"),
    [
        ("VII. Đồng chí Trưởng phòng Kinh tế và Hạ tầng", "Trưởng phòng Kinh tế và Hạ tầng"),
        ("3) Phó Chủ tịch UBND huyện (4 nhiệm vụ)", "Phó Chủ tịch UBND huyện"),
        ("Bí thư Đảng ủy thị trấn Cổ Phúc: 24 việc", "Bí thư Đảng ủy thị trấn Cổ Phúc"),
        ("A. CÁC BAN XÂY DỰNG ĐẢNG (11 nhiệm vụ)", ""),
        ("II. KINH TẾ", ""),
    ],
)
def test_the_owner_that_a_heading_names(section: str, owner: str) -> None:
    assert owner_of_section(table(Meaning.TITLE), section) == owner
    assert owner_of_section(table(Meaning.TITLE, Meaning.OWNER), section) == ""
