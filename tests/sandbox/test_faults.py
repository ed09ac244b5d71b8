"""Trouble on demand, and the strict limits."""

from __future__ import annotations

import time

import httpx
import pytest
import telegram

from sandbox.people import Phone
from tests.sandbox.conftest import GROUP, LAN, TOKEN, Api, Control

pytestmark = pytest.mark.anyio


def sent(control: Control) -> list[str]:
    return [entry["text"] for entry in control.log("send")]


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("429", 429, "Too Many Requests: retry after 7"),
        ("403", 403, "Forbidden: bot was blocked by the user"),
        ("500", 500, "Internal Server Error"),
    ],
)
def test_a_refusal_on_demand(control: Control, kind: str, status: int, words: str) -> None:
    control.post("/control/faults", [{"kind": kind, "retry_after": 7}])
    answer = control.http.post(f"/bot{TOKEN}/sendMessage", json={"chat_id": LAN, "text": "a"})
    assert (answer.status_code, answer.json()["error_code"], answer.json()["description"]) == (status, status, words)
    assert sent(control) == []


def test_a_429_says_how_long_to_wait_in_body_and_header(control: Control) -> None:
    control.post("/control/faults", [{"kind": "429", "retry_after": 7}])
    answer = control.http.post(f"/bot{TOKEN}/sendMessage", json={"chat_id": LAN, "text": "a"})
    assert (answer.json()["parameters"], answer.headers["retry-after"]) == ({"retry_after": 7}, "7")


def test_a_proxys_page_instead_of_json(control: Control) -> None:
    control.post("/control/faults", [{"kind": "502html"}])
    answer = control.http.post(f"/bot{TOKEN}/sendMessage", json={"chat_id": LAN, "text": "a"})
    assert (answer.status_code, answer.headers["content-type"]) == (502, "text/html")
    assert "<h1>502 Bad Gateway</h1>" in answer.text


@pytest.mark.parametrize(("when", "expected"), [("before", []), ("after", ["a"])])
@pytest.mark.parametrize("kind", ["reset", "timeout", "500", "502html"])
def test_a_message_may_be_lost_or_only_its_answer(control: Control, kind: str, when: str, expected: list[str]) -> None:
    control.post("/control/faults", [{"kind": kind, "when": when, "delay": 0.05, "times": 1}])
    try:
        answer = control.http.post(f"/bot{TOKEN}/sendMessage", json={"chat_id": LAN, "text": "a"})
        assert answer.status_code >= 500
    except httpx.TransportError:
        assert kind in ("reset", "timeout")
    assert sent(control) == expected


def test_a_slow_answer_is_an_answer(control: Control, api: Api) -> None:
    control.post("/control/faults", [{"kind": "slow", "delay": 0.2}])
    begun = time.monotonic()
    assert api.result("sendMessage", chat_id=LAN, text="a")["text"] == "a"
    assert time.monotonic() - begun >= 0.2


def test_a_rule_may_name_method_chat_and_how_often(control: Control, api: Api) -> None:
    control.post("/control/faults", [{"kind": "500", "method": "sendMessage", "chat": LAN, "times": 2}])
    assert api("sendMessage", chat_id=GROUP, text="khác")["ok"]
    assert api("getMe")["ok"]
    assert [api("sendMessage", chat_id=LAN, text="a")["ok"] for _ in range(3)] == [False, False, True]
    assert [entry["fault"] for entry in control.log("fault")] == ["500", "500"]


def test_a_probability_with_a_seed_repeats_itself(control: Control, api: Api) -> None:
    def run() -> list[bool]:
        control.post("/control/faults", [{"kind": "500", "probability": 0.5, "seed": 7}])
        return [api("getMe")["ok"] for _ in range(20)]

    first = run()
    assert first == run()
    assert 0 < sum(first) < 20


@pytest.mark.parametrize("rule", [{"kind": "meteor"}, {"kind": "500", "when": "never"}, {"colour": 1}, {}])
def test_a_rule_that_is_not_understood(control: Control, rule: dict[str, object]) -> None:
    assert control.refused("/control/faults", [rule])


async def test_a_client_sees_a_429_as_one(bot: telegram.Bot, control: Control) -> None:
    control.post("/control/faults", [{"kind": "429", "retry_after": 3}])
    with pytest.raises(telegram.error.RetryAfter) as refused:
        await bot.send_message(LAN, "a")
    assert float(refused.value._retry_after.total_seconds()) == 3.0


def test_a_person_gets_three_at_once_and_then_one_a_second(control: Control, api: Api) -> None:
    control.post("/control/options", {"strict_limits": True})
    answers = [api("sendMessage", chat_id=LAN, text=str(i)) for i in range(4)]
    assert [answer["ok"] for answer in answers] == [True, True, True, False]
    assert answers[3]["description"].startswith("Too Many Requests: retry after ")
    assert answers[3]["parameters"]["retry_after"] in (2, 3)
    assert [entry["code"] for entry in control.log("refused")] == [429]


def test_a_group_gets_twenty_a_minute(control: Control, api: Api) -> None:
    control.post("/control/options", {"strict_limits": True})
    answers = [api("sendMessage", chat_id=GROUP, text=str(i)) for i in range(21)]
    assert [answer["ok"] for answer in answers] == [True] * 20 + [False]
    assert 50 < answers[20]["parameters"]["retry_after"] <= 60


def test_a_bot_sends_thirty_a_second(control: Control, api: Api) -> None:
    people = [{"id": 100 + i, "first_name": "A", "started": ["giaoviec_bot"]} for i in range(31)]
    control.post("/control/scene", {"users": people})
    control.post("/control/options", {"strict_limits": True})
    answers = [api("sendMessage", chat_id=100 + i, text="a") for i in range(31)]
    assert [answer["ok"] for answer in answers] == [True] * 30 + [False]
    assert answers[30]["parameters"]["retry_after"] == 1


async def test_people_are_not_limited(control: Control, lan: Phone) -> None:
    control.post("/control/options", {"strict_limits": True})
    for i in range(5):
        await lan.say(str(i))
    assert len(control.log("queued")) == 5
