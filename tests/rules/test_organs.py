"""How bodies are written at the head of their papers."""

import pytest

from rules.issuers import Layout
from rules.organs import organ_and_superior, place_of, symbol_of, title_of

PARTY, STATE = Layout.PARTY, Layout.STATE


@pytest.mark.parametrize(
    ("name", "above", "layout", "written"),
    [
        ("Huyện ủy Trấn Yên", "Tỉnh ủy Yên Bái", PARTY, ("Huyện ủy Trấn Yên", "Đảng bộ tỉnh Yên Bái")),
        ("Đảng ủy xã Nguyệt Đức", "Huyện ủy Yên Lạc", PARTY, ("Đảng ủy xã Nguyệt Đức", "Đảng bộ huyện Yên Lạc")),
        ("Chi bộ thôn 3", "Đảng ủy xã Nguyệt Đức", PARTY, ("Chi bộ thôn 3", "Đảng ủy xã Nguyệt Đức")),
        ("Ban Tổ chức Huyện ủy", "Huyện ủy Trấn Yên", PARTY, ("Ban Tổ chức", "Huyện ủy Trấn Yên")),
        ("Tỉnh ủy Yên Bái", None, PARTY, ("Tỉnh ủy Yên Bái", "")),
        ("Phòng Nội vụ", "UBND huyện Trấn Yên", STATE, ("Phòng Nội vụ", "UBND huyện Trấn Yên")),
        ("UBND xã Nguyệt Đức", "Đảng ủy xã Nguyệt Đức", STATE, ("UBND xã Nguyệt Đức", "")),
    ],
)
def test_the_organ_and_the_one_above(name: str, above: str | None, layout: Layout, written: tuple[str, str]) -> None:
    assert organ_and_superior(name, above, layout) == written


@pytest.mark.parametrize(
    ("name", "layout", "symbol"),
    [
        ("Huyện ủy Trấn Yên", PARTY, "BC/HU"),
        ("Đảng uỷ xã Nguyệt Đức", PARTY, "BC/ĐU"),
        ("Ban Tổ chức Huyện ủy", PARTY, "BC/…"),
        ("UBND xã Nguyệt Đức", STATE, "BC-UBND"),
        ("HĐND xã", STATE, "BC-HĐND"),
        ("Phòng Nội vụ", STATE, "BC-…"),
    ],
)
def test_the_sign_in_the_symbol(name: str, layout: Layout, symbol: str) -> None:
    assert symbol_of("BC", name, layout) == symbol


@pytest.mark.parametrize(
    ("names", "place"),
    [
        (("Đảng ủy xã Nguyệt Đức",), "Nguyệt Đức"),
        (("Huyện ủy Trấn Yên",), "Trấn Yên"),
        (("Phòng Y tế", "UBND thị xã Nghĩa Lộ"), "Nghĩa Lộ"),
        (("Ban Tổ chức Huyện ủy", "Huyện ủy Trấn Yên"), "Trấn Yên"),
        (("Văn phòng", ""), "…"),
    ],
)
def test_the_place(names: tuple[str, ...], place: str) -> None:
    assert place_of(*names) == place


@pytest.mark.parametrize(
    ("post", "unit", "title"),
    [
        ("Bí thư Đảng ủy xã Nguyệt Đức", "Đảng ủy xã Nguyệt Đức", "Bí thư"),
        ("Trưởng phòng Nội vụ", "Phòng Nội vụ", "Trưởng phòng"),
        ("Trưởng Ban Tổ chức Huyện ủy", "Ban Tổ chức Huyện ủy", "Trưởng Ban"),
        ("Giám đốc", "Giám đốc", "Giám đốc"),
        ("Hạt trưởng Hạt Kiểm lâm", "Hạt Kiểm lâm", "Hạt trưởng"),
        ("Phó Bí thư Thường trực", "Tỉnh ủy Yên Bái", "Phó Bí thư Thường trực"),
    ],
)
def test_the_title_above_a_signature(post: str, unit: str, title: str) -> None:
    assert title_of(post, unit) == title
