"""Whatever stands in an annex's cells, it is read or refused in one sentence; no deadline is before the day it is read on."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.annex import Line, Sheet, Unreadable, read_annex
from rules.annex.headings import SYNONYMS
from rules.workdays import vietnam

TODAY = date(2027, 1, 20)
DAYS = vietnam(range(2026, 2031))
HEADINGS = [word for words in SYNONYMS.values() for word in words[:4]]
WORDS = (
    "-nt-", "Như trên", "Tổng cộng: 12 nhiệm vụ, 3 đồng chí", "I. XÂY DỰNG ĐẢNG (5 nhiệm vụ)", "Cộng mục I: 5", "Mật",
    "không dưới 90", "2 - 2,5", "≤ 5%", "từ 5 đến 3", "31/2/2027", "Quý V/2027", "trước 17h", "30.000.000.000", "٣", "²", "½",
    "5/12/10", "hết năm 0000", "99999999999999999999", "1e5", "Nơi nhận", "T/M", "ngày    tháng    năm", "=1+1", "\u202e", "đ/c",
)  # fmt: skip
CELL = st.one_of(
    st.none(),
    st.sampled_from(WORDS),
    st.text(max_size=12),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=True, allow_infinity=True),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.datetimes(),
    st.booleans(),
)
ROW = st.lists(CELL, min_size=1, max_size=9).map(tuple)
MERGE = st.tuples(*[st.integers(1, 9)] * 4).map(
    lambda m: (min(m[0], m[2]), min(m[1], m[3]), max(m[0], m[2]), max(m[1], m[3]))
)


@st.composite
def sheets(draw: st.DrawFn) -> list[Sheet]:
    """One or two sheets, with headings more often than not."""
    made = []
    for name in draw(st.sampled_from((("A",), ("A", "B")))):
        rows: list[tuple[object, ...]] = draw(st.lists(ROW, max_size=3))
        if draw(st.integers(0, 5)):
            head = ["Nhiệm vụ", "Chức danh", "Sản phẩm", "Thời hạn", "Kế hoạch", "ĐVT"]
            rows.append(tuple(draw(st.permutations(head)) + draw(st.lists(st.sampled_from(HEADINGS), max_size=3))))
        rows += draw(st.lists(ROW, max_size=8))
        lines = [Line(number, cells) for number, cells in enumerate(rows, 1)]  # type: ignore[arg-type]
        made.append(Sheet(name, lines, draw(st.lists(MERGE, max_size=3))))
    return made


@given(sheets())
@settings(max_examples=60, deadline=None)
def test_any_cells_are_read_or_refused(made: list[Sheet]) -> None:
    try:
        annex = read_annex(made, TODAY, DAYS)
    except Unreadable:
        return
    assert annex.tasks == len(annex.records) + len(annex.hidden)
    dues = [record.due for record in annex.records if record.due is not None]
    dates = [day for due in dues for day in (due.date, *due.readings) if day is not None]
    read_on = annex.heading.read_on(TODAY)
    assert all(day >= read_on for day in dates)
