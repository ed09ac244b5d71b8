"""The annex and the year report as Word: the layouts' figures in the XML, the words on the page, the data filled in."""

import io
from datetime import date
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Doc
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from sqlmodel import Session

from models import FreeText, SupportCase
from rules.issuers import Layout
from rules.localtime import at
from rules.states import CaseState, Result, SupportType, TaskState
from services.annexes import annex
from services.history import record
from services.year_report import year_report
from tests.files.conftest import NOW, Office
from views.files.annex import annex as write_annex
from views.files.year import year_reports

LAYOUTS = [Layout.PARTY, Layout.STATE]


def opened(data: bytes) -> Doc:
    return Document(io.BytesIO(data))


def of_post(session: Session, office: Office, post: int, layout: Layout | None = None) -> Doc:
    return opened(year_reports([year_report(session, post, 2026, NOW, layout)]))


def cells(document: Doc, table: int) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[table].rows]


def texts(document: Doc) -> list[str]:
    return [paragraph.text.strip() for paragraph in document.paragraphs if paragraph.text.strip()]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("what", ["annex", "year"])
def test_page_margins_and_numbers(session: Session, full: Office, layout: Layout, what: str) -> None:
    """A4; 20–25, 20–25, 30–35 and 15–20 mm; the page's number in the middle of the top from page 2 on (both guidelines)."""
    made = (
        write_annex(annex(session, full.paper, NOW, layout))
        if what == "annex"
        else year_reports([year_report(session, full.post, 2026, NOW, layout)])
    )
    section = opened(made).sections[0]
    sides = (section.page_width or Mm(0), section.page_height or Mm(0))
    sizes = sorted(round(side.mm) for side in sides)
    four = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    margins = [round(side.mm) for side in four if side is not None]
    assert (sizes, margins) == ([210, 297], [20, 20, 30, 15])
    assert (sides[0] > sides[1]) == (what == "annex")
    number = section.header.paragraphs[0]
    field = [run.text for run in number._p.iter(qn("w:instrText"))]
    assert (field, number.alignment, number.runs[0].font.size) == ([" PAGE "], 1, Pt(14))
    assert section._sectPr.find(qn("w:titlePg")) is not None
    assert (section.first_page_header.paragraphs[0].text, round((section.header_distance or Mm(0)).mm)) == ("", 10)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_everything_is_in_times_new_roman(session: Session, full: Office, layout: Layout) -> None:
    document = of_post(session, full, full.post, layout)
    style = document.styles["Normal"]
    fonts = style.element.rPr.rFonts
    scripts = {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")}
    other = {run.font.name for paragraph in document.paragraphs for run in paragraph.runs} - {None}
    assert (scripts, style.font.size, other) == ({"Times New Roman"}, Pt(14), set())


def head(document: Doc) -> list[list[list[tuple[str, int, bool, bool]]]]:
    """The cells of the head: the lines of each as (text, size, bold, italic)."""
    return [
        [
            [
                (p.runs[0].text, int((p.runs[0].font.size or Pt(0)).pt), bool(p.runs[0].bold), bool(p.runs[0].italic))
                for p in cell.paragraphs
                if p.runs
            ]
            for cell in row.cells
        ]
        for row in document.tables[0].rows
    ]


def ruled(document: Doc, row: int, column: int) -> int:
    """How many lines are drawn in a cell of the head."""
    return len(document.tables[0].rows[row].cells[column]._tc.findall(f".//{qn('w:pBdr')}/{qn('w:bottom')}"))


def test_the_head_of_a_party_paper(session: Session, full: Office) -> None:
    document = of_post(session, full, full.post)
    assert head(document) == [
        [
            [
                ("ĐẢNG BỘ TỈNH YÊN BÁI", 14, False, False),
                ("ĐẢNG ỦY XÃ NGUYỆT ĐỨC", 14, True, False),
                ("*", 14, False, False),
            ],
            [("ĐẢNG CỘNG SẢN VIỆT NAM", 15, True, False)],
        ],
        [[("Số        -BC/ĐU", 14, False, False)], [("Nguyệt Đức, ngày 26 tháng 11 năm 2026", 14, False, True)]],
    ]
    assert (ruled(document, 0, 0), ruled(document, 0, 1)) == (0, 1)
    assert texts(document)[:3] == ["BÁO CÁO", "kết quả thực hiện nhiệm vụ được giao năm 2026", "-----"]


def test_the_head_of_a_state_paper(session: Session, full: Office) -> None:
    document = of_post(session, full, full.chair)
    assert head(document) == [
        [
            [("UBND XÃ NGUYỆT ĐỨC", 13, True, False)],
            [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, True, False), ("Độc lập - Tự do - Hạnh phúc", 14, True, False)],
        ],
        [[("Số:        /BC-UBND", 13, False, False)], [("Nguyệt Đức, ngày 26 tháng 11 năm 2026", 14, False, True)]],
    ]
    assert (ruled(document, 0, 0), ruled(document, 0, 1)) == (1, 1)
    assert "-----" not in texts(document)


@pytest.mark.parametrize(("month", "day", "written"), [(2, 3, "03 tháng 02"), (3, 31, "31 tháng 3")])
def test_small_days_and_months_have_a_nought(
    session: Session, full: Office, month: int, day: int, written: str
) -> None:
    now = at(date(2026, month, day), 9)
    document = opened(year_reports([year_report(session, full.post, 2026, now)]))
    assert written in head(document)[1][1][0][0]


def asked(office: Office, task: int, kind: SupportType | None, words: str, **more: Any) -> None:
    text = office.add(FreeText(body=words))
    given = {"unit_id": office.unit, "task_id": task, "asked_by": office.leader, "asked_at": at(date(2026, 6, 1), 9)}
    office.add(SupportCase(kind=kind, text_id=text, promised_on=date(2026, 6, 4), **{**given, **more}))


def test_the_year_report_says_what_is_known_under_its_six_headings(session: Session, full: Office) -> None:
    failed = full.task(
        "Trồng rừng", number=8, state=TaskState.CLOSED, result=Result.FAILED, closed_at=at(date(2026, 9, 1), 9)
    )
    full.task("Số hóa hồ sơ", number=9, state=TaskState.CLOSED, result=Result.MET, closed_at=at(date(2026, 9, 1), 9))
    full.task("Việc năm trước", number=10, state=TaskState.CLOSED, result=Result.MET, closed_at=at(date(2025, 9, 1), 9))
    full.find(failed, "1", accepted=False)
    asked(full, failed, None, "thiếu cây giống", state=CaseState.RESOLVED)
    asked(full, failed, SupportType.DIRECTION, "xin ý kiến về đơn giá")
    asked(full, failed, SupportType.MECHANISM, "cơ chế đặt hàng")
    proposed = full.task("Chợ đêm ven sông", number=11, state=TaskState.REGISTERED)
    then = at(date(2026, 5, 4), 9)
    record(
        session,
        unit_id=full.unit,
        task_id=proposed,
        subject=f"task:{proposed}",
        event="registered",
        actor=None,
        now=then,
    )
    document = of_post(session, full, full.post)
    said = texts(document)
    assert [line for line in said if line.isupper()] == [
        "BÁO CÁO",
        "I- KẾT QUẢ THỰC HIỆN",
        "II- TỒN TẠI, HẠN CHẾ",
        "III- KHÓ KHĂN, VƯỚNG MẮC",
        "IV- NỘI DUNG XIN Ý KIẾN CHỈ ĐẠO",
        "V- HIẾN KẾ, ĐỀ XUẤT CƠ CHẾ, ĐIỀU KIỆN THỰC HIỆN",
    ]
    assert "Được giao 7 nhiệm vụ; đã hoàn thành 1, chưa hoàn thành 6, trong đó quá hạn 1." in said
    dashed = [line for line in said if line.startswith("- ")]
    assert dashed == [
        "- Nhiệm vụ 1 (Bàn giao mặt bằng): quá hạn 4 ngày làm việc.",
        "- Nhiệm vụ 8 (Trồng rừng): kết thúc ở mức không đạt; báo cáo hoàn thành bị trả lại 1 lần.",
        "- HT-1, nhiệm vụ 8 (chưa phân loại): thiếu cây giống – đã tháo gỡ.",
        "- HT-2, nhiệm vụ 8 (ý kiến chỉ đạo): xin ý kiến về đơn giá – chưa được trả lời, hẹn trả lời chậm nhất ngày 4/6/2026.",
        "- HT-3, nhiệm vụ 8 (cơ chế): cơ chế đặt hàng – chưa được trả lời, hẹn trả lời chậm nhất ngày 4/6/2026.",
        "- HT-2, nhiệm vụ 8 (ý kiến chỉ đạo): xin ý kiến về đơn giá – chưa được trả lời, hẹn trả lời chậm nhất ngày 4/6/2026.",
        "- HT-3, nhiệm vụ 8 (cơ chế): cơ chế đặt hàng – chưa được trả lời, hẹn trả lời chậm nhất ngày 4/6/2026.",
        "- Đăng ký nhiệm vụ từ thực tiễn: Chợ đêm ven sông (đang chờ lựa chọn)",
    ]
    assert cells(document, 1)[1:] == [["9", "Số hóa hồ sơ", "", "", "", "đạt"]]
    assert cells(document, 2)[1] == [
        "1",
        "Bàn giao mặt bằng\nSản phẩm: biên bản bàn giao",
        "144 hộ",
        "130 hộ\n(90,3% kế hoạch)\nBC-1, 20/11/2026",
        "120 hộ\n(83,3% kế hoạch)\nTĐ-1, 24/11/2026",
        "đang thực hiện; thời hạn 20/11/2026; quá hạn 4 ngày làm việc",
    ]
    assert document.tables[-1].rows[0].cells[1].text.strip() == "BÍ THƯ"


def test_of_a_confidential_task_the_year_report_has_the_code(session: Session, full: Office) -> None:
    asked(full, 5, SupportType.DIRECTION, "xin ý kiến về Bản đồ X")
    document = of_post(session, full, full.post)
    assert ["5", "NV-5: nội dung hạn chế", "", "", "", "đang thực hiện; thời hạn 31/12/2026"] in cells(document, 1)
    everything = document.element.xml
    assert [secret in everything for secret in ("Phương án X", "Bản đồ X", ">7<")] == [False, False, False]


def test_the_reports_of_several_leaders_count_their_pages_apart(session: Session, full: Office) -> None:
    reports = [year_report(session, post, 2026, NOW) for post in (full.post, full.chair)]
    sections = opened(year_reports(reports)).sections
    starts = [[each.get(qn("w:start")) for each in section._sectPr.findall(qn("w:pgNumType"))] for section in sections]
    assert (starts, [section.different_first_page_header_footer for section in sections]) == ([[], ["1"]], [True, True])


def test_the_annex_has_a_heading_per_post_and_a_total(session: Session, full: Office) -> None:
    document = opened(write_annex(annex(session, full.paper, NOW)))
    assert texts(document) == [
        "PHỤ LỤC",
        "GIAO NHIỆM VỤ NĂM 2026",
        "(Kèm theo Quyết định số 128-QĐ/TU, ngày 04/01/2026 của Tỉnh ủy Yên Bái)",
        "-----",
        "Tổng cộng: 6 nhiệm vụ, 2 chức danh.",
    ]
    rows = cells(document, 0)
    supervisor = "Phó Bí thư Thường trực"
    assert [row if len(set(row)) > 1 else row[0] for row in rows] == [
        ["TT", "Nhiệm vụ", "Sản phẩm", "Đơn vị tính", "Kế hoạch", "Thời hạn", "Đồng chí theo dõi, chỉ đạo"],
        "I. Bí thư Đảng ủy xã Nguyệt Đức (5 nhiệm vụ)",
        ["1", "Bàn giao mặt bằng", "biên bản bàn giao", "hộ", "144", "20/11/2026", supervisor],
        ["2", "Thu gom rác nông thôn", "", "%", "40", "31/12/2026", supervisor],
        ["3", "Giảm hộ nghèo", "", "điểm %", "2 - 2,5", "31/12/2026", supervisor],
        ["4", "Giao ban", "", "", "", "hằng tháng", supervisor],
        ["5", "NV-5: nội dung hạn chế", "", "", "", "31/12/2026", ""],
        "II. Chủ tịch UBND xã Nguyệt Đức (1 nhiệm vụ)",
        ["6", "Chuyển đổi số", "", "", "", "31/12/2026", ""],
    ]
    marks = document.tables[0]._tbl
    assert (len(marks.findall(f".//{qn('w:tblHeader')}")), len(marks.findall(f".//{qn('w:cantSplit')}"))) == (1, 8)


def test_a_range_below_and_odd_letters_are_written(session: Session, office: Office) -> None:
    office.task("Hộ nghèo <b>&\x00 \x1f", plan="14.5", measure="%", direction="down")
    row = cells(opened(write_annex(annex(session, office.paper, NOW))), 0)[2]
    assert (row[1], row[4]) == ("Hộ nghèo <b>& ", "không quá 14,5")
