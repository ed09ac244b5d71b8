"""A clean annex of 266 rows has no finding; thirty defects planted in it are all found, and nothing besides."""

from datetime import date

import pytest
from sqlmodel import Session

from bot.annex.job import dry_run
from models.base import Json
from rules.workdays import vietnam_days
from services.calendar import seed
from tests.annex.office import TODAY, Row, clean_rows, organisation, place_of, workbook

Place = tuple[int, str, str]  # the sheet's row, column, kind


@pytest.fixture
def province(session: Session) -> Session:
    seed(session, vietnam_days(range(2026, 2031)))
    organisation(session)
    session.flush()
    return session


def found(plan: Json) -> set[Place]:
    return {(each["row"], each["column"], each["kind"]) for each in plan["findings"]}


def test_a_clean_annex_has_no_finding(province: Session) -> None:
    plan = dry_run(province, workbook(clean_rows()), TODAY)
    assert (plan["tasks"], plan["posts"], plan["findings"]) == (266, 78, [])
    assert {name: plan["document"][name] for name in ("kind", "number", "symbol", "issuer", "issued_on", "years")} == {
        "kind": "Quyết định",
        "number": "128",
        "symbol": "QĐ/TU",
        "issuer": "Tỉnh ủy Vĩnh Sơn",
        "issued_on": "2027-01-15",
        "years": [2027, 2027],
    }
    assert [row["action"] for row in plan["rows"]] == ["new"] * 266


# What is changed in which row, and what is to be found in which column. Rows are counted from 0; those of group 1 (0–17), of
# group 2 (18–35), of departments (36–135), of communes (136–265).
PLANTED: tuple[tuple[int, dict[str, object], str, str], ...] = (
    (2, {"owner": "Trưởng Ban Tổ chưc Tỉnh uỷ"}, "B", "unknown_post"),
    (5, {"owner": ""}, "B", "missing_owner"),
    (9, {"product": ""}, "E", "missing_product"),
    (11, {"due": ""}, "I", "missing_deadline"),
    (13, {"due": "30/6/2020"}, "I", "past_deadline"),
    (16, {"due": "31/2/2027"}, "I", "no_such_date"),
    (20, {"due": date(2027, 9, 2)}, "I", "day_off"),
    (22, {"due": "Chủ nhật 20/6/2027"}, "I", "day_off"),
    (26, {"due": "sớm nhất có thể"}, "I", "not_a_deadline"),
    (40, {"plan": "khoảng vài chục", "measure": "hộ"}, "G", "unreadable_number"),
    (45, {"plan": "1.2.3", "measure": "km"}, "G", "unreadable_number"),
    (50, {"plan": 35, "measure": ""}, "F", "no_unit"),
    (61, {"product": "Danh sách kèm số điện thoại 0912 345 678"}, "E", "personal_number"),
    (66, {"title": "Xác minh trường hợp có CCCD 026081001234"}, "C", "personal_number"),
    (71, {"title": "Xây dựng phương án bảo vệ (Tuyệt mật)"}, "C", "secret"),
    (80, {"supervisor": "Chủ tịch UBND tĩnh"}, "H", "unknown_post"),
    (90, {"supervisor": "OWNER"}, "H", "owner_supervises"),
    (140, {"owner": "Bí thư Chi bộ thôn Đồng"}, "B", "not_directly_above"),
    (150, {"owner": "Bí thư Đảng ủy xã Gia Khành"}, "B", "unknown_post"),
    (160, {"title": ""}, "C", "missing_task"),
    (170, {"due": "5/12/10"}, "I", "ambiguous_deadline"),
    (175, {"due": "cuối tuần"}, "I", "ambiguous_deadline"),
    (181, {"due": "Năm 2026"}, "I", "past_deadline"),
    (190, {"due": "31/4/2027"}, "I", "no_such_date"),
    (200, {"owner": "Chủ tịch Hội đồng hương"}, "B", "unknown_post"),
    (221, {"product": "  "}, "E", "missing_product"),
    (230, {"plan": "n/a", "measure": "%"}, "G", "unreadable_number"),
)


def planted() -> tuple[list[Row], set[Place]]:
    rows = clean_rows()
    wanted: set[Place] = set()
    for at, changes, column, kind in PLANTED:
        owner = rows[at].owner
        rows[at] = rows[at].but(**{name: owner if value == "OWNER" else value for name, value in changes.items()})
        wanted.add((place_of(rows, at), column, kind))
    return rows, wanted


def test_thirty_planted_defects_are_found_and_none_is_invented(province: Session) -> None:
    rows, wanted = planted()
    union = 30  # three contents, one of them twice
    rows[union] = rows[union].but(content=rows[union + 1].content)
    wanted.add((place_of(rows, union + 1), "D", "quota"))
    twin = next(i for i in range(100, 136) if rows[i].owner == rows[i + 1].owner)
    rows[twin + 1] = rows[twin + 1].but(title=f"  {rows[twin].title.upper()} ")
    wanted.add((place_of(rows, twin + 1), "C", "duplicate"))
    wrong = "Tổng số: 268 nhiệm vụ, 78 đồng chí"
    wanted.add((place_of(rows, 265) + 1, "B", "total"))
    plan = dry_run(province, workbook(rows, total=wrong), TODAY)
    assert found(plan) == wanted
    assert len(wanted) == len(plan["findings"]) == 30


def test_a_department_with_four_tasks_lacks_one(province: Session) -> None:
    """GC-14."""
    rows = clean_rows()
    del rows[40]
    plan = dry_run(province, workbook(rows), TODAY)
    assert found(plan) == {(place_of(rows, 36), "B", "quota")}
    assert plan["findings"][0]["args"] == {
        "what": "count",
        "post": "Giám đốc Sở Xây dựng",
        "group": "NHÓM 3. CƠ QUAN QUẢN LÝ NHÀ NƯỚC",
        "counted": 4,
        "quota": 5,
    }


def test_a_commune_without_its_growth_target_is_named(province: Session) -> None:
    rows = clean_rows()
    rows[136] = rows[136].but(title="Giữ vững an ninh trật tự")
    assert found(dry_run(province, workbook(rows), TODAY)) == {(place_of(rows, 136), "B", "quota")}
