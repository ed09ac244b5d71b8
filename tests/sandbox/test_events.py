"""The stream that the phones' page follows: whoever asks with the last number they were given misses nothing."""

from __future__ import annotations

import asyncio
import time

import pytest

from sandbox.events import Stream

pytestmark = pytest.mark.anyio
PAUSE = 0.01  # seconds


async def test_what_is_published_in_the_moment_the_time_is_up_is_not_left_out() -> None:
    """A page that is told "nothing new, go on after 1" has been shown 1."""
    stream, loop = Stream(), asyncio.get_running_loop()
    loop.call_later(PAUSE / 2, time.sleep, 3 * PAUSE)  # a busy machine: both moments pass before anything else is done
    loop.call_later(2 * PAUSE, stream.publish, "message")
    assert await stream.wait(0, PAUSE) == [{"seq": 1, "kind": "message"}]


async def test_nothing_new_is_nothing() -> None:
    stream = Stream()
    stream.publish("message")
    assert (await stream.wait(1, PAUSE), await stream.wait(1, 0)) == ([], [])
