"""Sends: results, limits, formatting on the phone, and what is refused."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest

from sandbox.zalo.people import ZaloPhone
from tests.sandbox_zalo.conftest import FIRST, GROUP, LAN, NAME, STRANGER, Api, Control

pytestmark = pytest.mark.anyio
HEX = re.compile(r"[0-9a-f]{20}")


def refusal(words: str) -> tuple[int, dict[str, Any]]:
    return 200, {"ok": False, "description": f"Bad request: {words}", "error_code": 400}


async def test_a_text_reaches_the_phone_and_the_log(api: Api, control: Control, lan: ZaloPhone) -> None:
    wire = control.wire_id(LAN)
    result = api.result("sendMessage", chat_id=wire, text="Xin chào")
    assert set(result) == {"message_id", "date"}
    assert HEX.fullmatch(result["message_id"])
    assert abs(result["date"] / 1000 - time.time()) < 5
    heard = await lan.expect()
    assert (heard.text, heard.raw["from"]["name"]) == ("Xin chào", NAME)
    [entry] = control.log("send")
    known = {key: entry[key] for key in ("platform", "bot", "method", "chat", "lane", "message_id", "number", "text")}
    assert known == {
        "platform": "zalo",
        "bot": FIRST,
        "method": "sendmessage",
        "chat": wire,
        "lane": str(LAN),
        "message_id": result["message_id"],
        "number": heard.id,
        "text": "Xin chào",
    }


async def test_a_group_is_written_to_at_any_time(api: Api, control: Control, minh: ZaloPhone) -> None:
    api.result("sendMessage", chat_id=control.wire_id(GROUP), text="Bản tin")
    assert (await minh.expect()).text == "Bản tin"


@pytest.mark.parametrize(("text", "fits"), [("a" * 2000, True), ("a" * 2001, False), ("😀" * 1001, False)])
def test_a_text_has_at_most_2000_utf16_units(api: Api, control: Control, text: str, fits: bool) -> None:
    answer = api("sendMessage", chat_id=control.wire_id(LAN), text=text)
    assert answer[1]["ok"] if fits else answer == refusal("text must have at most 2000 characters")
    assert len(control.log("send")) == fits


@pytest.mark.parametrize(
    ("method", "given", "words"),
    [
        ("sendMessage", {"text": ""}, "text is required"),
        ("sendMessage", {"text": "  "}, "text is required"),
        ("sendMessage", {"text": "a", "parse_mode": "MarkdownV2"}, "parse_mode must be markdown or html"),
        ("sendMessage", {"text": "a", "text_styles": [{"start": 0, "len": 2, "st": ["b"]}]}, "text_styles is invalid"),
        ("sendMessage", {"text": "a", "text_styles": {"start": 0}}, "text_styles is invalid"),
        ("sendMessage", {"text": "a", "chat_id": "6ede9afa66b88fe6d6a9"}, "chat not found"),
        ("sendMessage", {"text": "a", "chat_id": "zgr-6ede9afa66b88fe6d6a9"}, "chat not found"),
        ("sendMessage", {"text": "a", "chat_id": ""}, "chat_id is required"),
        ("sendSticker", {"sticker": "https://a.vn/b.webp"}, "sticker is invalid"),
        ("sendVoice", {"voice_url": "https://a.vn/b.mp3"}, "voice_url must be the address of an .aac file"),
        ("sendVoice", {}, "voice_url must be the address of an .aac file"),
        ("sendChatAction", {"action": "dancing"}, "action is invalid"),
    ],
)
def test_what_is_refused(api: Api, control: Control, method: str, given: dict[str, Any], words: str) -> None:
    assert api(method, **{"chat_id": control.wire_id(LAN), **given}) == refusal(words)
    assert control.events("message", "typing") == []


def test_a_bot_cannot_begin_with_somebody_who_never_spoke(api: Api, control: Control) -> None:
    stranger = control.wire_id(STRANGER)
    assert api("sendMessage", chat_id=stranger, text="a") == refusal("chat not found")
    control.post("/phones/api/send", {"user": STRANGER, "chat": f"bot:{FIRST}", "text": "chào"})
    assert api("sendMessage", chat_id=stranger, text="a")[1]["ok"] is True


def test_another_bot_s_ids_mean_nothing(second: Api, control: Control) -> None:
    assert second("sendMessage", chat_id=control.wire_id(LAN), text="a") == refusal("chat not found")


async def test_styles_and_links_are_seen_on_the_phone(api: Api, control: Control, lan: ZaloPhone) -> None:
    given = [{"start": 3, "len": 4, "st": ["b", "c_db342e"]}, {"start": 0, "len": 2, "st": ["f_18"]}]
    text = "🔴 đậm: https://a.vn/x?y=1."
    api.result("sendMessage", chat_id=control.wire_id(LAN), text=text, text_styles=given, reply_to_message_id="x")
    heard = await lan.expect()
    assert heard.raw["entities"] == [
        {"offset": 3, "length": 4, "type": "bold"},
        {"offset": 8, "length": 18, "type": "url"},
    ]
    assert "reply_to" not in heard.raw


async def test_markdown_is_read_and_wins_over_styles(api: Api, control: Control, lan: ZaloPhone) -> None:
    given = [{"start": 0, "len": 1, "st": ["b"]}]
    api.result("sendMessage", chat_id=control.wire_id(LAN), text="*a*", parse_mode="markdown", text_styles=given)
    heard = await lan.expect()
    assert (heard.text, heard.raw["entities"]) == ("a", [{"offset": 0, "length": 1, "type": "italic"}])
    assert control.log("send")[0]["text"] == "*a*"


@pytest.mark.parametrize("form", [{"parse_mode": "html"}, {"text_styles": [{"start": 0, "len": 1, "st": ["b"]}]}])
def test_a_formatted_text_may_be_refused_and_a_plain_one_goes(api: Api, control: Control, form: Any) -> None:
    control.zalo(formatted="refuse")
    wire = control.wire_id(LAN)
    assert api("sendMessage", chat_id=wire, text="a", **form) == refusal("can't parse formatting")
    assert api("sendMessage", chat_id=wire, text="a")[1]["ok"] is True


async def test_a_sticker_and_a_voice_message_are_seen(api: Api, control: Control, lan: ZaloPhone) -> None:
    wire = control.wire_id(LAN)
    api.result("sendSticker", chat_id=wire, sticker="d063f44dc80821567819")
    api.result("sendVoice", chat_id=wire, voice_url="https://files.example.vn/v/1.aac")
    assert (await lan.expect()).raw["card"] == {"kind": "sticker", "title": "Nhãn dán"}
    assert (await lan.expect()).raw["voice"] is True


async def test_a_voice_message_to_a_group_is_swallowed(api: Api, control: Control, minh: ZaloPhone) -> None:
    result = api.result("sendVoice", chat_id=control.wire_id(GROUP), voice_url="https://files.example.vn/v/1.aac")
    assert HEX.fullmatch(result["message_id"])
    await minh.refresh()
    assert minh.history == []
    assert [entry["kind"] for entry in control.log("send", "swallowed")] == ["swallowed"]


def test_typing_answers_without_a_result(api: Api, control: Control) -> None:
    assert api("sendChatAction", chat_id=control.wire_id(LAN), action="typing") == (200, {"ok": True})
    [event] = control.events("typing")
    assert (event["chat"], event["bot"]) == (LAN, FIRST)
