"""The people's side: state, events, what a phone may do, and the shared clock."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from sandbox.clock import landing, read_moment
from sandbox.people import NothingHeard, Phone, Refused
from tests.sandbox.conftest import ARRIVED, GROUP, LAN, MINH, STRANGER, Api, Control, soon
from tests.standin import Running

pytestmark = pytest.mark.anyio


def test_state_names_the_phones(control: Control) -> None:
    state = control.get("/phones/api/state")
    assert state["phones"][0] == {
        "id": "lan",
        "title": "Lãnh đạo",
        "subtitle": "xã",
        "platform": "telegram",
        "user": {"id": LAN, "name": "Lan"},
        "chat": {"id": LAN, "type": "private", "title": "Giao Việc", "bot": "giaoviec_bot"},
    }
    assert state["phones"][1]["chat"] == {"id": GROUP, "type": "group", "title": "Ban Tổ chức", "bot": None}
    assert datetime.fromisoformat(state["now"]).tzinfo is not None


async def test_a_message_is_an_event_for_everybody_in_the_chat(minh: Phone, control: Control) -> None:
    number = await minh.say("chào cả nhà")
    (event,) = control.events()
    date = event["message"].pop("date")
    assert datetime.fromisoformat(date).tzinfo is not None
    assert event == {
        "seq": 1,
        "kind": "message",
        "chat": GROUP,
        "bot": None,
        "message": {
            "id": number,
            "from": {"id": MINH, "name": "Minh Trần", "is_bot": False},
            "text": "chào cả nhà",
            "entities": [],
            "buttons": [],
        },
    }


async def test_events_can_be_waited_for(control: Control, lan: Phone) -> None:
    waiting = asyncio.create_task(asyncio.to_thread(control.get, "/phones/api/events?after=0&wait=5"))
    await asyncio.sleep(ARRIVED)
    await lan.say("chào")
    answer = await asyncio.wait_for(waiting, 4)
    assert (len(answer["events"]), answer["last"]) == (1, 1)
    assert control.get("/phones/api/events?after=1&wait=0") == {"events": [], "last": 1}


async def test_a_reset_lets_pages_begin_anew(control: Control, lan: Phone) -> None:
    await lan.say("chào")
    control.post("/control/reset")
    assert control.get("/phones/api/events?after=1&wait=0") == {"events": [], "last": 0}


@pytest.mark.parametrize(
    ("action", "given", "words"),
    [
        ("send", {"user": LAN, "chat": LAN, "text": "  "}, "Tin nhắn trống."),
        ("send", {"user": STRANGER, "chat": GROUP, "text": "a"}, "Không còn ở trong cuộc trò chuyện này."),
        ("send", {"user": LAN, "chat": LAN, "text": "a", "reply_to": 99}, "Tin được trả lời không còn ở đây."),
        ("send", {"user": 4242, "chat": LAN, "text": "a"}, "no such user: 4242"),
        ("send", {"user": LAN, "chat": -4242, "text": "a"}, "no such chat: -4242"),
        ("press", {"user": LAN, "chat": LAN, "message_id": 1, "data": "1"}, "Nút này không còn dùng được."),
        ("edit", {"user": LAN, "chat": LAN, "message_id": 1, "text": "a"}, "Chỉ sửa được tin của mình."),
        ("block", {"user": LAN, "chat": GROUP}, "Chỉ chặn được trong cuộc trò chuyện riêng."),
    ],
)
def test_what_a_phone_cannot_do(control: Control, action: str, given: dict[str, Any], words: str) -> None:
    assert control.refused(f"/phones/api/{action}", given) == words


async def test_a_phone_that_blocks_the_bot_cannot_write(lan: Phone) -> None:
    await lan.block()
    with pytest.raises(Refused, match="Đang chặn"):
        await lan.say("chào")


async def test_a_phone_waits_for_words(api: Api, lan: Phone) -> None:
    for text in ("một", "hai", "ba"):
        api.result("sendMessage", chat_id=LAN, text=text)
    assert (await lan.wait_for("hai")).text == "hai"
    assert (await lan.expect()).text == "ba"
    with pytest.raises(NothingHeard):
        await lan.expect(timeout=0.1)
    await lan.silence(0.05)
    api.result("sendMessage", chat_id=LAN, text="bốn")
    with pytest.raises(AssertionError, match="bốn"):
        await lan.silence(0.05)


async def test_a_picture_opens_and_a_document_is_saved(control: Control, lan: Phone) -> None:
    await lan.photo(b"\xff\xd8picture")
    await lan.file(b"<script>", "trang.html", "text/html")
    picture, page = [event["message"] for event in control.events("message")]
    assert control.http.get(picture["photo_url"]).headers["content-type"] == "image/jpeg"
    saved = control.http.get(page["document"]["url"])
    assert saved.headers["content-type"] == "application/octet-stream"
    assert saved.headers["content-disposition"] == "attachment; filename*=UTF-8''trang.html"
    assert control.http.get("/phones/api/files/none").status_code == 404


@pytest.mark.parametrize(
    ("jump", "now", "expected"),
    [
        ("morning", "2023-11-23T14:00:00+07:00", "2023-11-24T07:59:58+07:00"),
        ("morning", "2023-11-23T05:00:00+07:00", "2023-11-23T07:59:58+07:00"),
        ("morning", "2023-11-23T07:59:58+07:00", "2023-11-24T07:59:58+07:00"),
        ("monday", "2023-11-23T14:00:00+07:00", "2023-11-27T06:59:58+07:00"),
        ("monday", "2023-11-27T06:00:00+07:00", "2023-11-27T06:59:58+07:00"),
        ("monday", "2023-11-27T07:00:00+07:00", "2023-12-04T06:59:58+07:00"),
        ("monday", "2023-11-26T18:00:00+00:00", "2023-11-27T06:59:58+07:00"),
        ("2023-12-01T09:00:00", "2023-11-26T18:00:00+00:00", "2023-12-01T09:00:00+07:00"),
    ],
)
def test_a_jump_lands_two_seconds_before_the_hour(jump: str, now: str, expected: str) -> None:
    assert landing(jump, read_moment(now)) == read_moment(expected)


class RehearsingBot:
    """Only the bot's rehearsal clock."""

    def __init__(self) -> None:
        self.now = "2023-11-23T14:00:00+07:00"

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        if scope["method"] == "POST":
            self.now = json.loads((await receive())["body"])["now"]
        body = f'{{"now":"{self.now}"}}'.encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})


@pytest.fixture
def rehearsing(control: Control) -> Iterator[RehearsingBot]:
    bot = RehearsingBot()
    running = Running(bot)
    control.post("/control/options", {"bot_url": running.url})
    yield bot
    running.stop()
    control.post("/control/options", {"bot_url": ""})
    control.post("/phones/api/clock", {"jump": datetime.now(UTC).isoformat()})


async def test_a_jump_moves_the_bot_and_the_messages(rehearsing: RehearsingBot, control: Control, lan: Phone) -> None:
    expected = read_moment("2023-11-27T06:59:58+07:00")
    assert read_moment(control.post("/phones/api/clock", {"jump": "monday"})["now"]) == expected
    assert read_moment(rehearsing.now) == expected
    await lan.say("chào")
    clock, message = control.events()
    assert (clock["kind"], read_moment(clock["now"])) == ("clock", expected)
    shown = read_moment(message["message"]["date"])
    assert abs((shown - expected).total_seconds()) <= 2
    await soon(lambda: abs((read_moment(control.get("/phones/api/state")["now"]) - expected).total_seconds()) <= 2)


def test_a_bot_that_is_away_cannot_be_moved(control: Control) -> None:
    control.post("/control/options", {"bot_url": "http://127.0.0.1:9"})
    answer = control.http.post("/phones/api/clock", json={"jump": "morning"})
    assert (answer.status_code, answer.json()) == (502, {"error": "Chưa liên lạc được với đồng hồ của trợ lý."})


def test_a_jump_to_nowhere(control: Control) -> None:
    assert control.refused("/phones/api/clock", {"jump": "hôm qua"})
    assert control.refused("/phones/api/clock", {})
