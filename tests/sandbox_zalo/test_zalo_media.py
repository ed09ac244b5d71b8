"""The media host."""

from __future__ import annotations

import httpx
import pytest

from sandbox.zalo.people import ZaloPhone
from tests.sandbox_zalo.conftest import Api, Control
from tests.sandbox_zalo.picture_host import png

pytestmark = pytest.mark.anyio


@pytest.fixture
async def address(api: Api, lan: ZaloPhone) -> str:
    await lan.photo(png())
    return str(api.update()["message"]["photo_url"])


def statuses(control: Control, address: str, count: int) -> list[int]:
    return [control.http.get(address).status_code for _ in range(count)]


async def test_an_address_works_without_a_token_and_more_than_once(control: Control, address: str) -> None:
    answer = control.http.get(address)
    assert (answer.headers["content-type"], answer.content) == ("image/jpeg", png())
    assert statuses(control, address, 2) == [200, 200]
    assert [(entry["status"], entry["path"] in address) for entry in control.log("media")] == [(200, True)] * 3


async def test_it_may_answer_202_first(control: Control, address: str) -> None:
    control.zalo(media_waits=2)
    assert statuses(control, address, 4) == [202, 202, 200, 200]


async def test_it_expires(control: Control, address: str) -> None:
    control.zalo(media_life=60)
    assert statuses(control, address, 1) == [200]
    control.zalo(media_life=0)
    assert statuses(control, address, 1) == [404]


@pytest.mark.parametrize("told", [True, False])
async def test_a_body_may_be_larger_than_any_picture(control: Control, address: str, told: bool) -> None:
    control.zalo(media_size=300_000, media_length=told)
    answer = control.http.get(address)
    assert (len(answer.content), "content-length" in answer.headers) == (300_000, told)


async def test_an_endless_body_ends_when_nobody_reads(control: Control, address: str) -> None:
    control.zalo(media_size=10**12, media_length=False)
    async with httpx.AsyncClient(timeout=5, trust_env=False) as http, http.stream("GET", address) as answer:
        assert len(await anext(answer.aiter_bytes(1000))) == 1000
    assert control.http.get("/control/zalo").status_code == 200


async def test_it_may_lead_somewhere_else(control: Control, address: str) -> None:
    control.zalo(media_redirect="http://169.254.169.254/latest")
    answer = control.http.get(address)
    assert (answer.status_code, answer.headers["location"]) == (302, "http://169.254.169.254/latest")


async def test_an_event_may_name_another_host(api: Api, control: Control, lan: ZaloPhone) -> None:
    control.zalo(media_base="http://10.0.0.1")
    await lan.photo(png())
    assert api.update()["message"]["photo_url"].startswith("http://10.0.0.1/zalo-media/")


def test_an_address_that_never_was(control: Control) -> None:
    assert control.http.get("/zalo-media/abc.jpg").status_code == 404
