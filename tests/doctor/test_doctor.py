"""`giaoviec doctor`: what is set up, and what is missing, in words."""

from datetime import date

import pytest

from bot.clock import Clock
from bot.db import Database
from bot.doctor.run import examine
from bot.serving import open_database
from bot.settings import Settings, load_settings
from models import Account, Person, PlanMonth, Post, Role, Tenure, Unit
from rules.localtime import at
from rules.states import RoleKind

NOW = at(date(2026, 11, 26), 9)


def fill(settings: Settings) -> None:
    db: Database = open_database(settings, Clock(NOW))

    def work(session: object) -> None:
        unit = Unit(name="Tỉnh ủy", level="tỉnh")
        add(session, unit)
        posts = [Post(name=f"Bí thư xã {n}", unit_id=unit.id or 0) for n in (1, 2)]
        leader, clerk = Person(name="A"), Person(name="B")
        add(session, *posts, leader, clerk)
        add(session, Tenure(person_id=leader.id or 0, post_id=posts[0].id or 0, starts_on=date(2020, 1, 1)))
        add(
            session,
            Role(person_id=clerk.id or 0, kind=RoleKind.BOARD, unit_id=unit.id or 0, starts_on=date(2020, 1, 1)),
        )
        add(session, Account(bot="zalo-1001", user_id="a", chat_id="a", person_id=leader.id, heard_at=NOW))
        add(session, PlanMonth(bot="zalo-1001", month="2026-11", received=900, sent=1500))

    db.transact(work)
    db.close()


def add(session: object, *rows: object) -> None:
    session.add_all(rows)  # type: ignore[attr-defined]
    session.flush()  # type: ignore[attr-defined]


def said(settings: Settings) -> tuple[int, list[str]]:
    lines: list[str] = []
    return examine(settings, lines.append), lines


def test_an_organisation_at_work(settings: Settings) -> None:
    fill(settings)
    code, lines = said(settings)
    assert (code, lines[: lines.index("Thư chết")]) == (  # the rest: test_operation.py
        0,
        [
            "Kênh và mã của bot",
            "  ✔ telegram: nền tảng nhận ra bot “@giaoviec_bot”.",
            "  ✔ zalo-1001: nền tảng nhận ra bot “Bot Giao Việc”.",
            "Địa chỉ công khai",
            "  ⚠ Chưa đặt GIAOVIEC_PUBLIC_URL. Không dùng được: webhook; ảnh gửi qua Zalo (mã QR, biểu đồ bản tin); "
            "tệp Excel, Word gửi qua Zalo; trang nhận tệp cho người dùng Zalo. Mọi việc khác vẫn làm được bằng chữ.",
            "Gói Zalo: số tin của tháng và số người dùng",
            "  ⚠ Bot Giao Việc (zalo-1001): 2400 tin (nhận 900, gửi 1500) trên 3000 (80%).",
            "  ✔ Bot Giao Việc: 1/50 người dùng.",
            "Người đã kết nối",
            "  ✔ 1/2 chức danh đã kết nối.",
            "  ⚠ Chưa kết nối (1): Bí thư xã 2",
        ],
    )


def test_nothing_set_up(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token that the platform does not know, no organisation, an address that nobody can reach."""
    monkeypatch.setenv("GIAOVIEC_ZALO_TOKENS", "9:CANARY-nobodys")
    monkeypatch.setenv("GIAOVIEC_TELEGRAM_TOKEN", "")
    monkeypatch.setenv("GIAOVIEC_PUBLIC_URL", "http://bot.example.vn")
    code, lines = said(load_settings())
    assert code == 1
    assert [line for line in lines if line.startswith("  ✘")] == [
        "  ✘ zalo-9: Zalo không chấp nhận mã của bot; đề nghị kiểm tra GIAOVIEC_ZALO_TOKENS.",
        "  ✘ http://bot.example.vn không phải địa chỉ https: Zalo và Telegram không gửi đến, không tải ảnh từ đó.",
    ]
    assert "CANARY" not in "\n".join(lines)
