"""The two annexes at hand, read with the clock inside their year: their own true findings and nothing else."""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlmodel import Session, select

from bot.annex.job import dry_run
from bot.annex.workbook import sheets_of
from bot.demo import load as demo
from models import Post, Unit
from rules.annex import Amount, Annex, Line, Sheet, heading_of, read_annex
from rules.annex.amounts import NoNumber, NoUnit, amount_of
from rules.annex.headings import Meaning, columns_of
from rules.annex.totals import each_of
from rules.spelling import same_words
from rules.workdays import vietnam, vietnam_days
from services.calendar import seed

DATA = Path(demo.__file__).parent / "data"
TRAN_YEN, VINH_PHUC = DATA / "tran-yen-ke-hoach-111.xlsx", DATA / "vinh-phuc-giao-viec-2022.xlsx"


def annex(path: Path, day: date) -> Annex:
    return read_annex(sheets_of(path.read_bytes()), day, vietnam(range(day.year - 1, day.year + 3)))


def test_tran_yen_has_28_assigned_and_9_own_targets() -> None:
    """S0-03, GC-06."""
    read = annex(TRAN_YEN, date(2023, 3, 1))
    assert Counter(record.own for record in read.records) == {False: 28, True: 9}
    assert [(t.printed.tasks, t.first, t.last) for t in read.totals] == [(28, 1, 28), (37, 1, 37), (9, 29, 37)]
    amounts = {record.position: record.amount for record in read.records}
    assert [amounts[position] for position in (1, 5, 8, 20, 27)] == [
        Amount("%", plan=Decimal("98.3")),
        Amount("ha", plan=Decimal(3500)),
        Amount("điểm %", low=Decimal(2), high=Decimal("2.5")),
        Amount("%", plan=Decimal("14.5"), direction="down"),
        Amount("con", plan=Decimal(62500)),
    ]


def test_tran_yen_s_only_findings_are_deadlines_on_a_sunday(session: Session) -> None:
    seed(session, vietnam_days(range(2022, 2025)))
    demo._organisation(session)
    plan = dry_run(session, TRAN_YEN.read_bytes(), date(2023, 3, 1))
    assert (plan["tasks"], plan["posts"], len(plan["rows"])) == (37, 20, 37)
    assert [(each["row"], each["column"], each["kind"]) for each in plan["findings"]] == [
        (row, "I", "day_off") for row in (9, 10, 15, 17, 19, 25, 31, 42)
    ]


def test_vinh_phuc_s_only_findings_are_deadlines_on_a_saturday(session: Session) -> None:
    """Four groups with 3, 3 (one per content), 5 and a growth target (S3-05): all kept."""
    seed(session, vietnam_days(range(2021, 2024)))
    read = annex(VINH_PHUC, date(2022, 6, 15))
    _posts(session, read)
    plan = dry_run(session, VINH_PHUC.read_bytes(), date(2022, 6, 15))
    assert (plan["tasks"], plan["posts"], len(plan["rows"])) == (36, 10, 36)
    assert [(each["row"], each["column"], each["kind"]) for each in plan["findings"]] == [
        (row, "F", "day_off") for row in (10, 28, 33, 38, 41, 44)
    ]
    assert Counter(row["post_id"] for row in plan["rows"]).most_common(3)[0][1] == 5


def _posts(session: Session, read: Annex) -> None:
    root = Unit(name="Tỉnh ủy Vĩnh Phúc", level="tỉnh")
    session.add(root)
    session.flush()
    for owner in dict.fromkeys(record.owner for record in read.records):
        session.add(Post(name=owner, unit_id=root.id or 0))
    session.flush()


def test_posts_that_nobody_keeps_are_named_and_nothing_is_taken_for_them(session: Session) -> None:
    session.add(Unit(name="Tỉnh ủy Vĩnh Phúc", level="tỉnh"))
    session.flush()
    plan = dry_run(session, VINH_PHUC.read_bytes(), date(2022, 6, 15))
    assert plan["rows"] == []
    assert Counter(each["kind"] for each in plan["findings"])["unknown_post"] == 36
    assert session.exec(select(Post)).all() == []


@pytest.mark.parametrize(
    ("headings", "wanted"),
    [
        (["Hạn", "NHIỆM VỤ\nđược giao", "stt", "Người chịu trách nhiệm"], ["due", "title", "order", "owner"]),
        (
            ["STT", "Nội dung công việc", "Kết quả, sản phẩm", "Thời gian hoàn thành"],
            ["order", "title", "product", "due"],
        ),
        (
            ["Chi tieu", "DVT", "Ke hoach 2027", "Thuc hien 2026", "Chuc danh"],
            ["title", "measure", "plan", None, "owner"],
        ),
        (["Nhiệm vụ", "Nội dung", "Cơ quan, đơn vị / người đứng đầu"], ["title", "field", "owner"]),
    ],
)
def test_columns_are_found_by_what_their_headings_mean(headings: list[str], wanted: list[str | None]) -> None:
    by_column = {column: meaning.value for meaning, column in columns_of(headings).items()}
    assert [by_column.get(column) for column in range(len(headings))] == wanted


def test_two_rows_of_headings_are_read_together() -> None:
    head = [
        Line(1, ("Nhiệm vụ", "Người đứng đầu", "Chỉ tiêu", None, "Thời hạn", "Sản phẩm")),
        Line(2, (None, None, "ĐVT", "Kế hoạch", None, None)),
        Line(3, ("Làm đường", "Chủ tịch UBND xã", "km", "3,5", "30/6/2027", "Biên bản")),
    ]
    merges = [(1, 3, 1, 4), *((1, column, 2, column) for column in (1, 2, 5, 6))]
    (record,) = read_annex([Sheet("A", head, merges)], date(2027, 1, 5), vietnam([2027])).records
    assert (record.title, record.amount, record.columns[Meaning.PLAN.value]) == (
        "Làm đường",
        Amount("km", plan=Decimal("3.5")),
        "D",
    )


@pytest.mark.parametrize(
    ("plan", "measure", "product", "wanted"),
    [
        ("1.250,5", "ha", "", Amount("ha", plan=Decimal("1250.5"))),
        ("từ 2 đến 2,5%/năm", "%", "", Amount("%", low=Decimal(2), high=Decimal("2.5"))),
        ("không quá 14,5", "%", "", Amount("%", plan=Decimal("14.5"), direction="down")),
        ("95%", "", "", Amount("%", plan=Decimal(95))),
        ("trên 80", "%", "", Amount("%", plan=Decimal(80))),
        ("", "", "Biên bản bàn giao 144 hộ", Amount("hộ", plan=Decimal(144))),
        ("", "", "Báo cáo", None),
        ("12", "", "", NoUnit),
        ("1.2.3", "km", "", NoNumber),
        ("vài chục", "hộ", "", NoNumber),
        ("5 - 3", "km", "", NoNumber),
    ],
)
def test_a_plan_is_read_with_its_unit(plan: str, measure: str, product: str, wanted: object) -> None:
    if isinstance(wanted, type):
        with pytest.raises(wanted):
            amount_of(plan, measure, "Việc", product)
    else:
        assert amount_of(plan, measure, "Việc", product) == wanted


def test_a_misplaced_tone_is_the_same_word_and_a_lost_one_is_not() -> None:
    assert same_words("Tỉnh uỷ  HOÀ Bình") == same_words("Tỉnh ủy Hòa Bình")
    assert same_words("Ban Tổ chưc") != same_words("Ban Tổ chức")


def test_what_stands_for_the_row_above_is_that_and_a_year_is_its_sheet_s() -> None:
    head = Line(2, ("TT", "Nhiệm vụ", "Chức danh", "Sản phẩm", "Thời hạn"))
    one = Line(3, (1, "Làm đường", "Chủ tịch UBND xã", "Biên bản", "Quý III"))
    two = Line(4, (2, "Xây cầu", "-nt-", "″", "Như trên"))
    sheets = [Sheet(f"{year}", [Line(1, (f"Giao việc năm {year}",)), head, one, two]) for year in (2027, 2028)]
    records = read_annex(sheets, date(2026, 12, 1), vietnam(range(2026, 2030))).records
    assert [(r.owner, r.product, f"{r.due and r.due.date}", r.spans) for r in records] == [
        ("Chủ tịch UBND xã", "Biên bản", f"{year}-09-30", ((year, year),)) for year in (2027, 2027, 2028, 2028)
    ]


@pytest.mark.parametrize(
    ("heading", "spans"),
    [
        ("Giao việc năm 2021, 2022 và giai đoạn 2021-2025", ((2021, 2021), (2022, 2022), (2021, 2025))),
        ("Yên Bình, tháng 12 năm 2022. Giao nhiệm vụ năm 2023", ((2023, 2023),)),
        ("Kèm theo Quyết định số 5-QĐ/TU ngày 3 tháng 1 năm 2027", ()),
    ],
)
def test_a_round_is_for_the_years_and_spans_it_names(heading: str, spans: tuple[tuple[int, int], ...]) -> None:
    """S1-02."""
    assert heading_of([heading]).spans == spans


def test_an_age_is_no_ceiling() -> None:
    assert amount_of("98,5", "%", "Tiêm chủng cho trẻ dưới 1 tuổi", "") == Amount("%", plan=Decimal("98.5"))
    assert amount_of("3", "%", "Giữ tỷ lệ hộ nghèo dưới 3%", "") == Amount("%", plan=Decimal(3), direction="down")
    assert amount_of("không dưới 90", "%", "", "") == Amount("%", plan=Decimal(90))


def test_who_directs_follows_where_nobody_else_does() -> None:
    """S0-04, S3-03."""
    both = columns_of(["Nhiệm vụ", "Chức danh", "Lãnh đạo chỉ đạo", "Người theo dõi", "Lý do lựa chọn"])
    assert (both[Meaning.DIRECTING], both[Meaning.SUPERVISOR], both[Meaning.REASON]) == (2, 3, 4)
    one = columns_of(["Nhiệm vụ", "Chức danh", "Người chỉ đạo"])
    assert (one[Meaning.DIRECTING], one[Meaning.SUPERVISOR]) == (2, 2)
    assert Meaning.DIRECTING not in columns_of(["Nhiệm vụ", "Chức danh", "Người theo dõi, chỉ đạo"])


@pytest.mark.parametrize(
    ("heading", "each"),
    [
        ("Nhóm 2. Mặt trận và đoàn thể: 2 đồng chí, mỗi đồng chí 4 việc, cộng 8 việc", 4),
        ("Nhóm I: 10 đồng chí × 3 nhiệm vụ = 30 nhiệm vụ", 3),
        ("Nhóm I (mỗi người được giao 5 nhiệm vụ)", 5),
        ("II. KINH TẾ (23 việc)", None),
        ("Tối đa max 5 việc", None),
    ],
)
def test_how_many_tasks_a_group_gives_each_of_its_posts(heading: str, each: int | None) -> None:
    assert each_of(heading) == each
