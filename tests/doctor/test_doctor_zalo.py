"""`giaoviec doctor --zalo` against the stand-in: the measurements that nobody has to help with."""

import httpx
import pytest
from sqlmodel import select

from bot.db import Database
from bot.doctor.zalo.run import measure_zalo
from bot.listening import only_process
from bot.settings import Settings
from models import Inbox
from tests.doctor.conftest import USERNAME


def measured(settings: Settings, **given: object) -> list[str]:
    lines: list[str] = []
    measure_zalo(settings, lines.append, wait=1, **given)  # type: ignore[arg-type]
    return lines


def after(lines: list[str], start: str) -> str:
    found = next(line for line in lines if line.strip().startswith(start))
    return found.strip().removeprefix(start).rpartition(", ")[0].strip()


def test_what_the_platform_did_without_anybodys_help(settings: Settings, world: str) -> None:
    lines = measured(settings)
    assert after(lines, f"{world}/zalo:").startswith('HTTP 200, {"ok": true, "result": ["account_name"')
    assert after(lines, "sai token:") == 'HTTP 200, {"ok": false, "description": "Unauthorized", "error_code": 401}'
    assert after(lines, "sai phương thức:") == 'HTTP 404, {"ok": false, "description": "Not Found", "error_code": 404}'
    assert after(lines, "lần 1:").startswith("HTTP 408")
    assert after(lines, "getWebhookInfo:").startswith("HTTP 404") or "404" in after(lines, "getWebhookInfo:")
    assert any("can_join_groups: có; tên hiển thị: Bot Giao Việc" in line for line in lines)
    assert sum("chưa đo" in line for line in lines) >= 8
    assert "CANARY" not in "\n".join(lines)


def test_nothing_is_sent_to_anybody(settings: Settings, world: str) -> None:
    measured(settings)
    assert [each for each in httpx.get(f"{world}/control/log").json()["entries"] if each["kind"] == "send"] == []


def test_the_operators_own_chat_measures_the_limits(settings: Settings) -> None:
    lines = measured(settings, chat=f"{7:020x}")
    assert "must have at most 2000" in after(lines, "2.001 chữ:")
    assert "must have at most 2000" in after(lines, "1.001 hình (2.002 đơn vị UTF-16):")
    assert any("5 tin trong" in line and "bị từ chối 0" in line for line in lines)


def test_what_a_leader_says_meanwhile_is_kept(settings: Settings, world: str) -> None:
    """We poll for the bot, so what comes is ours to keep."""
    body = {"user": 7, "chat": 7, "bot": USERNAME, "text": "1 xong"}
    httpx.post(f"{world}/phones/api/send", json=body).raise_for_status()
    lines = measured(settings)
    assert after(lines, "lần 1:") == "HTTP 200, 1 sự kiện"
    db = Database(settings.database)
    assert db.transact(lambda s: [row.payload["text"] for row in s.exec(select(Inbox))]) == ["1 xong"]
    db.close()
    assert "1 xong" not in "\n".join(lines)


def test_not_beside_a_running_bot(settings: Settings) -> None:
    with only_process(settings.data_dir), pytest.raises(BlockingIOError):
        measured(settings)
