"""The sender's sustained rate and refusals against a stand-in that counts strictly, beside one that sends in bursts."""

import asyncio
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import httpx

from bench.report import Line, ratio
from bench.throughput import FIRST
from bot.clock import monotonic
from tests.process.organisation import prepare
from tests.process.rig import TOKEN, Rig, rigged, wait_until


def measure(*, short: bool) -> list[Line]:
    chats = 60 if short else 700
    ours, theirs = evenly(chats), in_bursts(chats)
    return [
        Line("messages/s, strict limits", who, f"{rate:.1f}/s, {refused} × 429", ratio(rate, theirs[0]))
        for who, (rate, refused) in (("ours, evenly spaced", ours), ("bursts of 30 a second", theirs))
    ]


def evenly(chats: int) -> tuple[float, int]:
    """Everybody asks at once; the answers leave at the sender's own pace."""
    with tempfile.TemporaryDirectory(prefix="giaoviec-bench-") as folder:
        users = [FIRST + n for n in range(chats)]
        prepare(f"sqlite:///{folder}/giaoviec.db", users, datetime.now(UTC))
        with rigged(Path(folder), "poll", PACING="true") as rig:
            rig.control("options", {"strict_limits": True})
            rig.start_bot()
            rig.control("flood", {"token": TOKEN, "updates": chats, "chats": chats, "text": "việc"})
            wait_until(lambda: counted(rig, "send")[0] >= chats, 300)
            return rate_of(rig)


def in_bursts(chats: int) -> tuple[float, int]:
    """The usual leaky bucket: thirty at once, then wait for the next second; a refusal is obeyed and tried again."""
    with tempfile.TemporaryDirectory(prefix="giaoviec-bench-") as folder, rigged(Path(folder)) as rig:
        rig.control("options", {"strict_limits": True})
        rig.control("flood", {"token": TOKEN, "updates": chats, "chats": chats, "text": "x"})
        asyncio.run(_burst(rig.url, chats))
        return rate_of(rig)


async def _burst(url: str, chats: int) -> None:
    waiting = list(range(chats))
    async with httpx.AsyncClient(timeout=30) as http:
        while waiting:
            started, batch, waiting = monotonic(), waiting[:30], waiting[30:]
            answers = await asyncio.gather(*(_send(http, url, n) for n in batch))
            waiting = [n for n, good in zip(batch, answers, strict=True) if not good] + waiting
            await asyncio.sleep(max(0.0, 1 - (monotonic() - started)))


async def _send(http: httpx.AsyncClient, url: str, number: int) -> bool:
    answer = (await http.post(f"{url}/bot{TOKEN}/sendMessage", json={"chat_id": FIRST + number, "text": "x"})).json()
    if not answer["ok"]:
        await asyncio.sleep(answer.get("parameters", {}).get("retry_after", 1))
    return bool(answer["ok"])


def counted(rig: Rig, kind: str) -> tuple[int, float, float]:
    found = rig.http.get("/control/log?summary=1").json()["counts"].get(kind, {"count": 0, "first": 0, "last": 0})
    return int(found["count"]), float(found["first"]), float(found["last"])


def rate_of(rig: Rig) -> tuple[float, int]:
    sent, first, last = counted(rig, "send")
    return sent / max(last - first, 0.001), counted(rig, "refused")[0]
