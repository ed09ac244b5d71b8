"""What needs a person at a telephone: asked step by step where somebody sits at the terminal, else marked as not measured."""

from collections.abc import Sequence

from bot.clock import monotonic
from bot.doctor.zalo.probe import NOT_MEASURED, Probe, measure
from bot.doctor.zalo.steps import step

BURST = 5  # messages to the operator's own chat
NO_PICTURE = "https://example.invalid/khong-co-anh.jpg"


@measure(6, "Ảnh gửi đến bot")
async def picture(probe: Probe) -> Sequence[str]:
    if probe.ask is None:
        return [NOT_MEASURED]
    one = await step(probe, "Gửi một ảnh cho bot")
    return [*one, *(f"hai ảnh một lần: {said}" for said in await step(probe, "Chọn hai ảnh và gửi một lần cho bot", 2))]


@measure(7, "Tệp, danh thiếp, vị trí, liên kết gửi đến bot")
async def kinds(probe: Probe) -> Sequence[str]:
    if probe.ask is None:
        return [NOT_MEASURED]
    found: list[str] = []
    for kind in ("một tệp PDF", "một tệp Word", "một danh thiếp", "một vị trí", "một liên kết"):
        found += [f"{kind}: {said}" for said in await step(probe, f"Gửi {kind} cho bot")]
    return found


@measure(9, "Cùng một người, hai bot: có cùng mã không")
async def two_bots(probe: Probe) -> Sequence[str]:
    """Who was asked to write to this bot has written to the one before as well."""
    others = [seen for bot, seen in probe.senders.items() if bot != probe.channel.bot and seen]
    mine = probe.senders.get(probe.channel.bot, set())
    if not others or not mine:
        return [f"{NOT_MEASURED} (cần hai bot trong GIAOVIEC_ZALO_TOKENS và một người gửi cho cả hai)"]
    return ["cùng mã" if any(mine & seen for seen in others) else "mỗi bot một mã"]


@measure(10, "sendPhoto: cỡ ảnh, gửi tệp trực tiếp")
async def photo(probe: Probe) -> Sequence[str]:
    if not probe.chat:
        return [f"{NOT_MEASURED} (thêm --chat là mã trò chuyện của người đo)"]
    said = await probe.answer("sendPhoto", chat_id=probe.chat, photo=NO_PICTURE)
    return [f"địa chỉ không có ảnh: {said}", f"cỡ ảnh lớn nhất, gửi tệp trực tiếp: {NOT_MEASURED}"]


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
