"""The webhook: set, probed, told of, delivered to once, several times or not at all."""

from __future__ import annotations

import time
from typing import Any

import pytest

from sandbox.zalo.people import ZaloPhone
from tests.sandbox_zalo.conftest import FIRST, Api, Control, soon
from tests.sandbox_zalo.zalo_hook import ZaloHook

pytestmark = pytest.mark.anyio
Running = tuple[ZaloHook, str]


def set_hook(api: Api, url: str, secret: str = "12345678") -> Any:
    return api.result("setWebhook", url=url, secret_token=secret)


def test_a_webhook_is_set_probed_with_nothing_and_told_of(api: Api, hook: Running) -> None:
    bot, url = hook
    found = set_hook(api, url)
    verification = found.pop("verification")
    assert (verification.pop("latency_ms") >= 0, bool(verification.pop("hint"))) == (True, True)
    assert verification == {"ok": True, "status_code": 200, "outcome": "webhook.ok"}
    assert abs(found["updated_at"] / 1000 - time.time()) < 5
    assert api.result("getWebhookInfo") == found == {"url": url, "updated_at": found["updated_at"]}
    assert bot.bodies == [b""]
    assert bot.headers[0]["x-bot-api-secret-token"] == "12345678"
    assert bot.headers[0]["user-agent"].startswith("Java/1.8.0_")


def test_a_minimal_answer_has_no_verification(api: Api, control: Control, hook: Running) -> None:
    control.zalo(verification=False)
    assert set(set_hook(api, hook[1])) == {"url", "updated_at"}
    assert hook[0].bodies == []


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(403, "http.403"), (404, "http.404"), (500, "http.5xx"), (401, "http.other")],
)
def test_a_webhook_is_kept_even_when_the_probe_fails(api: Api, hook: Running, status: int, outcome: str) -> None:
    hook[0].answers = [status]
    verification = set_hook(api, hook[1])["verification"]
    assert (verification["ok"], verification["outcome"]) == (False, f"webhook.{outcome}")
    assert api.result("getWebhookInfo")["url"] == hook[1]


def test_nobody_at_home_and_too_slow(api: Api, control: Control, hook: Running) -> None:
    verification = set_hook(api, "http://127.0.0.1:9/hook")["verification"]
    assert (verification["outcome"], "status_code" in verification) == ("webhook.err.conn", False)
    control.zalo(webhook_timeout=0.1)
    hook[0].pause = 0.5
    assert set_hook(api, hook[1])["verification"]["outcome"] == "webhook.err.timeout"


@pytest.mark.parametrize(
    ("url", "secret", "words"),
    [
        ("", "12345678", "url must be a public HTTPS address"),
        ("bot.vn/hook", "12345678", "url must be a public HTTPS address"),
        ("https://bot.zaloplatforms.com/hook", "12345678", "url is not allowed"),
        ("http://127.0.0.1/hook", "1234567", "secret_token must have 8 to 256 characters"),
        ("http://127.0.0.1/hook", "1" * 257, "secret_token must have 8 to 256 characters"),
    ],
)
def test_a_webhook_that_is_refused(api: Api, url: str, secret: str, words: str) -> None:
    body = api("setWebhook", url=url, secret_token=secret)[1]
    assert body == {"ok": False, "description": f"Bad request: {words}", "error_code": 400}
    assert api("getWebhookInfo")[0] == 404


@pytest.mark.parametrize(
    "url", ["http://bot.example.vn/h", "https://localhost/h", "https://192.168.1.4/h", "https://[::1]/h"]
)
def test_the_real_platform_takes_public_https_only(api: Api, control: Control, url: str) -> None:
    control.zalo(strict_urls=True)
    assert api("setWebhook", url=url, secret_token="12345678")[1]["error_code"] == 400


def test_without_a_webhook_there_is_nothing_to_tell_test_or_delete(api: Api) -> None:
    not_found = {"ok": False, "description": "Not Found", "error_code": 404}
    assert api("getWebhookInfo") == (404, not_found)
    assert api("testWebhook") == (404, not_found)
    status, body = api("deleteWebhook")
    assert (status, body["ok"], body["error_code"]) == (400, False, 400)


def test_a_webhook_is_deleted(api: Api, hook: Running) -> None:
    set_hook(api, hook[1])
    assert api.result("deleteWebhook")["url"] == ""
    assert api("getWebhookInfo")[0] == 404


def test_a_webhook_is_tested_so_often_a_day(api: Api, control: Control, hook: Running) -> None:
    set_hook(api, hook[1])
    control.zalo(probes_a_day=1)
    found = api.result("testWebhook")
    assert (found["ok"], found["url"], found["outcome"]) == (True, hook[1], "webhook.ok")
    body = api("testWebhook")[1]
    assert (body["ok"], body["errorCode"], "error_code" in body) == (False, 426, False)


@pytest.mark.parametrize("code", [409, 400])
def test_polling_is_refused_while_a_webhook_is_set(api: Api, control: Control, hook: Running, code: int) -> None:
    control.zalo(polling_with_webhook=code)
    set_hook(api, hook[1])
    status, body = api("getUpdates")
    assert (status, body["ok"], body["error_code"]) == (code, False, code)


def test_or_it_brings_nothing(api: Api, control: Control, hook: Running) -> None:
    control.zalo(polling_with_webhook=408)
    set_hook(api, hook[1])
    assert api("getUpdates")[0] == 408


@pytest.mark.parametrize("shape", ["flat", "wrapped", "list", "wrapped_list"])
async def test_an_event_is_flat_wrapped_or_in_a_list(
    api: Api, control: Control, lan: ZaloPhone, hook: Running, shape: str
) -> None:
    control.zalo(webhook_body=shape)
    set_hook(api, hook[1])
    await lan.say("chào")
    await soon(lambda: hook[0].received)
    [body] = hook[0].received
    if shape.endswith("list"):
        [body] = body
    if shape.startswith("wrapped"):
        assert (set(body), body["ok"]) == ({"ok", "result"}, True)
        body = body["result"]
    assert (set(body), body["message"]["text"]) == ({"event_name", "message"}, "chào")
    assert hook[0].headers[-1]["x-bot-api-secret-token"] == "12345678"


async def test_what_is_said_in_a_chat_comes_in_order(api: Api, lan: ZaloPhone, hook: Running) -> None:
    set_hook(api, hook[1])
    hook[0].pause = 0.02
    said = [str(number) for number in range(8)]
    for text in said:
        await lan.tell(text)
    await soon(lambda: len(hook[0].texts) == 8)
    assert hook[0].texts == said


async def test_what_waits_goes_to_the_webhook_when_it_is_set(api: Api, lan: ZaloPhone, hook: Running) -> None:
    await lan.say("trước")
    set_hook(api, hook[1])
    await soon(lambda: hook[0].texts == ["trước"])
    api.result("deleteWebhook")
    await lan.say("sau")
    assert api.texts(2) == ["sau"]


async def test_an_event_may_be_delivered_several_times(
    api: Api, control: Control, lan: ZaloPhone, hook: Running
) -> None:
    control.zalo(webhook_times=3)
    set_hook(api, hook[1])
    await lan.say("ba lần")
    await soon(lambda: hook[0].texts == ["ba lần"] * 3)
    assert hook[0].received[0] == hook[0].received[2]
    await soon(lambda: [entry["again"] for entry in control.log("delivered")] == [False, True, True])
    assert len(control.log("queued")) == 1


async def test_or_not_at_all(api: Api, control: Control, lan: ZaloPhone, hook: Running) -> None:
    control.zalo(webhook_times=0)
    set_hook(api, hook[1])
    await lan.say("không tới")
    await soon(lambda: control.log("lost"))
    assert (hook[0].received, control.log("delivered")) == ([], [])


async def test_without_retries_a_failure_loses_the_event(
    api: Api, control: Control, lan: ZaloPhone, hook: Running
) -> None:
    set_hook(api, hook[1])
    hook[0].answers = [500]
    await lan.say("mất")
    await soon(lambda: control.log("lost"))
    assert [(entry["status"], entry["by"]) for entry in control.log("delivered")] == [(500, "webhook")]
    assert [entry["reason"] for entry in control.log("lost")] == ["webhook failed"]


async def test_with_retries_it_comes_again_until_it_is_taken(
    api: Api, control: Control, lan: ZaloPhone, hook: Running
) -> None:
    control.zalo(webhook_retries=3)
    set_hook(api, hook[1])
    hook[0].answers = [500, 503]
    await lan.say("tới")
    await soon(lambda: len(control.log("delivered")) == 3)
    assert [entry["status"] for entry in control.log("delivered")] == [500, 503, 200]
    assert control.log("lost") == []


async def test_a_picture_s_address_carries_the_host_that_the_bot_uses(
    api: Api, control: Control, lan: ZaloPhone, hook: Running
) -> None:
    set_hook(api, hook[1])
    await lan.photo(b"\xff\xd8picture")
    await soon(lambda: hook[0].received)
    address = hook[0].received[0]["message"]["photo_url"]
    assert control.http.get(address).content == b"\xff\xd8picture"


def test_any_body_can_be_slipped_in_with_any_secret(api: Api, control: Control, hook: Running) -> None:
    asked = {"bot": FIRST, "body": "{không phải JSON"}
    assert control.refused("/control/zalo/inject", asked) == "this bot has no webhook"
    set_hook(api, hook[1])
    hook[0].answers = [200, 403]
    assert control.post("/control/zalo/inject", asked) == {"status": 200}
    assert control.post("/control/zalo/inject", {"bot": FIRST, "body": "", "secret": "sai"}) == {"status": 403}
    assert hook[0].bodies[1:] == ["{không phải JSON".encode(), b""]
    assert hook[0].headers[-1]["x-bot-api-secret-token"] == "sai"
