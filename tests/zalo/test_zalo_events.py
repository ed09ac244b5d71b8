"""Events as the reference knows them (section 4), and what is none."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from channels.base import Attachment, ChatRef, Incoming
from channels.zalo import OurName, ZaloChannel, parse_event
from channels.zalo.parse import events_in, events_of, ids_in
from tests.zalo.zalo_support import EVENT, NAME, Json, answering, event, texts

OURS = OurName(NAME)
TED = "6ede9afa66b88fe6d6a9"
SAID = Incoming(
    key=f"{TED}:2d758cb5e222177a4e35",
    chat=ChatRef("zalo1", TED),
    sender=TED,
    sender_name="Ted",
    sent_at=datetime(2025, 6, 19, 6, 55, 31, 602000, UTC),
    text="Xin chào",
    message_id="2d758cb5e222177a4e35",
)
GROUP = {"id": "zgr-f8a7101d77709e2ec761", "chat_type": "GROUP"}


def read(update: Json) -> Incoming | None:
    return parse_event("zalo1", OURS, update)


def attached(name: str, **fields: Any) -> tuple[str, tuple[Attachment, ...]]:
    found = read(event(f"message.{name}.received", text=None, **fields))
    assert found is not None
    return found.text, found.attachments


def channel() -> ZaloChannel:
    return ZaloChannel("zalo1", "1:canary", transport=answering(500, b""))


def test_a_text() -> None:
    assert read(EVENT) == SAID


def test_a_text_of_several_lines() -> None:
    found = read(event(text="1 xong\n2 38%"))
    assert found is not None
    assert found.text == "1 xong\n2 38%"


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        ({"photo_url": "https://photo-stal-1.zdn.vn/a.jpg"}, "https://photo-stal-1.zdn.vn/a.jpg"),
        ({"photo": "https://photo-stal-1.zdn.vn/b.jpg"}, "https://photo-stal-1.zdn.vn/b.jpg"),
        ({"photo_url": "https://a.zdn.vn/a.jpg", "photo": "https://a.zdn.vn/b.jpg"}, "https://a.zdn.vn/a.jpg"),
        ({"photo_url": "", "photo": "https://a.zdn.vn/b.jpg"}, "https://a.zdn.vn/b.jpg"),
        ({"photo_url": 5}, ""),
        ({}, ""),
    ],
)
def test_a_picture(fields: Json, address: str) -> None:
    expected = (Attachment("photo", address, mime="image/jpeg"),)
    assert attached("image", caption="ảnh hiện trường", **fields) == ("ảnh hiện trường", expected)


@pytest.mark.parametrize(
    ("address", "mime"),
    [
        ("https://a.zdn.vn/x/y.PNG?size=1", "image/png"),
        ("https://a.zdn.vn/x.webp", "image/webp"),
        ("https://a.zdn.vn/x", "image/jpeg"),
        ("https://[a.png", "image/jpeg"),
    ],
)
def test_a_pictures_kind(address: str, mime: str) -> None:
    assert attached("image", photo_url=address) == ("", (Attachment("photo", address, mime=mime),))


def test_pictures_chosen_together_are_not_told_to_belong_together() -> None:
    found = [
        read(event("message.image.received", message_id=each, photo_url=f"https://a.zdn.vn/{each}")) for each in "ab"
    ]
    assert [(each.key, each.album) for each in found if each] == [(f"{TED}:a", None), (f"{TED}:b", None)]


def test_a_voice_note() -> None:
    address = "https://f2-voice-aac-dl.zdn.vn/a.aac"
    assert attached("voice", voice_url=address) == ("", (Attachment("voice", address, mime="audio/aac"),))


def test_a_sticker() -> None:
    fields = {"sticker": "d063f44dc80821567819", "url": "https://zalo-api.zadn.vn/api/emoticon/oasticker?eid=1"}
    assert attached("sticker", **fields) == ("", (Attachment("sticker", "d063f44dc80821567819"),))


def test_what_the_platform_does_not_pass_on() -> None:
    assert attached("unsupported") == ("", (Attachment("other", ""),))


def test_what_is_not_passed_on_without_a_word_of_whom() -> None:
    with capture_logs() as logs:
        assert channel().parse(b'{"ok":true,"result":{"event_name":"message.unsupported.received"}}') == []
    assert logs == [
        {"event": "zalo_event_ignored", "log_level": "info", "bot": "zalo1", "kind": "message.unsupported.received"}
    ]


@pytest.mark.parametrize(
    "name", ["message.link.received", "message.file.received", "message.video.received", "message.reaction.received"]
)
def test_an_unknown_event_is_noted_by_its_ids_only(name: str) -> None:
    with capture_logs() as logs:
        assert channel().parse(json.dumps(event(name)).encode()) == []
    ids = {"kind": name, "message_id": "2d758cb5e222177a4e35", "chat": TED}
    assert logs == [{"event": "zalo_event_ignored", "log_level": "info", "bot": "zalo1", **ids}]


@pytest.mark.parametrize(
    "update",
    [
        {"event_name": "bot.group.joined"},
        {"event_name": "bot.group.joined", "message": None},
        {"event_name": ["message.text.received"], "message": EVENT["message"]},
        {"message": EVENT["message"]},
        event(**{"from": {"id": "1459232241454765289", "display_name": "Bot khác", "is_bot": True}}),
    ],
)
def test_what_nobody_said_to_the_bot(update: Json) -> None:
    assert read(update) is None


@pytest.mark.parametrize(
    "update",
    [
        event(message_id=None),
        event(message_id=""),
        event(message_id=5),
        event(chat=None),
        event(chat={"id": None, "chat_type": "PRIVATE"}),
        event(chat="6ede"),
        event(**{"from": None}),
        event(**{"from": {"id": 5}}),
        event(date=None),
        event(date="1750316131602"),
        event(date=10**30),
        event(text={"a": 1}),
        event(**{"from": {"id": TED, "display_name": ["Ted"]}}),
        {**EVENT, "message": "x"},
        {**EVENT, "message": {}},
    ],
)
def test_one_unreadable_event_does_not_hold_up_the_others(update: Json) -> None:
    with pytest.raises(ValueError, match="unreadable event"):
        read(update)
    with capture_logs() as logs:
        assert channel().parse(json.dumps([update, EVENT]).encode()) == [SAID]
    assert [(each["event"], each["log_level"]) for each in logs] == [("zalo_event_unreadable", "error")]


def test_a_message_in_a_group_has_lost_the_mention() -> None:
    found = read(event(chat=GROUP, text="@Bot Giao Việc, ok G7"))
    assert found is not None
    assert (found.key, found.group, found.chat.id, found.sender, found.text) == (
        "zgr-f8a7101d77709e2ec761:2d758cb5e222177a4e35",
        True,
        "zgr-f8a7101d77709e2ec761",
        TED,
        "ok G7",
    )


def test_a_reply_in_a_group_comes_without_a_mention() -> None:
    found = read(event(chat=GROUP, text="ok G7"))
    assert found is not None
    assert (found.text, found.reply_to) == ("ok G7", None)


def test_a_picture_in_a_group_is_mentioned_in_its_caption() -> None:
    found = read(event("message.image.received", chat=GROUP, text=None, caption="7 xong @Bot Giao Việc", photo_url="x"))
    assert found is not None
    assert (found.text, len(found.attachments)) == ("7 xong", 1)


def test_the_bots_name_alone() -> None:
    found = read(event(chat=GROUP, text="@Bot Giao Việc"))
    assert found is not None
    assert found.text == ""


def test_a_line_copied_from_a_group_works_in_private() -> None:
    found = read(event(text="@Bot Giao Việc tiến độ"))
    assert found is not None
    assert (found.group, found.text) == (False, "tiến độ")


@pytest.mark.parametrize(
    ("chat", "group"),
    [
        ({"id": TED, "chat_type": "PRIVATE"}, False),
        ({"id": TED}, False),
        ({"id": "zgr-1"}, True),
        ({"id": TED, "chat_type": "CHANNEL"}, True),
    ],
)
def test_a_chat_of_no_known_kind_is_not_private(chat: Json, group: bool) -> None:
    found = read(event(chat=chat))
    assert found is not None
    assert found.group is group


def test_what_no_database_takes_is_left_out() -> None:
    found = read(event(text="a\x00b\ud800c", **{"from": {"id": TED, "display_name": " T\x00ed "}}))
    assert found is not None
    assert (found.text, found.sender_name) == ("abc", "Ted")


@pytest.mark.parametrize("name", [None, ""])
def test_a_person_without_a_name(name: str | None) -> None:
    found = read(event(**{"from": {"id": TED, "display_name": name}}))
    assert found is not None
    assert found.sender_name == ""


WRAPPED = {"ok": True, "result": EVENT}


@pytest.mark.parametrize(
    ("body", "events"),
    [
        (EVENT, [EVENT]),
        (WRAPPED, [EVENT]),
        ({**WRAPPED, "error_code": 0}, [EVENT]),
        ([EVENT, EVENT], [EVENT, EVENT]),
        ([WRAPPED, EVENT], [EVENT, EVENT]),
        ({"ok": True, "result": [EVENT, EVENT]}, [EVENT, EVENT]),
        ({"ok": True, "result": {}}, []),
        ({"ok": True, "result": []}, []),
        ([], []),
        ({}, []),
        (None, []),
        ("text", []),
        (5, []),
        ([None, "x", 5, True], []),
    ],
)
def test_however_an_event_is_wrapped(body: Any, events: list[Json]) -> None:
    assert events_in(body) == events
    assert events_of(json.dumps(body).encode()) == events


@pytest.mark.parametrize("body", [b"", b"  \r\n"])
def test_an_empty_probe(body: bytes) -> None:
    assert channel().parse(body) == []


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe\x00", b"hello", b"[" * 100_000])
def test_a_body_that_is_no_json(body: bytes) -> None:
    with pytest.raises(ValueError):
        channel().parse(body)


def test_the_same_body_has_the_same_key() -> None:
    body = json.dumps(EVENT).encode()
    assert channel().parse(body) == channel().parse(body) == [SAID]


def test_a_long_id_is_not_logged_whole() -> None:
    assert ids_in({"event_name": "x" * 1000, "message": 5}) == {"kind": "x" * 64}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["result", "event_name", "message", "from", "chat", "id", "date"]), inner)
    ),
    max_leaves=12,
)


@given(JSON)
def test_no_json_is_a_surprise(body: Any) -> None:
    assert texts(channel().parse(json.dumps(body).encode())) == []


@given(
    st.sampled_from(sorted(EVENT["message"])),
    JSON,
    st.sampled_from(["text", "image", "voice", "sticker", "unsupported"]),
)
def test_a_field_of_any_kind_is_no_surprise(field: str, value: Any, kind: str) -> None:
    update = event(f"message.{kind}.received")
    update["message"][field] = value
    with capture_logs():
        assert len(channel().parse(json.dumps(update).encode())) <= 1
