"""Whatever a client sends, it gets a result or a refusal, never a broken server."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox import scene
from sandbox.telegram import methods as methods
from sandbox.telegram.call import Call, Upload
from sandbox.telegram.errors import Refusal
from sandbox.telegram.registry import METHODS, perform
from sandbox.telegram.wire import dumped
from sandbox.world import Options, World
from tests.sandbox.conftest import GROUP, LAN, SCENE, TOKEN

NAMES = (
    "text", "message_id", "reply_markup", "reply_parameters", "entities", "caption", "caption_entities", "photo",
    "document", "voice", "media", "file_id", "user_id", "action", "offset", "limit", "allowed_updates", "url",
    "secret_token", "commands", "scope", "language_code", "callback_query_id", "parse_mode", "show_alert",
)  # fmt: skip
WORDS = st.sampled_from(
    ("", "a", "1", "-1", "{", "[]", "{}", "null", "[1]", '{"type":[]}', '{"inline_keyboard":1}', "attach://photo", "😀")
)
KEYS = st.sampled_from(("type", "message_id", "inline_keyboard", "text", "offset", "length", "media", "command"))
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2**63) | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=4,
)
ROWS = 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
UNSUPPORTED = "can't parse MessageEntity: Unsupported type specified"
QUICK = sorted(set(METHODS) - {"getupdates", "setwebhook"})


def called(method: str, params: dict[str, Any]) -> Any:
    world = World(Options(bot_url=""))
    scene.load(world, SCENE)
    uploads = {"photo": Upload("a", "", b"x")}
    return asyncio.run(perform(Call(world, world.bots[TOKEN], method, params, uploads)))


@settings(deadline=None)  # a shared machine may be slow
@given(
    st.sampled_from(QUICK),
    st.sampled_from((LAN, GROUP, "x", None)),
    st.dictionaries(st.sampled_from(NAMES), ANYTHING, max_size=4),
)
def test_anything_is_answered(method: str, chat: Any, params: dict[str, Any]) -> None:
    with suppress(Refusal):
        assert dumped(called(method, {"chat_id": chat, **params}))


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"reply_parameters": {"message_id": "x"}}, 'field "message_id" must be a valid Number'),
        ({"reply_parameters": {"quote": "x"}}, 'can\'t find field "message_id"'),
        ({"reply_parameters": [1]}, "object expected as reply parameters"),
        ({"reply_markup": {"inline_keyboard": 1}}, 'field "inline_keyboard" must be of type Array'),
        ({"reply_markup": {"inline_keyboard": ["a"]}}, ROWS),
        ({"reply_markup": [1]}, "object expected as reply markup"),
        ({"entities": [{"type": [], "offset": 0, "length": 1}]}, UNSUPPORTED),
        ({"entities": [1]}, "can't parse MessageEntity: expected an Object"),
        ({"entities": [{"type": "bold"}]}, 'can\'t parse MessageEntity: Can\'t find field "offset" or "length"'),
    ],
)
def test_wrong_shapes_are_named(params: dict[str, Any], words: str) -> None:
    with pytest.raises(Refusal) as refused:
        called("sendmessage", {"chat_id": LAN, "text": "a", **params})
    assert refused.value.body() == {"ok": False, "error_code": 400, "description": f"Bad Request: {words}"}
