"""What needs a person at a telephone: asked step by step where somebody sits at the terminal, else marked as not measured."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from bot.clock import monotonic
from bot.doctor.zalo.probe import NOT_MEASURED, Probe, measure

STEP_SECONDS = 90.0
BURST = 5  # messages to the operator's own chat


@measure(6, "Ảnh gửi đến bot")
async def picture(probe: Probe) -> Sequence[str]:
    return await _step(probe, "Gửi một ảnh cho bot, rồi nhấn Enter.")


@measure(7, "Tệp, danh thiếp, vị trí, liên kết gửi đến bot")
async def kinds(probe: Probe) -> Sequence[str]:
    found: list[str] = []
    for kind in ("một tệp PDF", "một tệp Word", "một danh thiếp", "một vị trí", "một liên kết"):
        found += [f"{kind}: {said}" for said in await _step(probe, f"Gửi {kind} cho bot, rồi nhấn Enter.")]
        if probe.ask is None:
            return [NOT_MEASURED]
    return found


@measure(9, "Cùng một người, hai bot: có cùng mã không")
async def two_bots(probe: Probe) -> Sequence[str]:
    return [NOT_MEASURED]


@measure(10, "sendPhoto: cỡ ảnh, gửi tệp trực tiếp")
async def photo(probe: Probe) -> Sequence[str]:
    return [NOT_MEASURED]


@measure(11, "Số tin mỗi giây trước khi bị từ chối")
async def burst(probe: Probe) -> Sequence[str]:
    """Few, to the operator alone: enough to see whether five a second pass."""
    if not probe.chat:
        return [f"{NOT_MEASURED} (thêm --chat là mã trò chuyện của người đo)"]
    started = monotonic()
    answers = [
        await probe.answer("sendMessage", chat_id=probe.chat, text=f"Đo tốc độ {n}/{BURST}")
        for n in range(1, BURST + 1)
    ]
    refused = sum(not each.startswith("HTTP 200") or '"ok": false' in each for each in answers)
    return [f"{BURST} tin trong {monotonic() - started:.1f} giây, bị từ chối {refused}"]


async def _step(probe: Probe, request: str) -> list[str]:
    if probe.ask is None:
        return [NOT_MEASURED]
    probe.ask(request)
    until = monotonic() + STEP_SECONDS
    while monotonic() < until:
        said, events = await probe.updates()
        if events:
            return [_shape(each) for each in events]
        if "408" not in said:
            return [said]
    return ["không thấy sự kiện nào"]


def _shape(event: dict[str, object]) -> str:
    """Which fields came, and from which hosts pictures are fetched; never what anybody wrote."""
    message = event.get("message")
    if not isinstance(message, dict):
        return f"{event.get('event_name')}, không có message"
    hosts = sorted({urlsplit(str(value)).netloc for key, value in message.items() if key.endswith("url")})
    return f"{event.get('event_name')}: {', '.join(sorted(message))}" + (
        f"; máy chủ {', '.join(hosts)}" if hosts else ""
    )
