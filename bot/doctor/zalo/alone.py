"""What can be measured without anybody's help."""

from collections.abc import Sequence

from bot.doctor.zalo.probe import NOT_MEASURED, Probe, measure
from bot.doctor.zalo.steps import counted_there, in_a_group, while_nobody_asked
from channels.zalo import ZaloChannel
from channels.zalo.client import API
from services import quota

LEGACY = "https://bot-api.zapps.me"
NOBODY = "0" * 20  # a chat that no bot has


@measure(1, "Máy chủ nào trả lời")
async def hosts(probe: Probe) -> Sequence[str]:
    found = [f"{probe.api}: {await probe.answer('getMe')}"]
    if probe.api.rstrip("/") != API:
        return found
    old = ZaloChannel("doctor", probe.token, api=LEGACY)
    try:
        return [*found, f"{LEGACY}: {await probe.said_by(old, 'getMe', {})}"]
    finally:
        await old.stop()


@measure(2, "Mã lỗi: sai token, sai phương thức, tin trống, tin quá dài")
async def errors(probe: Probe) -> Sequence[str]:
    stranger = ZaloChannel("doctor", f"{probe.token.partition(':')[0]}:khong-phai-token", api=probe.api)
    try:
        wrong = await probe.said_by(stranger, "getMe", {})
    finally:
        await stranger.stop()
    chat = probe.chat or NOBODY
    found = [
        f"sai token: {wrong}",
        f"sai phương thức: {await probe.answer('getNothing')}",
        f"tin trống: {await probe.answer('sendMessage', chat_id=chat, text='')}",
        f"2.001 chữ: {await probe.answer('sendMessage', chat_id=chat, text='a' * 2001)}",
        f"1.001 hình (2.002 đơn vị UTF-16): {await probe.answer('sendMessage', chat_id=chat, text='😀' * 1001)}",
    ]
    return (
        found
        if probe.chat
        else [*found, "ba dòng cuối hỏi với một mã trò chuyện không có thật: thêm --chat để đo đúng"]
    )


@measure(3, "getUpdates khi không có gì; có lặp lại không")
async def polling(probe: Probe) -> Sequence[str]:
    found, came, new = [], 0, 0
    for number in (1, 2):
        said, events = await probe.updates()
        found.append(f"lần {number}: {said}")
        came, new = came + len(events), new + len(probe.fresh(events))
    if came:
        found.append(f"sự kiện lặp lại: {came - new}" if not probe.chat else f"sự kiện: {came}")
    return [*found, *(f"tin gửi trong lúc không ai hỏi: {said}" for said in await while_nobody_asked(probe))]


@measure(4, "Webhook")
async def webhook(probe: Probe) -> Sequence[str]:
    return [
        f"getWebhookInfo: {await probe.answer('getWebhookInfo')}",
        f"dạng thân tin, gửi lại sau lỗi 500, tên trình gửi: {NOT_MEASURED}",
    ]


@measure(5, "getUpdates khi đang đặt webhook")
async def both(probe: Probe) -> Sequence[str]:
    if await probe.channel.client.get_webhook_info() is None:
        return [f"{NOT_MEASURED} (bot chưa đặt webhook)"]
    return [(await probe.updates())[0]]


@measure(8, "Nhóm")
async def groups(probe: Probe) -> Sequence[str]:
    me = await probe.channel.client.get_me()
    return [
        f"can_join_groups: {'có' if me.can_join_groups else 'không'}; tên hiển thị: {me.display_name or 'không có'}",
        *await in_a_group(probe),
    ]


@measure(12, "Hạn mức")
async def plan(probe: Probe) -> Sequence[str]:
    used = await probe.db.run(quota.used, probe.channel.bot, probe.now())
    return [
        f"hệ thống đếm tháng này: nhận {used.received}, gửi {used.sent}",
        f"màn hình Zalo Bot Creator ghi: {counted_there(probe)} (so với hai số trên để biết tin nhận có tính hay không)",
    ]
