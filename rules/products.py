"""What a product is counted in: "biên bản 144/144 hộ" is counted in hộ, and the plan is 144.

Only from a closed list of measures, and only where one reading is left: what was understood is shown before it counts.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from rules.text import clean, fold, parse_number

# One measure a line; what follows the first is another spelling of it.
_MEASURES = [
    [name.strip() for name in line.split(",")]
    for line in """
    %, phần trăm
    hộ, hộ dân, hộ gia đình
    tỷ đồng, tỉ đồng
    triệu đồng
    km
    m², m2, mét vuông
    m³, m3, mét khối
    ha, hecta, héc ta
    tấn
    mô hình
    dự án
    công trình
    hợp tác xã
    doanh nghiệp
    sản phẩm
    tiêu chí
    tiêu chuẩn
    hồ sơ
    đảng viên
    chi bộ
    lao động
    người
    học sinh
    thôn
    bản
    tổ dân phố
    xã
    trường
    lớp
    phòng học
    nhà văn hóa
    căn nhà
    ngôi nhà
    nhà
    cây
    con
    cuộc
    buổi
    lượt
    điểm
    """.strip().splitlines()
]
# Longer spellings first: "hồ sơ" begins like "hộ" to who types no diacritics.
_SPELLINGS = sorted(
    ((fold(name), names[0]) for names in _MEASURES for name in names), key=lambda each: len(each[0]), reverse=True
)
_NUMBER = r"\d[\d.,]*"
_AMOUNT = re.compile(rf"(?<![\w/.,-])(?:({_NUMBER})\s*/\s*)?({_NUMBER})\s*")
_CEILING = re.compile(r"(?:khong qua|duoi|toi da|giam con|khong vuot qua)$")
# One report or one set of minutes is a product, not a quantity.
_COUNTABLE = Decimal(1)


@dataclass(frozen=True)
class Counted:
    """A plan in a unit of measure; `direction` is `down` for "không quá 14,5%"."""

    measure: str
    plan: Decimal
    direction: str = "up"


def counted(product: str) -> Counted | None:
    """What a product is counted in, where it says so once: a done/total pair ("144/144 hộ") comes before plain amounts."""
    text = clean(product)
    found = [each for match in _AMOUNT.finditer(text) if (each := _amount(text, match)) is not None]
    pairs = [amount for amount, pair in found if pair]
    plain = [amount for amount, pair in found if not pair]
    left = list(dict.fromkeys(pairs or plain))
    return left[0] if len(left) == 1 else None


def _amount(text: str, match: re.Match[str]) -> tuple[Counted, bool] | None:
    plan, measure = parse_number(match[2].rstrip(".,")), _measure(text[match.end() :])
    if plan is None or measure is None or (plan <= _COUNTABLE and measure != "%"):
        return None
    direction = "down" if _CEILING.search(fold(text[: match.start()])) else "up"
    return Counted(measure, plan, direction), match[1] is not None


def _measure(rest: str) -> str | None:
    folded = fold(rest[:40])
    return next((name for spelt, name in _SPELLINGS if re.match(re.escape(spelt) + r"(?!\w)", folded)), None)
