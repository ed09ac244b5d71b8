"""The organisation's workbook: loaded once, loaded again, changed, and wrong."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, select

from bot.sheets import read_sheets
from models import Post, Unit
from rules.errors import UserError
from rules.localtime import at
from rules.organisation.workbook import Sheet, read
from services.orgchange import Change, Loaded
from services.orgload import load
from services.orgtree import uncovered
from views.organisation import problem_line

SAMPLE = Path(__file__).parents[2] / "bot" / "demo" / "data" / "tran-yen-to-chuc.xlsx"
NOW = at(date(2023, 1, 3), 8)
UNITS = [["Tên đơn vị", "Trực thuộc", "Cấp", "Nhóm"], ["Tỉnh ủy", "", "tỉnh", ""], ["Sở Y tế", "Tỉnh ủy", "tỉnh", ""]]
POSTS = [
    ["Chức danh", "Đơn vị", "Người theo dõi, chỉ đạo"],
    ["Bí thư", "Tỉnh ủy", ""],
    ["Giám đốc Sở Y tế", "Sở Y tế", "Bí thư"],
]


def loading(session: Session, units: list[list[str]], posts: list[list[str]]) -> Loaded:
    return load(session, read([Sheet("Đơn vị", units), Sheet("Chức danh", posts)]), NOW)


def test_the_sample_loads_and_loading_it_again_changes_nothing(session: Session) -> None:
    book = read(read_sheets(SAMPLE))
    first = load(session, book, NOW)
    assert ([c.kind for c in first.changes], first.problems) == (["unit_new"] * 23 + ["post_new"] * 23, [])
    assert load(session, book, NOW) == Loaded()
    head = session.exec(select(Post).where(Post.name == "Trưởng phòng Y tế")).one()
    above = session.get_one(Post, head.supervisor_id).name
    unit = session.get_one(Unit, head.unit_id)
    assert (above, unit.name, unit.level, unit.group) == (
        "Chủ tịch UBND huyện",
        "Phòng Y tế",
        "huyện",
        "cơ quan quản lý nhà nước",
    )
    assert uncovered(session, NOW) == ["Bí thư Huyện ủy"]


def test_english_headings_in_any_order_under_a_title_in_a_single_sheet_each(session: Session) -> None:
    units = [
        ["ORGANISATION 2026"],
        [],
        ["Level", "Parent", "NAME "],
        ["tỉnh", "", "Tỉnh ủy"],
        ["xã", "Tỉnh ủy", "Xã A"],
    ]
    posts = [["Supervisor", "Unit", "Name"], ["", "Xã A", "Bí thư Xã A"]]
    assert loading(session, units, posts).changes == [
        Change("unit_new", "Tỉnh ủy"),
        Change("unit_new", "Xã A", after="Tỉnh ủy"),
        Change("post_new", "Bí thư Xã A", after="Xã A"),
    ]


def test_a_changed_workbook_says_what_changes_and_leaves_what_it_does_not_name(session: Session) -> None:
    loading(session, UNITS, POSTS)
    units = [UNITS[0], ["Tỉnh ủy", "", "tỉnh", ""], ["UBND tỉnh", "Tỉnh ủy", "tỉnh", "nhà nước"]]
    posts = [POSTS[0], ["Giám đốc Sở Y tế", "UBND tỉnh", ""]]
    done = loading(session, units, posts)
    assert (done.changes, done.problems, done.absent) == (
        [
            Change("unit_new", "UBND tỉnh", after="Tỉnh ủy"),
            Change("post_moved", "Giám đốc Sở Y tế", "Sở Y tế", "UBND tỉnh"),
            Change("supervisor", "Giám đốc Sở Y tế", "Bí thư", ""),
        ],
        [],
        ["Sở Y tế", "Bí thư"],
    )
    assert session.exec(select(Unit).where(Unit.name == "Sở Y tế")).one().parent_id is not None


def test_posts_of_one_name_in_many_communes_are_told_apart_by_their_unit(session: Session) -> None:
    units = [*UNITS, *([f"Xã {n}", "Tỉnh ủy", "xã", ""] for n in range(3))]
    posts = [*POSTS, *(["Bí thư Đảng ủy", f"Xã {n}", "Bí thư"] for n in range(3))]
    assert len([c for c in loading(session, units, posts).changes if c.kind == "post_new"]) == 5
    assert loading(session, units, posts) == Loaded()


def test_names_that_differ_by_a_mark_are_two_units_and_the_place_of_a_tone_is_none(session: Session) -> None:
    """Minh Quán and Minh Quân are two communes of Trấn Yên."""
    units = [*UNITS, ["Xã Minh Quán", "Tỉnh uỷ", "xã", ""], ["Xã Minh Quân", "TINH UY", "xã", ""]]
    posts = [
        *POSTS,
        ["Bí thư xã", "Xã Minh Quân", ""],
        ["Bí thư xã", "Xã Minh Quán", ""],
        ["Chủ tịch", "xa minh quan", ""],
    ]
    done = loading(session, units, posts)
    assert len([change for change in done.changes if change.kind == "unit_new"]) == 4
    assert [(each.kind, each.text) for each in done.problems] == [("several", "xa minh quan")]


def test_each_problem_is_named_with_sheet_row_and_column(session: Session) -> None:
    units = [*UNITS, ["", "Tỉnh ủy", "xã", ""], ["Sở Y tế", "Tỉnh ủy", "", ""], ["Xã A", "Tỉnh uỷ X", "", ""]]
    units += [["Vòng 1", "Vòng 2", "", ""], ["Vòng 2", "Vòng 1", "", ""]]
    posts = [
        *POSTS,
        ["Phó Giám đốc Sở Y tế", "Sở Y tê", "Bí thư"],
        ["Chánh Văn phòng", "Tỉnh ủy", "Giám đốc Sơ Y tết"],
        ["Trưởng ban", "Tỉnh ủy", "Trưởng ban"],
        ["Văn thư", "Không có", ""],
    ]
    lines = [problem_line(problem) for problem in loading(session, units, posts).problems]
    assert lines == [
        "Trang “Đơn vị”, dòng 4, cột A: thiếu tên",
        "Trang “Đơn vị”, dòng 5, cột A: “Sở Y tế” bị ghi lần thứ hai",
        "Trang “Đơn vị”, dòng 6, cột B: không có đơn vị “Tỉnh uỷ X”; có thể là: Tỉnh ủy",
        "Trang “Đơn vị”, dòng 7, cột B: “Vòng 1” trực thuộc chính mình",
        "Trang “Đơn vị”, dòng 8, cột B: “Vòng 2” trực thuộc chính mình",
        "Trang “Chức danh”, dòng 7, cột B: không có đơn vị “Không có”",
        "Trang “Chức danh”, dòng 5, cột C: không có chức danh “Giám đốc Sơ Y tết”; "
        "có thể là: Giám đốc Sở Y tế / Phó Giám đốc Sở Y tế",
        "Trang “Chức danh”, dòng 6, cột C: “Trưởng ban” không thể tự theo dõi mình",
    ]


def test_holders_of_vacant_posts_and_levels_can_be_loaded_too(session: Session) -> None:
    posts = [[*POSTS[0], "Họ và tên"], ["Bí thư", "Tỉnh ủy", "", "Người Một"]]
    levels = Sheet("Cấp", [["Tên cấp", "Thứ bậc"], ["tỉnh", "1"], ["xã", "2"], ["thôn", "ba"]])
    book = read([Sheet("Đơn vị", UNITS), Sheet("Chức danh", posts), levels])
    done = load(session, book, NOW)
    assert [change.kind for change in done.changes] == ["level_new"] * 2 + ["unit_new"] * 2 + ["post_new", "holder_new"]
    assert [(each.kind, each.row) for each in done.problems] == [("rank", 4)]
    posts[1][3] = "Người Hai"
    again = load(session, read([Sheet("Chức danh", posts)]), NOW)
    assert [each.kind for each in again.problems] == ["other_holder"]


@pytest.mark.parametrize("content", [b"Ten,Don vi\n1,2\n", b"PK\x03\x04 broken"])
def test_what_is_no_workbook_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "to-chuc.xlsx"
    file.write_bytes(content)
    with pytest.raises(UserError):
        read(read_sheets(file))


def test_a_workbook_without_the_sheets_is_one_sentence(tmp_path: Path) -> None:
    csv = tmp_path / "khac.csv"
    csv.write_text("a;b\n1;2\n", encoding="utf-8-sig")
    with pytest.raises(UserError):
        read(read_sheets(csv))
