"""Real events with anything changed in them: a reading never fails but as "no event", and never names a wrong chat."""

import os
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bot.store import _plain
from channels.base import Incoming
from channels.zalo import OurName, parse_event
from channels.zalo.parse import events_in, ids_in
from tests.mutations import mutated

EXAMPLES = 20_000 if os.environ.get("CHAOS") == "long" else 120
KEPT: TypeAdapter[Incoming] = TypeAdapter(Incoming)
TED = "6ede9afa66b88fe6d6a9"
SAID = {
    "from": {"id": TED, "display_name": "Ted", "is_bot": False},
    "chat": {"id": TED, "chat_type": "PRIVATE"},
    "text": "Xin chào",
    "message_id": "2d758cb5e222177a4e35",
    "date": 1750316131602,
}
GROUP = {"id": "zgr-f8a7101d77709e2ec761", "chat_type": "GROUP"}
REAL: tuple[dict[str, Any], ...] = tuple(
    {"event_name": f"message.{kind}.received", "message": {**SAID, **more}}
    for kind, more in (
        ("text", {}),
        ("text", {"chat": GROUP, "text": "@Bot Giao Việc ok G7"}),
        ("image", {"photo_url": "https://photo-stal-1.zdn.vn/a.jpg", "caption": "7"}),
        ("image", {"photo": "https://photo-stal-1.zdn.vn/a.png"}),
        ("voice", {"voice_url": "https://voice.zdn.vn/a.aac"}),
        ("sticker", {"sticker": "x", "url": "https://zalo.vn/s"}),
        ("unsupported", {}),
    )
)


@given(st.sampled_from([*REAL, [{"result": each} for each in REAL[:3]]]).flatmap(mutated))
@settings(max_examples=EXAMPLES)
def test_any_change_of_an_event_is_read_or_refused(body: Any) -> None:
    for event in events_in(body):
        ids_in(event)
        try:
            found = parse_event("zalo1", OurName("Bot Giao Việc"), event)
        except ValueError:
            continue
        if found is None:
            continue
        assert KEPT.validate_python(_plain(found)) == found  # what is kept is read again as it was
        assert "\x00" not in "".join((found.key, found.chat.id, found.sender, found.text)).encode().decode()
        assert found.chat.id == event["message"]["chat"]["id"]
        assert found.chat.bot == "zalo1"
