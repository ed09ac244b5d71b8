"""The core's message as the Bot API's arguments."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.base import Button, ChatRef, File, Outgoing, Span
from channels.telegram.render import arguments, entities, units

CHAT = ChatRef("tg", "5")
styles = st.sampled_from(["plain", "bold", "italic", "code"])


def test_everything_at_once() -> None:
    buttons = ((Button("1 giao", "t1"), Button("2 sửa", "t2")), (Button("0 không", "t3"),))
    message = Outgoing(CHAT, (Span("🔴 NV-12", "bold"), Span(" việc")), buttons=buttons, reply_to="9")
    assert arguments(message) == {
        "chat_id": "5",
        "text": "🔴 NV-12 việc",
        "entities": [{"type": "bold", "offset": 0, "length": 8}],
        "reply_markup": {
            "inline_keyboard": [
                [{"text": "1 giao", "callback_data": "t1"}, {"text": "2 sửa", "callback_data": "t2"}],
                [{"text": "0 không", "callback_data": "t3"}],
            ]
        },
        "reply_parameters": {"message_id": 9, "allow_sending_without_reply": True},
    }


def test_a_file_carries_the_text_as_its_caption() -> None:
    message = Outgoing(CHAT, (Span("Tuần 48", "italic"),), file=File("a.png", "image/png", b"x", picture=True))
    expected = [{"type": "italic", "offset": 0, "length": 7}]
    assert arguments(message) == {"chat_id": "5", "caption": "Tuần 48", "caption_entities": expected}


def test_an_address_is_not_fetched_for_a_preview() -> None:
    message = Outgoing(CHAT, (Span("https://x.vn/files/abc"),))
    expected = {"chat_id": "5", "text": "https://x.vn/files/abc", "link_preview_options": {"is_disabled": True}}
    assert arguments(message) == expected


def test_a_caption_that_is_too_long_is_the_callers_mistake() -> None:
    message = Outgoing(CHAT, (Span("🔴" * 513),), file=File("a.png", "image/png", b"x"))
    with pytest.raises(ValueError, match="1024"):
        arguments(message)


@given(st.lists(st.builds(Span, st.text(max_size=5), styles)))
def test_an_entity_covers_exactly_its_span(spans: list[Span]) -> None:
    raw = "".join(span.text for span in spans).encode("utf-16-le", "surrogatepass")
    covered = [
        (
            mark["type"],
            raw[mark["offset"] * 2 : (mark["offset"] + mark["length"]) * 2].decode("utf-16-le", "surrogatepass"),
        )
        for mark in entities(spans)
    ]
    assert covered == [(span.style, span.text) for span in spans if span.style != "plain" and span.text]


@given(st.text())
def test_units_are_those_of_utf_16(text: str) -> None:
    assert units(text) == sum(2 if ord(letter) > 0xFFFF else 1 for letter in text)
