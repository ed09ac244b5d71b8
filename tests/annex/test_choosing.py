"""A text that is no post's name: the board chooses a numbered candidate once, for all rows of it and for the next file too."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from sqlmodel import Session, select

from bot.annex.job import dry_run
from bot.console_import import run_import
from bot.db import Database
from bot.settings import Settings, SettingsError
from models import History
from models.base import Json
from rules.errors import UserError
from rules.localtime import at
from rules.workdays import vietnam_days
from services.annex.choices import choose, picks_of
from services.annex.plan import findings_of, summary
from services.calendar import seed
from services.identity import Actor
from tests.annex.office import TODAY, clean_rows, organisation, workbook
from views.annex import unclear
from views.annex_findings import sentence
from views.files.dry_run import workbook as as_file

NOW = at(TODAY, 9)
WRITTEN = "Trưởng Ban Tổ chưc Tỉnh uỷ"
ROWS = [*(row.but(owner=WRITTEN) for row in clean_rows()[:3]), *clean_rows()[3:6]]
FILE = workbook(ROWS)


@pytest.fixture
def province(session: Session) -> Session:
    seed(session, vietnam_days(range(2026, 2031)))
    organisation(session)
    return session


def owners(plan: Json) -> dict[str, int]:
    return dict(summary(plan)["owners"])


@pytest.mark.parametrize(
    ("said", "picks"),
    [
        ("1=2", [(1, "2")]),
        ("1 = 2; 3 = 0", [(1, "2"), (3, "0")]),
        ("1=2, 3=1", [(1, "2"), (3, "1")]),
        ("1 = 2 3 = 1", [(1, "2"), (3, "1")]),
        (
            "3 = Giám đốc Sở Văn hóa, Thể thao và Du lịch, 4 = 1",
            [(3, "Giám đốc Sở Văn hóa, Thể thao và Du lịch"), (4, "1")],
        ),
        ("2=40%", []),
        ("3 = 4,5", []),
        ("1=2 xong", []),
        ("đồng ý", []),
    ],
)
def test_a_few_characters_choose(said: str, picks: list[tuple[int, str]]) -> None:
    assert picks_of(said) == picks


def test_what_was_chosen_holds_for_all_its_rows_and_for_the_next_file(province: Session) -> None:
    plan = dry_run(province, FILE, TODAY)
    assert owners(plan) == {"Trưởng Ban Tuyên giáo Tỉnh ủy": 3}
    (line,) = unclear(plan["unclear"])
    assert line.startswith(f"1. “{WRITTEN}” (3 dòng): 1 Trưởng Ban Tổ chức Tỉnh ủy · 2 ")
    assert choose(province, None, plan, [(1, "1")], NOW) == ["Trưởng Ban Tổ chức Tỉnh ủy"]
    again = dry_run(province, FILE, TODAY)
    assert owners(again) == {"Trưởng Ban Tổ chức Tỉnh ủy": 3, "Trưởng Ban Tuyên giáo Tỉnh ủy": 3}
    assert again["findings"] == []
    assert unclear(again["unclear"]) == [f"1. “{WRITTEN}” (3 dòng) → Trưởng Ban Tổ chức Tỉnh ủy, theo lựa chọn đã ghi"]
    assert choose(province, None, again, [(1, "0")], NOW) == [None]
    assert dry_run(province, FILE, TODAY)["findings"] == plan["findings"]
    assert [row.event for row in province.exec(select(History).where(History.event == "annex_post_chosen"))] == [
        "annex_post_chosen"
    ] * 2


def test_a_post_may_be_named_and_nothing_else_is_taken(province: Session) -> None:
    plan = dry_run(province, FILE, TODAY)
    for picks in ([(2, "1")], [(1, "9")], [(1, "Giám đốc Sở Không có")], [(1, "1"), (2, "1")]):
        with pytest.raises(UserError):
            choose(province, None, plan, picks, NOW)
    with pytest.raises(UserError):
        choose(province, Actor(person_id=1, posts=frozenset({1})), plan, [(1, "1")], NOW)
    assert dry_run(province, FILE, TODAY)["unclear"] == plan["unclear"]
    assert choose(province, None, plan, [(1, "giam doc so y te")], NOW) == ["Giám đốc Sở Y tế"]
    assert owners(dry_run(province, FILE, TODAY))["Giám đốc Sở Y tế"] == 3


def test_all_of_a_dry_run_as_a_workbook(province: Session) -> None:
    book = openpyxl.load_workbook(BytesIO(as_file(dry_run(province, FILE, TODAY))))
    pages = {page.title: list(page.iter_rows(min_row=2, values_only=True)) for page in book.worksheets}
    assert list(pages) == ["Phát hiện", "Chức danh cần chọn", "Số việc từng chức danh"]
    assert [each[:3] + each[4:] for each in pages["Phát hiện"]] == [("Phụ lục", row, "B", "có") for row in (9, 10, 11)]
    assert pages["Số việc từng chức danh"] == [("Trưởng Ban Tuyên giáo Tỉnh ủy", 3)]


def test_the_command_takes_a_choice_and_shows_it(
    database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database.transact(lambda session: organisation(session))
    settings = Settings(database_url=database.url, clock="2027-01-20T09:00:00+07:00")
    file = tmp_path / "phu-luc.xlsx"
    file.write_bytes(FILE)
    with pytest.raises(SettingsError, match="Không hiểu lựa chọn"):
        run_import(settings, file, dry_run=True, yes=False, as_json=False, choose=["một"])
    assert run_import(settings, file, dry_run=False, yes=True, as_json=False, choose=["1=1"]) == 0
    said = capsys.readouterr().out
    assert "→ Trưởng Ban Tổ chức Tỉnh ủy, theo lựa chọn đã ghi" in said
    assert "Đã nhập 6 dòng cho 2 chức danh" in said


def test_two_posts_in_one_cell_are_asked_about(province: Session) -> None:
    """S2-03: exactly one answers for a task."""
    both = "Giám đốc Sở Y tế; Giám đốc Sở Nội vụ"
    named = [clean_rows()[0].but(owner=both), clean_rows()[1].but(owner="Đ/c Nguyễn Văn A - Giám đốc Sở Y tế")]
    plan = dry_run(province, workbook(named), TODAY)
    assert owners(plan) == {"Giám đốc Sở Y tế": 1}
    assert unclear(plan["unclear"]) == [f"1. “{both}” (1 dòng): 1 Giám đốc Sở Y tế · 2 Giám đốc Sở Nội vụ"]
    assert "nêu nhiều chức danh" in sentence(findings_of(plan)[0])
