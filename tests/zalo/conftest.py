"""The real stand-in over real HTTP."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from channels.zalo import ZaloChannel
from channels.zalo.poll import Backoff
from tests.listening import listening
from tests.telegram.support import Crooked
from tests.zalo.zalo_support import MakeChannel, Place

numbers = itertools.count(1)


@pytest.fixture
async def place(standin: str) -> AsyncIterator[Place]:
    async with httpx.AsyncClient(base_url=standin) as http:
        made = Place(standin, next(numbers), http)
        (await http.post("/control/reset")).raise_for_status()
        (await http.post("/control/scene", json=made.scene())).raise_for_status()
        yield made


@pytest.fixture
async def make() -> AsyncIterator[MakeChannel]:
    """Makes channels that are closed at the end, and that don't wait a second before they try again."""
    made: list[ZaloChannel] = []

    def channel(token: str, api: str, **more: Any) -> ZaloChannel:
        hosts = [api.partition("://")[2].partition("/")[0]]
        # Reading the certificates takes longer than a test, and nothing here is encrypted.
        given = {"poll_timeout": 2, "media_hosts": hosts, "transport": httpx.AsyncHTTPTransport(verify=False), **more}
        new = ZaloChannel("zalo1", token, api=api, **given)
        new.poller.backoff = Backoff(first=0.02, most=0.05)
        new.poller.quota_backoff = Backoff(first=0.02, most=0.05)
        new.poller.repeat_pause = 0.05
        made.append(new)
        return new

    yield channel
    for each in made:
        await each.stop()


@pytest.fixture
def channel(place: Place, make: MakeChannel) -> ZaloChannel:
    return make(place.token, place.api)


@pytest.fixture
async def crooked() -> AsyncIterator[Crooked]:
    made = Crooked()
    async with listening(made.serve) as made.url:
        yield made
