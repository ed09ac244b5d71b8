"""What `giaoviec doctor` finds of letters, the calendar, the disk and the history."""

import asyncio
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import text
from sqlmodel import Session, delete

from bot.db import Database
from bot.doctor.checks.disk import disk
from bot.doctor.checks.history import history
from bot.doctor.checks.letters import dead_letters
from bot.doctor.checks.time import time
from bot.doctor.report import Check, Patient
from bot.doctor.run import examine_history
from bot.migrate import upgrade
from bot.serving import vietnamese_days_off
from bot.settings import Settings
from models import DayOff, Inbox, InboxState, Job, Outbox, OutboxState, Unit
from rules.localtime import at
from rules.states import MessageClass
from services import calendar
from services.history import record

NOW = at(date(2026, 11, 26), 9)


class Room(NamedTuple):
    free: int


@pytest.fixture
def patient(database: Database, tmp_path: Path) -> Patient:
    database.transact(calendar.seed, vietnamese_days_off(2026))
    return Patient(Settings(data_dir=tmp_path), database, NOW, {})


def found(check: Check, patient: Patient) -> list[str]:
    return [str(finding) for finding in asyncio.run(_run(check, patient))]


async def _run(check: Check, patient: Patient) -> Sequence[object]:
    return await check(patient)


def test_all_is_well(patient: Patient) -> None:
    assert found(dead_letters, patient) == ["✔ Không có."]
    assert found(time, patient) == [
        "✔ Bây giờ là 09:00:00 ngày 26/11/2026.",
        "✔ Lịch nghỉ năm 2027 có 15 ngày; cán bộ Ban Tổ chức sửa bằng /lich.",
    ]


def test_dead_letters_are_counted(patient: Patient) -> None:
    def fill(session: Session) -> None:
        session.add(Job(kind="x", state="dead", created_at=NOW))
        letter = {"lane": "l", "message_class": MessageClass.REPLY, "not_before": NOW, "created_at": NOW}
        session.add_all([Outbox(**letter, state=OutboxState.DEAD), Outbox(**letter, state=OutboxState.SENT)])
        came = {"bot": "b", "chat_id": "c", "user_id": "u", "not_before": NOW, "received_at": NOW}
        session.add(Inbox(**came, key="k", state=InboxState.DEAD))

    patient.db.transact(fill)
    assert found(dead_letters, patient) == [
        "⚠ 1 tin không gửi được: giaoviec outbox list, rồi giaoviec outbox requeue.",
        "⚠ 1 tin nhận được nhưng không xử lý được; người gửi đã được báo.",
        "⚠ 1 việc chạy nền (nhập, xuất, vẽ) không làm được.",
    ]


def test_a_calendar_that_ends_with_the_year_is_bad(patient: Patient) -> None:
    patient.db.transact(lambda session: session.execute(delete(DayOff).where(DayOff.day >= date(2027, 1, 1))))
    assert found(time, patient)[1] == "✘ Chưa có lịch nghỉ năm 2027: giaoviec calendar load, hoặc /lich trong chat."


@pytest.mark.parametrize(("free", "said"), [(9e8, "✘ Còn 0,9 GB"), (4e9, "⚠ Còn 4,0 GB"), (6e9, "✔ Còn 6,0 GB")])
def test_little_room_is_said(patient: Patient, monkeypatch: pytest.MonkeyPatch, free: float, said: str) -> None:
    monkeypatch.setattr("bot.doctor.checks.disk.shutil.disk_usage", lambda _: Room(int(free)))
    assert found(disk, patient) == [f"{said} tại {patient.settings.data_dir}."]


def test_the_history_alone(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    db = Database(settings.database)
    upgrade(db.engine)

    def fill(session: Session) -> None:
        session.add(unit := Unit(name="Tỉnh ủy"))
        session.flush()
        record(session, unit_id=unit.id or 0, subject="task:1", event="assigned", actor=None, now=NOW)

    db.transact(fill)
    assert found(history, Patient(settings, db, NOW, {}))[0].startswith("✔ Lịch sử nguyên vẹn: 1 dòng, 1 chuỗi.")
    with db.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER history_no_update"))
        connection.execute(text("UPDATE history SET event = 'x'"))
    db.close()
    lines: list[str] = []
    assert (examine_history(settings, lines.append), lines) == (
        1,
        ["Lịch sử KHÔNG nguyên vẹn: 1 chuỗi.", "- task:1: dòng 1 (bị sửa)"],
    )
