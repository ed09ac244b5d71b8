"""What a product is counted in."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.products import Counted, counted


@pytest.mark.parametrize(
    ("product", "plan"),
    [
        ("biên bản 144/144 hộ", Counted("hộ", Decimal(144))),
        ("bien ban ban giao 144/144 ho", Counted("hộ", Decimal(144))),
        ("120 hộ gia đình ký cam kết", Counted("hộ", Decimal(120))),
        ("đạt 40%", Counted("%", Decimal(40))),
        ("không quá 14,5%", Counted("%", Decimal("14.5"), "down")),
        ("giảm còn 3,5 %", Counted("%", Decimal("3.5"), "down")),
        ("1.147 nhà", Counted("nhà", Decimal(1147))),
        ("12 mô hình", Counted("mô hình", Decimal(12))),
        ("40 ho so", Counted("hồ sơ", Decimal(40))),
        ("213.843 m2", Counted("m²", Decimal(213843))),
        ("3 km", Counted("km", Decimal(3))),
        ("3 km đường, biên bản 144/144 hộ", Counted("hộ", Decimal(144))),
    ],
)
def test_a_counted_product(product: str, plan: Counted) -> None:
    assert counted(product) == plan


@pytest.mark.parametrize(
    "product",
    [
        "",
        "biên bản",
        "01 báo cáo",
        "1 đề án",
        "3 km đường, 144 hộ",
        "Quyết định số 128/QĐ-TU",
        "hết quý 2",
        "30/6/2027",
        "1,234.5 ha",
    ],
)
def test_what_is_not_counted_or_not_sure(product: str) -> None:
    assert counted(product) is None


@given(st.text(max_size=60))
def test_anything_is_read_or_left_alone(product: str) -> None:
    found = counted(product)
    assert found is None or found.plan > 0
