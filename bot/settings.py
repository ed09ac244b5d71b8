"""Settings from the environment (prefix GIAOVIEC_) and `.env`; an unknown or malformed one stops the start in one sentence."""

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "GIAOVIEC_"


class SettingsError(Exception):
    """One sentence that says which setting is wrong."""


class Settings(BaseSettings):
    """Each field is a setting; `docs/settings.md` describes them (a test holds the two together)."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="forbid", hide_input_in_errors=True)

    data_dir: Path = Field(Path("data"), description="Thư mục chứa cơ sở dữ liệu và tệp khóa.")
    database_url: str = Field(
        "", description="Địa chỉ cơ sở dữ liệu (SQLAlchemy); để trống thì dùng SQLite trong DATA_DIR."
    )
    telegram_token: SecretStr = Field(SecretStr(""), description="Token của bot Telegram; để trống thì tắt kênh này.")
    telegram_api: str = Field("https://api.telegram.org", description="Địa chỉ gốc của Telegram Bot API.")
    telegram_proxy: str = Field("", description="Proxy dùng để kết nối Telegram.")
    telegram_mode: Literal["poll", "webhook"] = Field(
        "poll", description="Cách nhận tin: poll (bot tự hỏi) hoặc webhook."
    )
    zalo_tokens: SecretStr = Field(
        SecretStr(""), description="Token các bot Zalo, cách nhau bằng dấu phẩy; để trống thì tắt."
    )
    zalo_api: str = Field("https://bot-api.zaloplatforms.com", description="Địa chỉ gốc của Zalo Bot API.")
    zalo_mode: Literal["poll", "webhook"] = Field("poll", description="Cách nhận tin từ Zalo: poll hoặc webhook.")
    zalo_bot_name: str = Field(
        "Bot Giao Việc",
        description="Tên hiển thị của bot Zalo, dùng để nhận ra lời nhắc tên trong nhóm và ghi trên phiếu mời. Nhiều bot: các "
        "tên cách nhau bằng dấu phẩy, theo thứ tự của ZALO_TOKENS.",
    )
    zalo_bot_links: str = Field(
        "",
        description="Đường liên kết mở từng bot Zalo (lấy trong Zalo Bot Creator), cách nhau bằng dấu phẩy, theo thứ tự của "
        "ZALO_TOKENS; được ghi trên phiếu mời.",
    )
    zalo_quota: int = Field(
        3000, ge=0, description="Số tin mỗi tháng của gói Zalo, tính cho từng bot, cả hai chiều; 0 là không giới hạn."
    )
    zalo_people: int = Field(50, ge=0, description="Số người dùng của mỗi bot Zalo theo gói; 0 là không giới hạn.")
    zalo_drop_webhook: bool = Field(False, description="Cho phép gỡ webhook đang đặt để chuyển sang tự hỏi (poll).")
    zalo_media_hosts: str = Field(
        "zdn.vn,zadn.vn", description="Các tên miền được phép tải ảnh người dùng gửi qua Zalo."
    )
    public_url: str = Field("", description="Địa chỉ https công khai của máy chủ này (cho webhook).")
    listen: str = Field(
        "127.0.0.1:8765", pattern=r"^[^:\s]+:\d{1,5}$", description="Địa chỉ máy:cổng của máy chủ HTTP."
    )
    webhook_secret: SecretStr = Field(SecretStr(""), description="Chuỗi bí mật mà bên gọi webhook phải gửi kèm.")
    retention_days: int = Field(
        90,
        ge=30,
        description="Số ngày giữ các tin nhắn đã gửi và đã nhận; nhiệm vụ, báo cáo, lịch sử được giữ lâu dài.",
    )
    timezone: str = Field("Asia/Ho_Chi_Minh", description="Múi giờ của người dùng.")
    locale: str = Field("vi", description="Ngôn ngữ của bot.")
    log_format: Literal["text", "json"] = Field("text", description="Cách ghi nhật ký: text hoặc json.")
    clock: str = Field("", description="Đồng hồ diễn tập: thời điểm ISO bắt đầu; để trống thì dùng giờ thật.")
    pacing: bool = Field(
        True, description="Giữ tốc độ gửi theo giới hạn của nền tảng, và giới hạn số tin của mỗi người; chỉ tắt khi đo."
    )

    messages_a_minute: int = Field(
        30,
        ge=5,
        description="Số tin của một người được xử lý trong một phút; tin nhiều hơn được giữ lại, xử lý dần.",
    )
    messages_an_hour: int = Field(300, ge=5, description="Như trên, trong một giờ.")

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir / 'giaoviec.db'}"

    @property
    def address(self) -> tuple[str, int]:
        host, _, port = self.listen.rpartition(":")
        return host, int(port)


def load_settings() -> Settings:
    """The settings; raises `SettingsError` for an unknown name, a malformed value, or a webhook that could not be safe."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
    if unknown:
        raise SettingsError(f"Unknown setting {unknown[0]}.")
    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        name = PREFIX + "_".join(str(part) for part in first["loc"]).removeprefix(PREFIX.lower()).upper()
        raise SettingsError(f"Setting {name}: {first['msg']}.") from None
    hooked = "webhook" in (settings.telegram_mode, settings.zalo_mode)
    if hooked and not (settings.public_url and settings.webhook_secret.get_secret_value()):
        raise SettingsError(f"Webhook mode needs {PREFIX}PUBLIC_URL and {PREFIX}WEBHOOK_SECRET.")
    return settings
