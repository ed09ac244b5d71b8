"""A start that can't work says so in one sentence and stops."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.one_poller import only_poller
from bot.settings import Settings
from tests.process.rig import clean_environment, rigged

pytestmark = pytest.mark.process


def run(folder: Path, **settings: str) -> tuple[int, str]:
    env = clean_environment() | {"GIAOVIEC_DATA_DIR": str(folder)} | {f"GIAOVIEC_{k}": v for k, v in settings.items()}
    command = [sys.executable, "-m", "bot", "run"]
    done = subprocess.run(command, env=env, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stderr.strip()


def test_an_unknown_setting(tmp_path: Path) -> None:
    assert run(tmp_path, TELEGRAM_TOCKEN="x") == (2, "Unknown setting GIAOVIEC_TELEGRAM_TOCKEN.")


def test_a_malformed_setting(tmp_path: Path) -> None:
    code, words = run(tmp_path, LISTEN="nowhere")
    assert (code, words.startswith("Setting GIAOVIEC_LISTEN: ")) == (2, True)


def test_a_webhook_without_its_secret(tmp_path: Path) -> None:
    words = "Webhook mode needs GIAOVIEC_PUBLIC_URL and GIAOVIEC_WEBHOOK_SECRET."
    assert run(tmp_path, TELEGRAM_MODE="webhook") == (2, words)


def test_a_token_that_the_platform_does_not_know(tmp_path: Path) -> None:
    with rigged(tmp_path / "standin_only") as rig:
        code, words = run(
            tmp_path, TELEGRAM_TOKEN="1234:AAE-not-known-here", TELEGRAM_API=rig.url, LISTEN="127.0.0.1:0"
        )
    assert (code, words.count("\n"), "1234:AAE" in words) == (2, 0, False)


def test_a_token_that_another_process_polls_with_on_other_data(tmp_path: Path) -> None:
    token = "1459232241454765289:abc-test-start"
    api = "http://127.0.0.1:9/zalo"
    first, second = tmp_path / "first", tmp_path / "second"
    second.mkdir()
    with only_poller(Settings(data_dir=first, zalo_tokens=token, zalo_api=api)):
        answer = run(second, ZALO_TOKENS=token, ZALO_API=api)
    words = "Một tiến trình khác trên máy này đang hỏi tin bằng token của bot zalo-1459232241454765289; "
    assert answer == (2, words + "đề nghị dừng tiến trình đó trước.")
    assert not (second / "giaoviec.db").exists()
