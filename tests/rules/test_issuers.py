"""Which official layout a body's papers follow."""

import pytest

from rules.issuers import Layout, layout_of, paper_number

PARTY, STATE = Layout.PARTY, Layout.STATE


@pytest.mark.parametrize(
    ("names", "layout"),
    [
        (("Bí thư Đảng ủy xã Nguyệt Đức",), PARTY),
        (("Bí thư Đảng uỷ, Chủ tịch HĐND xã",), PARTY),
        (("Trưởng Ban Tổ chức Tỉnh ủy",), PARTY),
        (("Chánh Văn phòng Huyện ủy",), PARTY),
        (("Chủ tịch UBND xã",), STATE),
        (("CHỦ TỊCH UỶ BAN NHÂN DÂN HUYỆN",), STATE),
        (("Giám đốc Sở Tài chính",), STATE),
        (("Trưởng phòng Nông nghiệp và PTNT", "Huyện ủy Trấn Yên"), STATE),
        (("Chủ tịch Hội LHPN huyện", "Hội LHPN huyện", "Huyện ủy Trấn Yên"), PARTY),
        (("Chủ tịch Hội LHPN huyện",), PARTY),
        ((), PARTY),
    ],
)
def test_the_name_tells(names: tuple[str, ...], layout: Layout) -> None:
    assert layout_of(*names) is layout


@pytest.mark.parametrize(
    ("number", "symbol", "layout", "written"),
    [
        ("111", "KH/HU", PARTY, "111-KH/HU"),
        ("128", "QĐ/TU", PARTY, "128-QĐ/TU"),
        ("128", "QĐ-UBND", STATE, "128/QĐ-UBND"),
        ("30", "2020/NĐ-CP", STATE, "30/2020/NĐ-CP"),
    ],
)
def test_the_symbol_tells_first(number: str, symbol: str, layout: Layout, written: str) -> None:
    assert (layout_of("UBND huyện", "Huyện ủy", symbol=symbol), paper_number(number, symbol)) == (layout, written)
