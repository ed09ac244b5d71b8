"""Steps for a person at a telephone: what is asked, and the shape of what came of it; never what anybody wrote."""

import asyncio
from urllib.parse import urlsplit

from bot.clock import monotonic
from bot.doctor.zalo.probe import NOT_MEASURED, Json, Probe

SECONDS = 90.0  # how long a step waits for its event
PAUSE = 1.0  # between two looks where the platform hands over what it gave before
LEFT_OUT = ("b", "bo qua", "bỏ qua")
NOTHING = "không thấy sự kiện nào"
IN_A_GROUP = {
    "bot được thêm vào nhóm": "Thêm bot vào một nhóm thử",
    "nhắc tên": "Trong nhóm, chọn tên bot sau dấu @ rồi gửi một câu",
    "trả lời tin của bot": "Trong nhóm, trả lời một tin của bot mà không nhắc tên",
    "ảnh có nhắc tên": "Trong nhóm, gửi một ảnh, trong chú thích có chọn tên bot",
    "không nhắc tên": "Trong nhóm, gửi một câu không nhắc tên bot",
}


async def step(probe: Probe, request: str, count: int = 1) -> list[str]:
    """Ask for something and tell the events that came of it, up to `count`; a step may be left out."""
    if probe.ask is None:
        return [NOT_MEASURED]
    if probe.ask(f"{request}, rồi nhấn Enter (gõ b để bỏ qua).").strip().lower() in LEFT_OUT:
        return [f"{NOT_MEASURED} (bỏ qua)"]
    found: list[str] = []
    until = monotonic() + min(SECONDS, probe.wait * 18)
    while len(found) < count and monotonic() < until:
        said, events = await probe.updates()
        fresh = probe.fresh(events)
        probe.met(fresh)
        found += [shape(each) for each in fresh]
        if not events and "408" not in said:
            return [*found, said]
        if found and not events:
            break
        if events and not fresh:
            await asyncio.sleep(PAUSE)
    return found or [NOTHING]


async def while_nobody_asked(probe: Probe) -> list[str]:
    return await step(probe, "Gửi một tin cho bot, đợi hai phút")


async def in_a_group(probe: Probe) -> list[str]:
    """Each on a line; all of it is one measurement that nobody took where nobody is asked."""
    if probe.ask is None:
        return [f"sự kiện vào nhóm, lời nhắc tên, trả lời bot, chú thích ảnh: {NOT_MEASURED}"]
    return [f"{name}: {said}" for name, request in IN_A_GROUP.items() for said in await step(probe, request)]


def counted_there(probe: Probe) -> str:
    if probe.ask is None:
        return NOT_MEASURED
    said = probe.ask("Mở Zalo Bot Creator, gõ số tin đã dùng trong tháng, rồi nhấn Enter (gõ b để bỏ qua).")
    count = said.strip().replace(".", "")
    return count if count.isdecimal() else NOT_MEASURED


def shape(event: Json) -> str:
    """Which fields came, and from which hosts pictures are fetched."""
    message = event.get("message")
    if not isinstance(message, dict):
        return f"{event.get('event_name')}, không có message"
    hosts = sorted({urlsplit(value).netloc for key, value in message.items() if _is_address(key, value)})
    shown = f"{event.get('event_name')}: {', '.join(sorted(message))}"
    return shown + (f"; máy chủ {', '.join(hosts)}" if hosts else "")


def _is_address(field: str, value: object) -> bool:
    return field in ("photo", "photo_url", "voice_url", "url") and isinstance(value, str)
