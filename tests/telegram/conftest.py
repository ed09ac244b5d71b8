"""The real stand-in over real HTTP."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from channels.telegram import TelegramChannel
from channels.telegram.poll import Backoff
from tests.listening import listening
from tests.telegram.support import Crooked, MakeChannel, Place

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
    made: list[TelegramChannel] = []

    def channel(token: str, api: str, **more: Any) -> TelegramChannel:
        new = TelegramChannel("tg", token, api=api, **{"poll_timeout": 2, **more})
        new.poller.backoff = Backoff(first=0.02, most=0.05)
        made.append(new)
        return new

    yield channel
    for each in made:
        await each.stop()


@pytest.fixture
def channel(place: Place, make: MakeChannel) -> TelegramChannel:
    return make(place.token, place.url)


@pytest.fixture
async def crooked() -> AsyncIterator[Crooked]:
    made = Crooked()
    async with listening(made.serve) as made.url:
        yield made
