"""The register as Excel: opened again, its values have their types, its list can be filtered, and no text is a formula."""

import io
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from sqlmodel import Session

from services.register import Scope, read
from tests.files.conftest import NOW, Office
from views.files.register import workbook


def opened(session: Session, scope: Scope) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook(read(session, scope, NOW))))


def table(book: Workbook) -> list[dict[str, Any]]:
    """The rows of the first sheet under their headings; a date is one because openpyxl reads it as a moment."""
    head, *rows = book.worksheets[0].iter_rows(values_only=True)
    return [{str(name): plain(value) for name, value in zip(head, values, strict=True)} for values in rows]


def plain(value: object) -> object:
    return value.date() if isinstance(value, datetime) else value


@pytest.fixture
def book(session: Session, full: Office) -> Workbook:
    return opened(session, Scope(full.root))


def test_a_row_holds_numbers_and_dates(book: Workbook) -> None:
    assert table(book)[0] == {
        "Mã": "NV-1",
        "Tình trạng": "Quá hạn",
        "Chức danh được giao": "Bí thư Đảng ủy xã Nguyệt Đức",
        "Đơn vị": "Đảng ủy xã Nguyệt Đức",
        "Số": 1,
        "Nhiệm vụ": "Bàn giao mặt bằng",
        "Sản phẩm": "biên bản bàn giao",
        "Đơn vị tính": "hộ",
        "Kế hoạch": 144,
        "Kế hoạch, đến": None,
        "Cách tính": "tối thiểu",
        "Đã báo cáo": 130,
        "Loại số liệu": "kết quả",
        "Đã thẩm định": 120,
        "Báo cáo so với kế hoạch": 0.9028,
        "Thẩm định so với kế hoạch": 0.8333,
        "Giá trị dự báo": None,
        "Ngày báo cáo": date(2026, 11, 20),
        "Ngày thẩm định": date(2026, 11, 24),
        "Kết luận thẩm định": "đạt",
        "Trạng thái": "đang thực hiện",
        "Kết quả": None,
        "Thời hạn": date(2026, 11, 20),
        "Thời hạn ban đầu": date(2026, 11, 20),
        "Loại thời hạn": "theo ngày",
        "Số ngày làm việc quá hạn": 4,
        "Ngày ghi lộ trình": date(2026, 1, 5),
        "Mốc tới của lộ trình": date(2026, 12, 1),
        "Ngày giao": date(2026, 1, 5),
        "Ngày tiếp nhận": date(2026, 1, 5),
        "Ngày báo xong": None,
        "Ngày kết thúc": None,
        "Loại việc": "việc khó",
        "Lĩnh vực": "giải phóng mặt bằng",
        "Lý do chọn": "việc khó; chuyển tiếp",
        "Tự đăng ký": "có",
        "Lời cam kết": "=xong trước 30/6",
        "Đồng chí theo dõi, chỉ đạo": "Phó Bí thư Thường trực",
        "Căn cứ": "Quyết định 128-QĐ/TU, 04/01/2026",
    }


def test_a_value_and_its_share_of_plan_are_two_columns(book: Workbook) -> None:
    """39 % of a plan of 40 % is 97,5 % of it (S0-05); under a range the nearer bound counts."""
    shown = ("Kế hoạch", "Kế hoạch, đến", "Đã báo cáo", "Loại số liệu", "Giá trị dự báo", "Báo cáo so với kế hoạch")
    rows = {row["Nhiệm vụ"]: tuple(row[name] for name in shown) for row in table(book)}
    assert (rows["Thu gom rác nông thôn"], rows["Giảm hộ nghèo"]) == (
        (40, None, 39, "số ước", 41, 0.975),
        (2, 2.5, 1.5, "kết quả", None, 0.75),
    )


def test_of_a_confidential_task_nothing_of_its_content_is_there(book: Workbook) -> None:
    row = next(row for row in table(book) if row["Mã"] == "NV-5")
    told = {name: value for name, value in row.items() if value is not None}
    assert told == {
        "Mã": "NV-5",
        "Tình trạng": "Đúng tiến độ",
        "Chức danh được giao": "Bí thư Đảng ủy xã Nguyệt Đức",
        "Đơn vị": "Đảng ủy xã Nguyệt Đức",
        "Số": 5,
        "Nhiệm vụ": "nội dung hạn chế",
        "Thời hạn": date(2026, 12, 31),
        "Thời hạn ban đầu": date(2026, 12, 31),
        "Loại thời hạn": "theo ngày",
        "Ngày giao": date(2026, 1, 5),
        "Ngày tiếp nhận": date(2026, 1, 5),
    }


def test_it_is_a_list_to_filter_with_a_frozen_heading(book: Workbook) -> None:
    sheet = book.worksheets[0]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.dimensions) == ("C2", "A1:AM8", "A1:AM8")
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$1:$1", "landscape")
    formats = {sheet["R2"].number_format, sheet["W2"].number_format, sheet["O2"].number_format}
    assert formats == {"dd/mm/yyyy", "0.0%"}
    assert sheet.column_dimensions["F"].width == 46
    assert {sheet.cell(row, 2).fill.fgColor.rgb for row in (2, 3)} == {"00F8CBAD", "00C6E0B4"}


def test_every_figure_shows_its_origin_and_a_confidential_one_nothing(book: Workbook) -> None:
    head, *rows = book.worksheets[2].iter_rows(values_only=True)
    assert head[2:8] == ("Nguồn", "Giá trị", "Loại", "Bên báo cáo, thẩm định", "Ngày", "Ghi chú")
    post = "Bí thư Đảng ủy xã Nguyệt Đức"
    assert [(row[0], *map(plain, row[2:])) for row in rows] == [
        ("NV-1", "TĐ-1", 120, "đã thẩm định", "Ban Tổ chức Tỉnh ủy Yên Bái", date(2026, 11, 24), "đang công bố"),
        ("NV-1", "BC-1", 130, "kết quả", post, date(2026, 11, 20), None),
        ("NV-2", "BC-2", 39, "số ước", post, date(2026, 11, 20), "đang công bố"),
        ("NV-2", "BC-3", 41, "số dự báo", post, date(2026, 11, 20), None),
        ("NV-3", "BC-4", 1.5, "kết quả", post, date(2026, 11, 20), "đang công bố"),
    ]


def test_the_totals_leave_out_what_was_withdrawn_or_only_proposed(book: Workbook) -> None:
    assert list(book.worksheets[1].iter_rows(values_only=True)) == [
        ("Sổ theo dõi nhiệm vụ: Tỉnh ủy Yên Bái", None),
        ("Số liệu đến 9 giờ 00, ngày 26/11/2026", None),
        ("Nhiệm vụ", 6),
        ("Số chức danh", 2),
        ("Tiếp nhận nhiệm vụ", 6),
        ("Tỷ lệ tiếp nhận", 1),
        ("Quá hạn", 1),
        ("Đúng tiến độ", 4),
        ("Hoàn thành trước hạn", 1),
    ]
    assert [row["Trạng thái"] for row in table(book) if row["Nhiệm vụ"] == "Việc đã rút"] == ["đã rút"]


@pytest.mark.parametrize("text", ["=1+1", "+84 912", "-5 hộ", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "a\x00b\x1fc"])
def test_a_text_is_never_a_formula(session: Session, office: Office, text: str) -> None:
    office.task(text, product=text)
    sheet = opened(session, Scope(office.root)).worksheets[0]
    cells = [sheet["F2"], sheet["G2"]]
    assert [(cell.data_type, cell.value) for cell in cells] == [("s", text.replace("\x00", "").replace("\x1f", ""))] * 2
    assert [bool(cell.quotePrefix) for cell in cells] == [text[0] in "=+-@\t"] * 2


def test_it_is_narrowed_to_a_unit_a_post_or_a_paper(session: Session, full: Office) -> None:
    other = full.task("Không theo văn bản nào", document_id=None, number=9)
    of = {
        "unit": Scope(full.state_unit),
        "post": Scope(full.root, post_id=full.chair),
        "paper": Scope(full.root, document_id=full.paper),
    }
    found = {name: {line.task.title for line in read(session, scope, NOW).lines} for name, scope in of.items()}
    assert found["unit"] == found["post"] == {"Chuyển đổi số"}
    assert (len(found["paper"]), "Không theo văn bản nào" in found["paper"], other > 0) == (7, False, True)


def test_an_empty_register_still_opens(session: Session, office: Office) -> None:
    book = opened(session, Scope(office.root))
    assert (table(book), book.worksheets[0].auto_filter.ref) == ([], "A1:AM1")
