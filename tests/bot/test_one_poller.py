"""One poller of a token on a machine, whatever data each has."""

import tempfile
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.one_poller import lock_of, only_poller
from bot.settings import Settings, SettingsError

TELEGRAM, ZALO, OTHER = "1000:AAE-one-poller", "1459232241454765289:abc-one", "1459232241454765290:abc-two"
TAKEN = "Một tiến trình khác trên máy này đang hỏi tin bằng token của bot {}; đề nghị dừng tiến trình đó trước."


@pytest.fixture(autouse=True)
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def on(folder: Path, **given: object) -> Settings:
    return Settings(_env_file=None, data_dir=folder, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "bot"),
    [({"telegram_token": TELEGRAM}, "telegram"), ({"zalo_tokens": f"{OTHER},{ZALO}"}, "zalo-1459232241454765289")],
)
def test_the_second_does_not_start_and_says_why(tmp_path: Path, given: dict[str, str], bot: str) -> None:
    first = on(tmp_path / "a", telegram_token=TELEGRAM, zalo_tokens=ZALO)
    second = on(tmp_path / "b", **given)
    with only_poller(first):
        with pytest.raises(SettingsError) as caught, only_poller(second):
            pass
        assert str(caught.value) == TAKEN.format(bot)
    with only_poller(second):
        pass


def test_what_was_held_is_let_go_when_one_of_several_is_taken(tmp_path: Path) -> None:
    with only_poller(on(tmp_path, zalo_tokens=ZALO)):
        with pytest.raises(SettingsError), only_poller(on(tmp_path, zalo_tokens=f"{OTHER},{ZALO}")):
            pass
        with only_poller(on(tmp_path, zalo_tokens=OTHER)):
            pass


@pytest.mark.parametrize(
    "given",
    [
        {"zalo_tokens": OTHER},
        {"zalo_tokens": ZALO, "zalo_api": "http://127.0.0.1:9/zalo"},
        {"zalo_tokens": ZALO, "database_url": "postgresql+psycopg://localhost/giaoviec"},
        {"zalo_tokens": ZALO, "zalo_mode": "webhook"},
        {},
    ],
    ids=["another token", "a stand-in", "replicas", "webhook", "no token"],
)
def test_who_takes_nothing_away_starts(tmp_path: Path, given: dict[str, str]) -> None:
    with only_poller(on(tmp_path / "a", zalo_tokens=ZALO)), only_poller(on(tmp_path / "b", **given)):
        pass


def test_measuring_polls_too_even_where_the_bot_is_told(tmp_path: Path, temp: Path) -> None:
    told = on(tmp_path / "b", zalo_tokens=ZALO, zalo_mode="webhook")
    with only_poller(on(tmp_path / "a", zalo_tokens=ZALO)), pytest.raises(SettingsError):
        only_poller(told, bots=["zalo-1459232241454765289"]).__enter__()


def test_neither_name_nor_content_of_the_file_tells_the_token(tmp_path: Path, temp: Path) -> None:
    with only_poller(on(tmp_path, telegram_token=TELEGRAM, zalo_tokens=ZALO)):
        files = list(temp.iterdir())
    assert len(files) == 2
    assert [file.read_bytes() for file in files] == [b"", b""]
    assert [file for file in files for part in (*TELEGRAM.split(":"), *ZALO.split(":")) if part in file.name] == []


def test_a_link_in_the_shared_folder_is_not_followed_and_stops_nobody(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    lock_of("https://api.telegram.org", TELEGRAM).symlink_to(elsewhere)
    with capture_logs() as logs, only_poller(on(tmp_path, telegram_token=TELEGRAM)):
        assert not elsewhere.exists()
    assert [(each["event"], each["bot"]) for each in logs] == [("poller_lock_unavailable", "telegram")]
