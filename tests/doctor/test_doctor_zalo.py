"""`giaoviec doctor --zalo` against the stand-in: the measurements that nobody has to help with."""

import httpx
import pytest
from sqlalchemy import create_engine
from sqlmodel import select

from bot.clock import Clock
from bot.db import Database
from bot.doctor.zalo.run import measure_zalo
from bot.leading import only_speaker
from bot.listening import only_process
from bot.serving import open_database
from bot.settings import Settings
from models import Inbox
from tests.doctor.conftest import USERNAME, ZALO_TOKEN
from tests.stage import START


def measured(settings: Settings, **given: object) -> list[str]:
    lines: list[str] = []
    measure_zalo(settings, lines.append, **{"wait": 1, **given})  # type: ignore[arg-type]
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


@pytest.mark.postgres
def test_not_beside_a_running_bot_on_postgresql(settings: Settings, postgres_url: str) -> None:
    """It holds the bots' locks in the database, and so do we while we measure."""
    there = settings.model_copy(update={"database_url": postgres_url})
    open_database(there, Clock(START)).close()
    engine = create_engine(there.database)
    with only_speaker(engine, ["zalo-1001"]), pytest.raises(BlockingIOError):
        measured(there)
    with pytest.raises(BlockingIOError), only_speaker(engine, ["zalo-1001"]), only_speaker(engine, ["zalo-1001"]):
        pass
    engine.dispose()


class Operator:
    """Somebody at the terminal with a telephone: does what is asked (not everything can be done) and presses Enter."""

    def __init__(self, world: str) -> None:
        self.world = world
        self.asked: list[str] = []

    def __call__(self, request: str) -> str:
        self.asked.append(request)
        if "hai phút" in request:
            self._does("send", text="CANARY một câu")
        elif "một ảnh cho bot" in request:
            self._photo(1)
        elif "hai ảnh" in request:
            self._photo(2)
        elif "danh thiếp" in request:
            self._does("card", kind="contact")
        elif "sau dấu @" in request:
            self._does("send", chat=-800, text="@Bot Giao Việc CANARY tiendo")
        elif "trong tháng" in request:
            return "17"
        elif "không nhắc tên bot" not in request:
            return "b"
        return ""

    def _does(self, what: str, **given: object) -> None:
        bot = {} if "chat" in given else {"bot": USERNAME}
        httpx.post(f"{self.world}/phones/api/{what}", json={"user": 7, "chat": 7, **bot, **given}).raise_for_status()

    def _photo(self, count: int) -> None:
        files = [("file", (f"{n}.jpg", b"\xff\xd8" + bytes([n]), "image/jpeg")) for n in range(count)]
        form = {"user": "7", "chat": "7", "bot": USERNAME}
        httpx.post(f"{self.world}/phones/api/photo", data=form, files=files).raise_for_status()


@pytest.mark.parametrize("delivery", ["once", "replay"])
def test_step_by_step_with_a_person_at_the_telephone(settings: Settings, world: str, delivery: str) -> None:
    """Also where the platform hands over what it gave before, again and again."""
    group = {"id": -800, "title": "Nhóm thử", "members": [7], "bots": [ZALO_TOKEN]}
    httpx.post(f"{world}/control/scene", json={"groups": [group]}).raise_for_status()
    httpx.post(f"{world}/control/zalo", json={"bot": USERNAME, "delivery": delivery, "replayed": 3}).raise_for_status()
    operator = Operator(world)
    lines = [line.strip() for line in measured(settings, ask=operator, wait=0.2)]
    fields = "chat, date, from, message_id, message_type"
    came = f"message.image.received: {fields}, photo_url; máy chủ {world.removeprefix('http://')}"
    start = lines.index("6. Ảnh gửi đến bot")
    assert lines[start + 1 : start + 4] == [came, f"hai ảnh một lần: {came}", f"hai ảnh một lần: {came}"]
    assert f"tin gửi trong lúc không ai hỏi: message.text.received: {fields}, text" in lines
    assert "một danh thiếp: message.unsupported.received: chat, date, from, message_id" in lines
    assert "một tệp PDF: chưa đo (bỏ qua)" in lines
    assert f"nhắc tên: message.text.received: {fields}, text" in lines
    assert "không nhắc tên: không thấy sự kiện nào" in lines
    assert any(line.startswith("màn hình Zalo Bot Creator ghi: 17") for line in lines)
    assert len(operator.asked) == 14
    assert "CANARY" not in "\n".join(lines)
