"""Real updates with anything changed in them: a reading never fails but as "no update", and never names a wrong chat."""

import copy
import os
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bot.store import _plain
from channels.base import Incoming
from channels.telegram import TelegramChannel, parse_update
from tests.mutations import mutated

EXAMPLES = 20_000 if os.environ.get("CHAOS") == "long" else 120
KEPT: TypeAdapter[Incoming] = TypeAdapter(Incoming)
PERSON = {"id": 5, "is_bot": False, "first_name": "Bí thư", "last_name": "xã", "username": "bi_thu"}
OURS = {"id": 700, "is_bot": True, "first_name": "Giao Việc", "username": "giao_viec_bot"}
PRIVATE = {"id": 5, "type": "private", "first_name": "Bí thư"}
GROUP = {"id": -100200, "type": "supergroup", "title": "Ban Tổ chức"}
SAID = {"message_id": 9, "date": 1_700_000_000, "chat": PRIVATE, "from": PERSON}
ANSWERED = {**SAID, "message_id": 8, "from": OURS, "text": "1 đúng"}
FILE = {
    "file_id": "F",
    "file_unique_id": "u",
    "file_name": "phụ lục.xlsx",
    "mime_type": "application/x",
    "file_size": 30,
}
REAL: tuple[dict[str, Any], ...] = (
    {"message": {**SAID, "text": "1 xong", "entities": [{"type": "bold", "offset": 0, "length": 1}]}},
    {
        "message": {
            **SAID,
            "chat": GROUP,
            "text": "/giao@giao_viec_bot bí thư",
            "reply_to_message": {**ANSWERED, "chat": GROUP},
        }
    },
    {"message": {**SAID, "chat": GROUP, "sender_chat": GROUP, "author_signature": "x", "text": "@giao_viec_bot ok G7"}},
    {
        "message": {
            **SAID,
            "photo": [{"file_id": "S", "width": 90, "height": 60, "file_size": 9}],
            "caption": "7",
            "media_group_id": "a",
        }
    },
    {
        "message": {
            **SAID,
            "document": FILE,
            "forward_date": 1,
            "forward_origin": {"type": "user", "sender_user": PERSON},
        }
    },
    {"message": {**SAID, "text": "/giao", "reply_to_message": {**SAID, "document": FILE}}},
    {"message": {**SAID, "voice": {"file_id": "V", "duration": 3, "file_size": 3}}},
    {"message": {**SAID, "sticker": {"file_id": "K", "emoji": "👍"}}},
    {"message": {**SAID, "chat": GROUP, "migrate_to_chat_id": -100300}},
    {"callback_query": {"id": "77", "from": PERSON, "message": {**ANSWERED, "chat": GROUP}, "data": "abc:1"}},
    {"my_chat_member": {**SAID, "old_chat_member": {"status": "member"}, "new_chat_member": {"status": "kicked"}}},
)
CHATS = {"5", "-100200", "-100300"}


@given(st.sampled_from(REAL).flatmap(mutated))
@settings(max_examples=EXAMPLES)
def test_any_change_of_an_update_is_read_or_refused(update: dict[str, Any]) -> None:
    update = {"update_id": 41, **update}
    before = copy.deepcopy(update)
    try:
        found = parse_update("tg", "giao_viec_bot", 700, update)
    except ValueError:
        return
    assert update == before
    if found is None:
        return
    assert KEPT.validate_python(_plain(found)) == found  # what is kept is read again as it was
    assert "\x00" not in "".join((found.key, found.chat.id, found.sender, found.text)).encode().decode()
    assert found.chat.id in CHATS | named(update)
    assert found.chat.bot == "tg"


def named(update: dict[str, Any]) -> set[str]:
    """The chats that the changed update itself names, where it names them."""
    bodies = [update.get(name) for name in ("message", "callback_query", "my_chat_member")]
    bodies += [body.get("message") for body in bodies if isinstance(body, dict)]
    chats = [body.get("chat") for body in bodies if isinstance(body, dict)]
    return {str(chat["id"]) for chat in chats if isinstance(chat, dict) and isinstance(chat.get("id"), int)}


def test_what_is_nested_without_end_is_no_update() -> None:
    with pytest.raises(ValueError, match="nested too deeply"):
        TelegramChannel("telegram", "1:a").parse(b"[" * 100_000)
