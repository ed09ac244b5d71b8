"""Which post or unit is meant: without diacritics, abbreviated, in any order; never guessed silently."""

import pytest
from sqlmodel import Session

from models import Post, Unit
from services.finding import find_post, find_unit, words

NAMES = (
    "Bí thư Huyện ủy",
    "Bí thư Đảng ủy thị trấn Cổ Phúc",
    "Phó Bí thư Thường trực Huyện ủy",
    "Chủ tịch UBND huyện",
    "Phó Chủ tịch UBND huyện",
    "Chủ tịch Ủy ban MTTQ huyện",
    "Chủ tịch Hội LHPN huyện",
    "Trưởng phòng Nông nghiệp và PTNT",
    "Trưởng phòng Tài chính - Kế hoạch",
    "Trưởng phòng Y tế",
    "Chánh Văn phòng HĐND và UBND huyện",
    "Bí thư Đảng ủy xã Nguyệt Đức",
    "Phó Bí thư Đảng ủy xã Nguyệt Đức",
    "Chủ tịch UBND xã Nguyệt Đức",
)


@pytest.fixture
def units(session: Session) -> frozenset[int]:
    unit = Unit(name="Huyện ủy")
    session.add(unit)
    session.flush()
    session.add_all(Post(name=name, unit_id=unit.id or 0) for name in NAMES)
    session.flush()
    return frozenset({unit.id or 0})


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("bi thu nguyet duc", "Bí thư Đảng ủy xã Nguyệt Đức"),
        ("Nguyệt Đức bí thư", "Bí thư Đảng ủy xã Nguyệt Đức"),
        ("bt nguyet duc", "Bí thư Đảng ủy xã Nguyệt Đức"),
        ("pbt nguyệt đức", "Phó Bí thư Đảng ủy xã Nguyệt Đức"),
        ("đ/c bí thư đảng ủy TT Cổ Phúc", "Bí thư Đảng ủy thị trấn Cổ Phúc"),
        ("pbttt", "Phó Bí thư Thường trực Huyện ủy"),
        ("ct ubnd huyện", "Chủ tịch UBND huyện"),
        ("pct ubnd huyen", "Phó Chủ tịch UBND huyện"),
        ("truong phong nong nghiep", "Trưởng phòng Nông nghiệp và PTNT"),
        ("tp nn ptnt", "Trưởng phòng Nông nghiệp và PTNT"),
        ("ke hoach tai chinh", "Trưởng phòng Tài chính - Kế hoạch"),
        ("phụ nữ", "Chủ tịch Hội LHPN huyện"),
        ("TRƯỞNG PHÒNG Y TẾ", "Trưởng phòng Y tế"),
    ],
)
def test_one_post_is_meant(session: Session, units: frozenset[int], said: str, meant: str) -> None:
    found = find_post(session, said, units).one
    assert found is not None
    assert found.name == meant


@pytest.mark.parametrize(
    ("said", "candidates"),
    [
        ("nguyet duc", ["Bí thư Đảng ủy xã Nguyệt Đức", "Chủ tịch UBND xã Nguyệt Đức"]),
        ("bi thu nguyet duk", ["Bí thư Đảng ủy xã Nguyệt Đức", "Phó Bí thư Đảng ủy xã Nguyệt Đức"]),
        ("xyzxyz", []),
        ("", []),
        ("😀", []),
    ],
)
def test_what_is_not_sure_is_asked(session: Session, units: frozenset[int], said: str, candidates: list[str]) -> None:
    found = find_post(session, said, units)
    assert found.one is None
    assert [post.name for post in found.candidates][: len(candidates) or 1] == candidates


def test_a_deputy_is_never_taken_for_the_head(session: Session, units: frozenset[int]) -> None:
    for said in ("bí thư nguyệt đức", "phó bí thư nguyệt đức"):
        found = find_post(session, said, units).one
        assert found is not None
        assert ("Phó" in found.name) == ("phó" in said)


def test_only_the_units_that_were_asked_for(session: Session, units: frozenset[int]) -> None:
    assert find_post(session, "bí thư nguyệt đức", frozenset()).one is None


def test_a_unit_by_name(session: Session, units: frozenset[int]) -> None:
    found = find_unit(session, "huyen uy", units).one
    assert found is not None
    assert found.name == "Huyện ủy"


def test_abbreviations_are_written_out() -> None:
    assert words("PCT UBND H.") == words("phó chủ tịch ủy ban nhân dân huyện")
