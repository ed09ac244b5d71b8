"""Floods: many texts at once, counted and not kept."""

from __future__ import annotations

import pytest

from tests.sandbox.conftest import SCENE, TOKEN, Api, Control, soon

FLOOD = {"token": TOKEN, "updates": 250, "chats": 10, "text": "/viec"}


def answer_all(api: Api) -> int:
    answered, offset = 0, 0
    while updates := api.updates(offset):
        for update in updates:
            api.result("sendMessage", chat_id=update["message"]["chat"]["id"], text="Đã nhận")
        answered, offset = answered + len(updates), updates[-1]["update_id"] + 1
    return answered


def test_a_flood_is_queued_at_once_and_its_answers_are_timed(control: Control, api: Api) -> None:
    assert control.post("/control/flood", FLOOD) == {"queued": 250}
    assert api.result("getWebhookInfo")["pending_update_count"] == 250
    assert answer_all(api) == 250
    summary = control.get("/control/log?summary=1")
    assert {kind: each["count"] for kind, each in summary["counts"].items()} == {
        "queued": 250,
        "delivered": 250,
        "confirmed": 250,
        "send": 250,
    }
    assert summary["counts"]["queued"]["last"] <= summary["counts"]["send"]["last"]
    assert summary["flood"]["answers"] == 250
    assert 0 < summary["flood"]["median_ms"] <= summary["flood"]["p99_ms"]


def test_a_flood_leaves_neither_history_nor_entries_nor_events(control: Control, api: Api) -> None:
    control.post("/control/flood", FLOOD)
    answer_all(api)
    assert (control.log(), control.events()) == ([], [])


@pytest.mark.anyio
async def test_a_flood_may_come_at_an_even_rate(control: Control, api: Api) -> None:
    assert control.post("/control/flood", {**FLOOD, "updates": 20, "rate": 100}) == {"queued": 0}
    await soon(lambda: api.result("getWebhookInfo")["pending_update_count"] == 20)
    counts = control.get("/control/log?summary=1")["counts"]["queued"]
    assert 0.15 < counts["last"] - counts["first"] < 1.0


def test_a_flood_for_no_bot(control: Control) -> None:
    assert control.refused("/control/flood", {**FLOOD, "token": "1:no"})


def test_history_can_be_capped(control: Control, api: Api) -> None:
    control.post("/control/options", {"history": 3})
    chat = SCENE["groups"][0]["id"]
    first = api.result("sendMessage", chat_id=chat, text="0")["message_id"]
    for i in range(3):
        api.result("sendMessage", chat_id=chat, text=str(i + 1))
    refused = (400, "Bad Request: message to edit not found")
    assert api.refusal("editMessageText", chat_id=chat, message_id=first, text="a") == refused
