"""sendPhoto: the platform fetches the picture itself, twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from sandbox.zalo.people import ZaloPhone
from sandbox.zalo.photos import black
from tests.sandbox_zalo.conftest import LAN, Api, Control, soon
from tests.sandbox_zalo.picture_host import PictureHost, png
from tests.standin import Running

pytestmark = pytest.mark.anyio


@pytest.fixture
def host() -> Iterator[tuple[PictureHost, str]]:
    made = PictureHost()
    running = Running(made)
    yield made, running.url + "/a/1f9c.png"
    running.stop()


def fetches(control: Control) -> list[tuple[str, str]]:
    return [(entry["when"], entry["failure"]) for entry in control.log("photo_fetch")]


async def test_a_picture_is_fetched_before_and_after(
    api: Api, control: Control, lan: ZaloPhone, host: tuple[PictureHost, str]
) -> None:
    files, url = host
    result = api.result("sendPhoto", chat_id=control.wire_id(LAN), photo=url, caption="Tiến độ")
    assert set(result) == {"message_id", "date"}
    heard = await lan.expect()
    assert (heard.text, control.http.get(heard.raw["photo_url"]).content) == ("Tiến độ", png())
    await soon(lambda: files.asked == 2)
    await soon(lambda: fetches(control) == [("before", ""), ("after", "")])
    assert control.events("edit") == []
    assert [entry["text"] for entry in control.log("send")] == ["Tiến độ"]


async def test_an_address_that_dies_early_leaves_a_black_box(
    api: Api, control: Control, lan: ZaloPhone, host: tuple[PictureHost, str]
) -> None:
    files, url = host
    files.lives = 1
    api.result("sendPhoto", chat_id=control.wire_id(LAN), photo=url, caption="Tiến độ")
    await soon(lambda: control.events("edit"))
    [event] = control.events("edit")
    assert (event["message"]["black_box"], event["message"]["edited"]) == (True, False)
    assert event["message"]["text"] == "Tiến độ"
    assert control.http.get(event["message"]["photo_url"]).content == black()
    [entry] = control.log("black_box")
    assert (entry["reason"], entry["lane"], entry["number"]) == ("HTTP 404", str(LAN), event["message"]["id"])


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"status": 404}, "HTTP 404"),
        ({"status": 500}, "HTTP 500"),
        ({"body": b"<html>"}, "not a picture"),
        ({"body": png() + bytes(5000)}, "too big"),
        ({"pause": 1.0}, "ReadTimeout"),
    ],
)
def test_a_picture_that_cannot_be_fetched_is_refused(
    api: Api, control: Control, host: tuple[PictureHost, str], change: dict[str, Any], reason: str
) -> None:
    files, url = host
    control.zalo(photo_limit=5000, photo_patience=8 if "pause" not in change else 0.3)
    for name, value in change.items():
        setattr(files, name, value)
    status, body = api("sendPhoto", chat_id=control.wire_id(LAN), photo=url)
    assert (status, body["error_code"]) == (200, 400)
    assert body["description"] == f"Bad request: photo can't be fetched: {reason}"
    assert (control.events("message"), control.log("send")) == ([], [])


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"photo": "AgACAgUAAx-file-id"}, "url must be a public HTTPS address"),
        ({"photo": "ftp://a.vn/b.png"}, "url must be a public HTTPS address"),
        ({}, "photo must be a URL"),
        ({"photo": "https://a.vn/b.png", "caption": "a" * 2001}, "caption must have at most 2000 characters"),
    ],
)
def test_what_is_no_address_is_refused(api: Api, control: Control, given: dict[str, Any], words: str) -> None:
    body = api("sendPhoto", chat_id=control.wire_id(LAN), **given)[1]
    assert body == {"ok": False, "description": f"Bad request: {words}", "error_code": 400}


def test_an_upload_is_no_picture(api: Api, control: Control) -> None:
    answer = control.http.post(
        f"{api.path}/sendPhoto", data={"chat_id": control.wire_id(LAN)}, files={"photo": ("a.png", png(), "image/png")}
    )
    assert answer.json()["description"] == "Bad request: photo must be a URL"


@pytest.mark.parametrize("url", ["http://a.vn/b.png", "https://127.0.0.1/b.png", "https://10.0.0.1/", "https://bot/b"])
def test_the_real_platform_fetches_from_public_https_only(api: Api, control: Control, url: str) -> None:
    control.zalo(strict_urls=True)
    assert api("sendPhoto", chat_id=control.wire_id(LAN), photo=url)[1]["error_code"] == 400
    assert fetches(control) == []
