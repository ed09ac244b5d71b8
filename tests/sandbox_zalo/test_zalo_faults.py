"""Trouble on demand."""

from __future__ import annotations

import httpx
import pytest

from tests.sandbox_zalo.conftest import LAN, Api, Control


@pytest.fixture
def chat(control: Control) -> str:
    return control.wire_id(LAN)


@pytest.mark.parametrize(("kind", "status"), [("502html", 502), ("504html", 504)])
def test_an_incident_answers_with_a_page(api: Api, control: Control, chat: str, kind: str, status: int) -> None:
    control.zalo(faults=[{"kind": kind, "times": 2}])
    for method in ("getUpdates", "sendMessage"):
        answer = api.raw(method, chat_id=chat, text="a")
        assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html")
        assert answer.text.startswith("<html>")
    assert api("getMe")[1]["ok"] is True
    assert control.log("send") == []


def test_an_incident_lasts_as_long_as_it_is_told(api: Api, control: Control) -> None:
    control.zalo(faults=[{"kind": "502html", "seconds": 60}])
    assert api.raw("getMe").status_code == 502
    control.zalo(faults=[{"kind": "502html", "seconds": 0}])
    assert api.raw("getMe").status_code == 200


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("403", "Internal server error"),
        ("408", "Request timeout"),
        ("429", "Quota exceeded"),
        ("500", "Internal server error"),
    ],
)
def test_a_code_stands_in_the_body_with_any_status(
    api: Api, control: Control, chat: str, kind: str, words: str
) -> None:
    code = int(kind)
    control.zalo(faults=[{"kind": kind, "times": 1}, {"kind": kind, "status": code}])
    expected = {"ok": False, "description": words, "error_code": code}
    assert api("sendMessage", chat_id=chat, text="a") == (200, expected)
    assert api("sendMessage", chat_id=chat, text="a") == (code, expected)


def test_a_slow_answer_to_an_accepted_message(api: Api, control: Control, chat: str) -> None:
    control.zalo(faults=[{"kind": "slow", "method": "sendMessage", "delay": 0.6, "times": 1}])
    with httpx.Client(timeout=httpx.Timeout(10, read=0.5), trust_env=False) as http, pytest.raises(httpx.ReadTimeout):
        http.post(f"{control.url}{api.path}/sendMessage", json={"chat_id": chat, "text": "một"})
    assert [entry["text"] for entry in control.log("send")] == ["một"]


@pytest.mark.parametrize("kind", ["reset", "timeout", "502html", "500"])
@pytest.mark.parametrize(("when", "sent"), [("before", 0), ("after", 1)])
def test_a_message_is_accepted_before_or_after_the_trouble(
    api: Api, control: Control, chat: str, kind: str, when: str, sent: int
) -> None:
    control.zalo(faults=[{"kind": kind, "when": when, "times": 1, "delay": 0.05}])
    try:
        answer = api.raw("sendMessage", chat_id=chat, text="a")
        assert (kind in ("500", "502html"), '"ok": true' in answer.text) == (True, False)
    except httpx.TransportError:
        assert kind in ("reset", "timeout")
    assert len(control.log("send")) == sent
    [entry] = control.log("fault")
    assert (entry["fault"], entry["when"], entry["method"], entry["platform"]) == (kind, when, "sendmessage", "zalo")


def test_a_rule_may_be_meant_for_a_method_a_chat_and_a_share(api: Api, control: Control, chat: str) -> None:
    control.zalo(faults=[{"kind": "500", "method": "sendMessage", "chat": "another"}])
    assert api("sendMessage", chat_id=chat, text="a")[1]["ok"] is True
    control.zalo(faults=[{"kind": "500", "chat": chat, "probability": 0.5, "seed": 7}])
    outcomes = [api("sendMessage", chat_id=chat, text="a")[1]["ok"] for _ in range(40)]
    assert 8 < sum(outcomes) < 32


def test_trouble_of_one_bot_is_not_the_other_s(second: Api, control: Control) -> None:
    control.zalo(faults=[{"kind": "502html"}])
    assert second("getMe")[1]["ok"] is True


def test_the_state_tells_what_is_left_of_a_rule(api: Api, control: Control) -> None:
    control.zalo(faults=[{"kind": "500", "times": 2}])
    api("getMe")
    left = {"kind": "500", "method": None, "chat": None, "times": 1, "when": "before"}
    assert control.zalo()["faults"] == [left]
    assert control.zalo(faults=[])["faults"] == []
