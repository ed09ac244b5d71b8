"""What does not work without an address that can be reached from outside."""

from collections.abc import Sequence

from bot.doctor.report import Finding, Patient, bad, check, good, warning

MISSING = (
    "Chưa đặt GIAOVIEC_PUBLIC_URL. Không dùng được: webhook; ảnh gửi qua Zalo (mã QR, biểu đồ bản tin); tệp Excel, Word gửi "
    "qua Zalo; trang nhận tệp cho người dùng Zalo. Mọi việc khác vẫn làm được bằng chữ."
)


@check(20, "Địa chỉ công khai")
async def public_url(patient: Patient) -> Sequence[Finding]:
    url, zalo = patient.settings.public_url, bool(patient.settings.zalo_tokens.get_secret_value())
    if not url:
        return [warning(MISSING) if zalo else good("Không đặt; Telegram ở chế độ poll không cần.")]
    if not url.startswith("https://"):
        return [bad(f"{url} không phải địa chỉ https: Zalo và Telegram không gửi đến, không tải ảnh từ đó.")]
    return [good(url)]
