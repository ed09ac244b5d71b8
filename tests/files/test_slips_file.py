"""The slips as Word: one per post, two on a page, the code in words and as a picture; and from the command line."""

import io
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from sqlmodel import Session, col, select

from bot.console_files import write_slips
from bot.db import Database
from bot.settings import Settings, SettingsError
from models import Account, Invitation
from services.codes import hash_of
from tests.files.conftest import NOW, Office
from views.files.slips import Printed, slips


def test_each_has_its_own_box_with_a_picture() -> None:
    printed = [Printed(f"Chức danh {n}", f"K7M4Q{n}", "https://t.me/bot?start=K7M4Q2") for n in (2, 3, 4)]
    document = Document(io.BytesIO(slips(printed, date(2026, 12, 10))))
    first = [line for line in document.tables[0].rows[0].cells[0].text.splitlines() if line]
    assert first == [
        "PHIẾU KẾT NỐI TRỢ LÝ GIAO VIỆC",
        "Kính gửi đồng chí giữ chức danh:",
        "Chức danh 2",
        "K7M4Q2",
        "1. Quét mã QR, hoặc mở trò chuyện với trợ lý và nhắn mã trên.",
        "2. Kiểm tra chức danh hiển thị, trả lời 1 (Đúng).",
        "3. Danh sách nhiệm vụ được gửi đến ngay sau khi Ban Tổ chức xác nhận.",
        "Mã dùng một lần, đến ngày 10/12/2026.",
        "Phiếu trao tận tay, đề nghị không chụp ảnh, không chuyển tiếp. Không gửi tài liệu, thông tin mật qua kênh này.",
    ]
    breaks = document.element.xml.count('w:type="page"')
    assert (len(document.tables), len(document.inline_shapes), breaks) == (3, 3, 1)


def test_the_command_issues_them_for_whoever_is_not_linked(database: Database, tmp_path: Path) -> None:
    with Session(database.engine, expire_on_commit=False) as session, session.begin():
        office = Office(session)
        office.task("Bàn giao mặt bằng", post=office.chair)
        office.add(Account(bot="b", user_id="1", chat_id="1", person_id=office.leader, linked_at=NOW))
    settings = Settings(database_url=database.url, clock="2026-11-26T09:00:00+07:00")
    file = tmp_path / "phieu.docx"
    assert write_slips(settings, file, post=None, unit=None, document="128", bot="giaoviec_bot") == [
        f"{file}: 1 phiếu, dùng một lần, đến ngày 10/12/2026"
    ]
    lines = Document(str(file)).tables[0].rows[0].cells[0].text.splitlines()
    with Session(database.engine) as session:
        (kept,) = session.exec(select(Invitation).order_by(col(Invitation.id))).all()
        assert (lines[2], kept.code_hash, kept.trusted) == ("Chủ tịch UBND xã Nguyệt Đức", hash_of(lines[3]), True)
    with pytest.raises(SettingsError, match=r"đuôi \.docx"):
        write_slips(settings, tmp_path / "phieu.pdf", post=None, unit=None, document=None, bot=None)
    with pytest.raises(SettingsError, match="đều đã kết nối"):
        write_slips(settings, file, post="Bí thư Đảng ủy xã Nguyệt Đức", unit=None, document=None, bot=None)
