"""What can go wrong on the way to Telegram, and what it means to the core.

    TelegramError
    ├── Refused       the server answered, and it was a refusal (status, description, parameters)
    └── NetworkError
        ├── Unsent    the request never left: trying again repeats nothing
        └── Unsure    it left, and no readable answer came back: it may have been accepted

The wire raises these three and nothing else; no text here ever holds the token.
"""

from collections.abc import Mapping
from typing import Any

from telegram.error import NetworkError, TelegramError

from channels.base import DeliveryError, FetchError

UNREACHABLE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "group chat was deactivated",
    "user is deactivated",
)
SERVER_FAULT = 500


class Refused(TelegramError):
    """The server said no. `code` is the HTTP status; `readable` tells its own words from a proxy's page."""

    def __init__(self, code: int, description: str, parameters: Mapping[str, Any], *, readable: bool = True) -> None:
        super().__init__(description)
        self.code = code
        self.parameters = parameters
        self.readable = readable


class Unsent(NetworkError):
    """No connection, so nothing was sent."""


class Unsure(NetworkError):
    """The request was sent, or partly; whether it was accepted can't be known."""


class TokenRefused(DeliveryError):
    """The server doesn't know the token: nothing will work until it is set right."""

    def __init__(self) -> None:
        super().__init__(
            "Telegram không chấp nhận mã của bot; đề nghị kiểm tra GIAOVIEC_TELEGRAM_TOKEN.", permanent=True
        )


class WebhookActive(DeliveryError):
    """Polling was asked for while the platform delivers to a webhook; stealing its updates must be meant."""

    def __init__(self) -> None:
        super().__init__(
            "Bot Telegram đang nhận tin qua webhook; đề nghị gỡ webhook hoặc đặt GIAOVIEC_TELEGRAM_MODE=webhook.",
            permanent=True,
        )


def delivery_error(error: TelegramError) -> DeliveryError:
    """The core's words for a fault of the wire.

    A server fault counts as ambiguous: a gateway answers 502 also when the server behind it took the message and died.
    """
    if isinstance(error, Refused):
        return _refusal(error)
    return DeliveryError(str(error), ambiguous=not isinstance(error, Unsent))


def _refusal(error: Refused) -> DeliveryError:
    reason = f"{error.code} {error}"
    if error.code == 401:
        return TokenRefused()
    if (new_chat := error.parameters.get("migrate_to_chat_id")) is not None:
        return DeliveryError(reason, migrated_to=str(new_chat))
    if (wait := retry_after(error)) is not None:
        return DeliveryError(reason, retry_after=wait)
    if error.code >= SERVER_FAULT or not error.readable:
        return DeliveryError(reason, ambiguous=error.code >= SERVER_FAULT)
    return DeliveryError(reason, permanent=True, unreachable=_is_unreachable(error))


def retry_after(error: TelegramError) -> float | None:
    """Seconds the server asks to wait; five where a proxy says 429 without saying how long."""
    if not isinstance(error, Refused):
        return None
    wait = error.parameters.get("retry_after")
    if isinstance(wait, int | float):
        return float(wait)
    return 5.0 if error.code == 429 else None


def _is_unreachable(error: Refused) -> bool:
    said = str(error).casefold()
    return error.code == 403 or any(words in said for words in UNREACHABLE)


def is_about_entities(error: TelegramError) -> bool:
    """Whether the server took offence at the formatting and not at the message."""
    return isinstance(error, Refused) and error.code == 400 and "entit" in str(error).casefold()


def fetch_error(error: TelegramError) -> FetchError:
    """The core's words for an attachment that could not be had. A refused token is not the file's fault."""
    lasting = isinstance(error, Refused) and error.readable and error.code in (400, 403, 404, 410)
    if not lasting:
        return FetchError("network", transient=True)
    return FetchError("too_large" if "too big" in str(error).casefold() else "gone")
