"""Does each platform know the token?"""

from collections.abc import Sequence

from bot.doctor.report import Finding, Patient, bad, check, good, warning
from channels.base import Channel, DeliveryError


@check(10, "Kênh và mã của bot")
async def tokens(patient: Patient) -> Sequence[Finding]:
    if not patient.channels and not patient.refused:
        return [bad("Chưa có kênh nào: đặt GIAOVIEC_TELEGRAM_TOKEN hoặc GIAOVIEC_ZALO_TOKENS.")]
    found = [bad(reason) for reason in patient.refused]
    return [*found, *[await _asked(bot, channel) for bot, channel in patient.channels.items()]]


async def _asked(bot: str, channel: Channel) -> Finding:
    try:
        return good(f"{bot}: nền tảng nhận ra bot “{await channel.whoami()}”.")
    except DeliveryError as error:
        return bad(f"{bot}: {error}") if error.permanent else warning(f"{bot}: chưa hỏi được nền tảng ({error}).")
