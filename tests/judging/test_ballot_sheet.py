"""A ballot as a workbook, there and back."""

import io
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from sqlmodel import Session, select

from bot import judging
from bot.settings import SettingsError
from models import Score
from rules.errors import UserError
from services import council
from tests.judging.house import NOW, House
from tests.judging.test_council import DUE
from views.files.ballot import Filled, read_ballot


def filled(session: Session, folder: Path, points: list[object]) -> Path:
    """The first member's sheet with these points in its last column."""
    house = House(session)
    for post in house.posts:
        house.task(post, found=90)
    opened = council.open_ballot(session, house.clerk, house.root, "2026", DUE, house.council[0], NOW)
    judging.write_sheets(session, NOW, ballot_id=opened.id or 0, out=folder)
    path = sorted(folder.glob("*.xlsx"))[0]
    book = openpyxl.load_workbook(path)
    for place, value in enumerate(points):
        book.worksheets[0].cell(5 + place, 5).value = value  # type: ignore[assignment]
    book.save(path)
    return path


def test_a_sheet_comes_back_with_who_entered_it(session: Session, tmp_path: Path) -> None:
    path = filled(session, tmp_path, [87.5, "92,25"])
    found = read_ballot(path.read_bytes())
    assert (found.ballot_id, list(found.points.values())) == (1, [Decimal("87.5"), Decimal("92.25")])
    assert judging.import_sheet(session, NOW, by="Cán bộ", file=path) == ["Đã nhập 2 điểm của Hội đồng 0."]
    rows = session.exec(select(Score)).all()
    assert [(row.points, row.member_id == row.entered_by) for row in rows] == [
        (Decimal("87.5"), False),
        (Decimal("92.25"), False),
    ]
    with pytest.raises(UserError, match="scored already"):
        judging.import_sheet(session, NOW, by="Cán bộ", file=path)


@pytest.mark.parametrize("odd", [101, -1, "chưa chấm", "12,345"])
def test_all_of_a_sheet_or_nothing(session: Session, tmp_path: Path, odd: object) -> None:
    path = filled(session, tmp_path, [87.5, odd])
    with pytest.raises(UserError, match="points are from 0 to 100"):
        judging.import_sheet(session, NOW, by="Cán bộ", file=path)
    assert session.exec(select(Score)).all() == []


def test_only_the_board_enters_a_sheet(session: Session, tmp_path: Path) -> None:
    path = filled(session, tmp_path, [87.5])
    for name in ("Đồng chí A", "Không ai"):
        with pytest.raises(SettingsError):
            judging.import_sheet(session, NOW, by=name, file=path)


def test_an_empty_cell_is_for_another_time(session: Session, tmp_path: Path) -> None:
    found = read_ballot(filled(session, tmp_path, [None, 90]).read_bytes())
    assert found == Filled(1, found.person_id, {2: Decimal(90)})


def test_what_is_no_ballot_is_refused() -> None:
    book = openpyxl.Workbook()
    out = io.BytesIO()
    book.save(out)
    for data in (b"", b"PK\x03\x04", out.getvalue()):
        with pytest.raises(UserError, match="no ballot"):
            read_ballot(data)
