"""A clean annex as a province would write it: 266 tasks for 78 posts in four groups (S1-02, S3-05), and its organisation.

    python -m tests.annex.office FILE.xlsx      writes the clean workbook, for planting defects by hand

`clean_rows()` are its rows as dicts; change them, then `workbook(rows)` writes the file. Rows begin at sheet row `FIRST` plus one
for each group's heading before them; `place_of(rows, i)` is the sheet's own number of row `i`.
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
from sqlmodel import Session

from models import Post, Unit

TODAY = date(2027, 1, 20)  # a Wednesday, five days after the Decision
HEADINGS = (
    "TT",
    "Chức danh chịu trách nhiệm",
    "Nhiệm vụ",
    "Nội dung",
    "Sản phẩm",
    "ĐVT",
    "Kế hoạch\n2027",
    "Người theo dõi",
    "Thời hạn",
)
COLUMNS = ("order", "owner", "title", "content", "product", "measure", "plan", "supervisor", "due")
FIRST = 8  # the sheet's row of the first group's heading
GROUPS = (
    ("NHÓM 1. CÁC BAN XÂY DỰNG ĐẢNG", 6, (3,)),
    ("NHÓM 2. MTTQ VÀ CÁC ĐOÀN THỂ", 6, (3,)),
    ("NHÓM 3. CƠ QUAN QUẢN LÝ NHÀ NƯỚC", 20, (5,)),
    ("NHÓM 4. CÁC HUYỆN, THÀNH ỦY, ĐẢNG ỦY TRỰC THUỘC", 46, (3,) * 38 + (2,) * 8),
)
BOARDS = ("Tổ chức", "Tuyên giáo", "Dân vận", "Nội chính", "Kinh tế", "Chính sách")
UNIONS = (
    "Ủy ban MTTQ tỉnh",
    "Hội Nông dân tỉnh",
    "Hội Cựu chiến binh tỉnh",
    "Hội LHPN tỉnh",
    "Liên đoàn Lao động tỉnh",
    "Hội Chữ thập đỏ tỉnh",
)
DEPARTMENTS = (
    "Xây dựng", "Tài chính", "Công Thương", "Nội vụ", "Tư pháp", "Y tế", "Giáo dục và Đào tạo", "Nông nghiệp và Môi trường",
    "Khoa học và Công nghệ", "Văn hóa, Thể thao và Du lịch", "Dân tộc và Tôn giáo", "Ngoại vụ", "Giao thông vận tải",
    "Thông tin và Truyền thông", "Lao động", "Du lịch", "Quy hoạch", "Đầu tư", "Thương mại", "Biển đảo",
)  # fmt: skip
PLACES = (
    "An Bình", "Bắc Sơn", "Cẩm Khê", "Đồng Tâm", "Gia Khánh", "Hải Lựu", "Kim Long", "Lập Thạch", "Minh Quang", "Nguyệt Đức",
    "Phúc Yên", "Quang Sơn", "Sông Lô", "Tam Dương", "Thổ Tang", "Vân Hội", "Xuân Lôi", "Yên Lạc", "Bá Hiến", "Cao Phong",
    "Đại Đình", "Hợp Châu", "Khai Quang", "Liên Bảo", "Ngọc Mỹ", "Phú Đa", "Sơn Đông", "Tề Lỗ", "Trung Nguyên", "Vĩnh Tường",
    "Đạo Trù", "Hoàng Đan", "Kim Xá", "Lãng Công", "Nghĩa Hưng", "Tân Lập", "Thanh Vân", "Tiên Lữ", "Tuân Chính", "Vĩnh Phú",
    "Yên Dương", "Bình Xuyên", "Định Trung", "Đồng Ích", "Hồ Sơn", "Tích Sơn",
)  # fmt: skip
CONTENTS = ("Xây dựng đảng", "Xây dựng chính quyền", "Kinh tế - xã hội")
# Product, unit and plan as columns have them; then a deadline in words.
MEASURES = (
    ("Biên bản bàn giao", "hộ", 144), ("Báo cáo kết quả", "%", 98.3), ("Mô hình được công nhận", "mô hình", "12"),
    ("Văn bản ban hành", "", None), ("Hồ sơ được số hóa", "hồ sơ", "3.500"), ("15 tổ đảng thành lập mới", "", None),
    ("Đường được bê tông hóa", "km", "2 - 2,5"),
)  # fmt: skip
DUES = (
    "30/6/2027", "Quý III/2027", "Tháng 11/2027", "Trước 15/12/2027", "31/12/2027", "6 tháng đầu năm 2027", "Hằng quý",
    "Thường xuyên", "Theo tiến độ dự án, chậm nhất 30/9/2027", "Giai đoạn 2026-2030", "Cuối năm 2027",
)  # fmt: skip
WORKS = (
    "Giải phóng mặt bằng tuyến đường", "Nâng hạng chỉ số cải cách tại", "Số hóa hồ sơ lưu trữ của", "Xây dựng mô hình điểm tại",
    "Xử lý dứt điểm vụ việc tồn đọng ở",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    group: int
    owner: str
    title: str
    content: str
    product: str
    measure: str
    plan: object
    supervisor: str
    due: object
    order: object = None

    def but(self, **changed: object) -> "Row":
        return replace(self, **changed)  # type: ignore[arg-type]


def owners(group: int) -> list[str]:
    if group == 0:
        return [f"Trưởng Ban {name} Tỉnh ủy" for name in BOARDS]
    if group == 1:
        return [f"Chủ tịch {name}" for name in UNIONS]
    return (
        [f"Giám đốc Sở {name}" for name in DEPARTMENTS]
        if group == 2
        else [f"Bí thư Đảng ủy xã {name}" for name in PLACES]
    )


def clean_rows() -> list[Row]:
    rows: list[Row] = []
    for group, (_, count, shares) in enumerate(GROUPS):
        for place, owner in enumerate(owners(group)[:count]):
            rows.extend(_of_post(group, owner, shares[place % len(shares)], len(rows)))
    return [row.but(order=number) for number, row in enumerate(rows, 1)]


def _of_post(group: int, owner: str, share: int, start: int) -> Iterable[Row]:
    for at in range(share):
        number = start + at
        product, measure, plan = MEASURES[number % len(MEASURES)]
        title = f"{WORKS[at % len(WORKS)]} {owner.split(' ', 2)[2].lower()} – việc {number + 1}"
        if group == 3 and at == 0:
            title, product, measure, plan = (
                f"Tốc độ tăng trưởng giá trị sản xuất, việc {number + 1}",
                "Báo cáo kết quả",
                "%",
                "9,5",
            )
        above = "Phó Bí thư Thường trực Tỉnh ủy" if group != 2 else "Chủ tịch UBND tỉnh"
        yield Row(group, owner, title, CONTENTS[at % 3], product, measure, plan, above, DUES[number % len(DUES)])


def sheet_rows(rows: Sequence[Row]) -> list[tuple[int, Row | None]]:
    """The group headings (None) and rows in the order of the sheet."""
    lines: list[tuple[int, Row | None]] = []
    for row in rows:
        if not lines or lines[-1][0] != row.group:
            lines.append((row.group, None))
        lines.append((row.group, row))
    return lines


def place_of(rows: Sequence[Row], index: int) -> int:
    at = [i for i, (_, row) in enumerate(sheet_rows(rows)) if row is not None][index]
    return FIRST + at


def workbook(rows: Sequence[Row], *, total: str | None = None, note: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Phụ lục"
    people = len({row.owner for row in rows})
    head = (
        "TỈNH ỦY VĨNH SƠN",
        "PHỤ LỤC",
        "DANH MỤC NHIỆM VỤ GIAO NĂM 2027",
        "(Kèm theo Quyết định số 128-QĐ/TU ngày 15/01/2027 của Ban Thường vụ Tỉnh ủy, "
        "thực hiện Quy định số 371-QĐ/TU ngày 22-9-2021)",
        note,
    )
    for at, line in enumerate(head, 1):
        sheet.cell(at, 1, line or None)
        sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=len(COLUMNS))
    for column, text in enumerate(HEADINGS, 1):
        sheet.cell(FIRST - 1, column, text)
    at = FIRST
    for group, row in sheet_rows(rows):
        if row is None:
            sheet.cell(at, 1, GROUPS[group][0])
            sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=len(COLUMNS))
        else:
            for column, name in enumerate(COLUMNS, 1):
                sheet.cell(at, column, getattr(row, name) or None)
        at += 1
    sheet.cell(at, 2, total or f"Tổng số: {len(rows)} nhiệm vụ, {people} đồng chí")
    sheet.cell(at + 2, 2, "Nơi nhận: như Điều 3, lưu VPTU")
    sheet.cell(at + 2, 7, "T/M BAN THƯỜNG VỤ")
    sheet.cell(at + 3, 7, "BÍ THƯ")
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def organisation(session: Session) -> dict[str, int]:
    """The province with the annex's posts, their supervisors and a commune below a commune; ids by name."""
    root = _unit(session, "Tỉnh ủy Vĩnh Sơn", "tỉnh", "", None)
    made: dict[str, int] = {}
    for name in ("Phó Bí thư Thường trực Tỉnh ủy", "Chủ tịch UBND tỉnh"):
        made[name] = _post(session, name, root)
    for group, words in enumerate(
        ("ban xây dựng Đảng", "MTTQ và đoàn thể", "cơ quan quản lý nhà nước", "đảng ủy trực thuộc")
    ):
        for owner in owners(group):
            unit = _unit(
                session,
                owner.split(" ", 2)[2] if group != 1 else owner[9:],
                "xã" if group == 3 else "tỉnh",
                words,
                root,
            )
            made[owner] = _post(session, owner, unit)
            if owner.endswith("Nguyệt Đức"):
                below = _unit(session, "Chi bộ thôn Đồng", "thôn", "", unit)
                made["Bí thư Chi bộ thôn Đồng"] = _post(session, "Bí thư Chi bộ thôn Đồng", below)
    return made


def _unit(session: Session, name: str, level: str, group: str, parent: int | None) -> int:
    unit = Unit(name=name, level=level, group=group, parent_id=parent)
    session.add(unit)
    session.flush()
    return unit.id or 0


def _post(session: Session, name: str, unit: int) -> int:
    post = Post(name=name, unit_id=unit)
    session.add(post)
    session.flush()
    return post.id or 0


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(workbook(clean_rows()))
