"""A bot's settings against the stand-in, and a Zalo bot there."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.settings import Settings, load_settings
from services.links import use_public_url
from services.plans import use_plans

ZALO_TOKEN = "1001:CANARY-x7Qp2LmZ9vRt4KdW8sNy6B"
USERNAME = "bot.Doctor"
TELEGRAM_TOKEN = "1000:AAE-doctor"


@pytest.fixture
def world(standin: str) -> str:
    """The stand-in with a bot of each platform."""
    httpx.post(f"{standin}/control/reset", json={}).raise_for_status()
    zalo = {
        "platform": "zalo",
        "token": ZALO_TOKEN,
        "username": USERNAME,
        "name": "Bot Giao Việc",
        "settings": {"idle_hold": 0.2},
    }
    telegram = {"token": TELEGRAM_TOKEN, "id": 1000, "username": "giaoviec_bot", "name": "Bot Giao Việc"}
    person = {"id": 7, "first_name": "Người đo", "started": [USERNAME], "zalo_ids": {USERNAME: f"{7:020x}"}}
    httpx.post(f"{standin}/control/scene", json={"bots": [zalo, telegram], "users": [person]}).raise_for_status()
    return standin


@pytest.fixture
def settings(world: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    given = {
        "DATA_DIR": str(tmp_path),
        "ZALO_TOKENS": ZALO_TOKEN,
        "ZALO_API": f"{world}/zalo",
        "TELEGRAM_TOKEN": TELEGRAM_TOKEN,
        "TELEGRAM_API": world,
        "CLOCK": "2026-11-26T09:00:00+07:00",
    }
    for name, value in given.items():
        monkeypatch.setenv(f"GIAOVIEC_{name}", value)
    yield load_settings()
    use_plans([])
    use_public_url("")
