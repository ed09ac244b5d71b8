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

    data_dir: Path = Field(Path("data"), description="Where the database and the lock file live.")
    database_url: str = Field("", description="A SQLAlchemy address; empty means SQLite in DATA_DIR.")
    telegram_token: SecretStr = Field(
        SecretStr(""), description="The Telegram bot's token; empty turns the channel off."
    )
    telegram_api: str = Field("https://api.telegram.org", description="Base address of the Telegram Bot API.")
    telegram_proxy: str = Field("", description="A proxy for reaching Telegram.")
    telegram_mode: Literal["poll", "webhook"] = Field("poll", description="How updates arrive.")
    public_url: str = Field("", description="The public https address of this server (webhooks).")
    listen: str = Field("127.0.0.1:8765", pattern=r"^[^:\s]+:\d{1,5}$", description="host:port of the HTTP server.")
    webhook_secret: SecretStr = Field(SecretStr(""), description="Secret that a webhook's caller must send.")
    timezone: str = Field("Asia/Ho_Chi_Minh", description="The time zone of the people who use it.")
    locale: str = Field("vi", description="The language of the catalogue.")
    log_format: Literal["text", "json"] = Field("text", description="How log lines are written.")
    clock: str = Field("", description="A rehearsal clock: the ISO moment at which it starts; empty means real time.")
    pacing: bool = Field(True, description="Keep the platforms' rates; turned off only to measure.")

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
    if settings.telegram_mode == "webhook" and not (settings.public_url and settings.webhook_secret.get_secret_value()):
        raise SettingsError(f"Webhook mode needs {PREFIX}PUBLIC_URL and {PREFIX}WEBHOOK_SECRET.")
    return settings
