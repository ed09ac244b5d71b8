"""`giaoviec backup` and `restore`: one file that holds everything, evidence included (reference/backbone.md, section 6).

SQLite: `VACUUM INTO` beside the running bot, then the copy is checked before it takes its name. PostgreSQL: its own `pg_dump` and
`pg_restore`, which must be on the machine.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlmodel import Session

from bot.db import make_engine
from bot.listening import only_process
from bot.settings import Settings, SettingsError
from services.trail import Proof, prove


def backup(settings: Settings, file: Path) -> list[str]:
    """Write and check a backup; the bot may go on meanwhile. Raises `SettingsError` when it can't be written."""
    url = make_url(settings.database)
    draft = file.with_name(file.name + ".dang-ghi")
    draft.unlink(missing_ok=True)
    try:
        proof = _copy(url, draft) if url.get_backend_name() == "sqlite" else _dump(url, draft)
        draft.replace(file)
    except OSError as error:
        raise SettingsError(f"Không ghi được {file}: {error.strerror}.") from None
    finally:
        draft.unlink(missing_ok=True)
    return [f"Đã sao lưu vào {file} ({file.stat().st_size:,} byte).".replace(",", "."), *history_lines(proof)]


def restore(settings: Settings, file: Path) -> list[str]:
    """Put a backup in the place of the database; what was there is kept beside it. The bot must not be running."""
    url = make_url(settings.database)
    if not file.is_file():
        raise SettingsError(f"Không có tệp {file}.")
    if url.get_backend_name() != "sqlite":
        return [*_load(url, file), *history_lines(proof_of(settings.database))]
    with _stopped(settings):
        proof = _put_back(file, Path(url.database or ""))
    return [f"Đã khôi phục từ {file}.", *history_lines(proof)]


def history_lines(proof: Proof) -> list[str]:
    """What the history's proof says to an operator."""
    if proof.broken:
        return [
            f"Lịch sử KHÔNG nguyên vẹn: {len(proof.broken)} chuỗi.",
            *(f"- {each.chain}: dòng {each.row_id} ({_WHY[each.why]})" for each in proof.broken),
        ]
    return [f"Lịch sử nguyên vẹn: {proof.rows} dòng, {proof.chains} chuỗi. Dấu niêm phong: {proof.fingerprint[:16]}"]


_WHY = {"altered": "bị sửa", "missing": "thiếu dòng trước đó", "words": "lời văn bị thay"}


def proof_of(url: str) -> Proof:
    """Read the whole history of a database, on a connection of its own that can't write."""
    engine = make_engine(url, read_only=True)
    try:
        with Session(engine) as session:
            return prove(session)
    finally:
        engine.dispose()


def _copy(url: URL, draft: Path) -> Proof:
    source = Path(url.database or "")
    if not source.is_file():
        raise SettingsError(f"Chưa có cơ sở dữ liệu {source}.")
    try:
        with closing(sqlite3.connect(source)) as connection:
            connection.execute("VACUUM INTO ?", (str(draft),))
        _check(draft)
    except sqlite3.Error as error:
        raise SettingsError(f"Không sao lưu được: {error}.") from None
    return proof_of(f"sqlite:///{draft}")


def _check(file: Path) -> None:
    """Is it a whole database of ours? Raises `SettingsError`."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            sound = connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
            ours = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    except sqlite3.Error:
        sound, ours = False, (0,)
    if not sound or not ours[0]:
        raise SettingsError(f"Tệp {file} hỏng, hoặc không phải bản sao lưu của Giao Việc.")


def _put_back(file: Path, place: Path) -> Proof:
    _check(file)
    place.parent.mkdir(parents=True, exist_ok=True)
    arrived = place.with_name(place.name + ".khoi-phuc")
    shutil.copyfile(file, arrived)
    for old in (place, place.with_name(place.name + "-wal"), place.with_name(place.name + "-shm")):
        if old.exists():
            old.replace(old.with_name(old.name.replace(place.name, place.name + ".truoc-khoi-phuc", 1)))
    arrived.replace(place)
    return proof_of(f"sqlite:///{place}")


@contextmanager
def _stopped(settings: Settings) -> Iterator[None]:
    try:
        with only_process(settings.data_dir):
            yield
    except BlockingIOError:
        raise SettingsError("Bot đang chạy trên dữ liệu này; hãy dừng bot trước khi khôi phục.") from None


def _dump(url: URL, draft: Path) -> Proof:
    _run(["pg_dump", "--format=custom", f"--file={draft}"], url)
    _run(["pg_restore", "--list", str(draft)], url)
    return proof_of(url.render_as_string(hide_password=False))


def _load(url: URL, file: Path) -> list[str]:
    _run(["pg_restore", "--clean", "--if-exists", "--single-transaction", f"--dbname={url.database}", str(file)], url)
    return [f"Đã khôi phục từ {file}."]


def _run(command: list[str], url: URL) -> None:
    """One of PostgreSQL's own programs; the password goes by the environment, which no process list shows."""
    given = {"PGHOST": url.host or url.query.get("host"), "PGPORT": url.port, "PGUSER": url.username}
    given |= {"PGPASSWORD": url.password, "PGDATABASE": url.database}
    env = os.environ | {name: str(value) for name, value in given.items() if value}
    try:
        subprocess.run(command, env=env, check=True, capture_output=True)
    except FileNotFoundError:
        raise SettingsError(f"Máy này chưa có {command[0]} (gói postgresql-client).") from None
    except subprocess.CalledProcessError as failed:
        last = failed.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise SettingsError(f"{command[0]}: {' '.join(last)}") from None
