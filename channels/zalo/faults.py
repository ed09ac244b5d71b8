"""What can go wrong on the way to Zalo, and what it means to the core (reference/zalo-bot-api.md 1.4).

    ZaloError
    ├── Answered            somebody answered, and it was no success (code, HTTP status, description)
    │   ├── TokenUnknown    401: nothing will work until the token is set right
    │   ├── QuotaExceeded   429: perhaps until the month turns, so ask rarely
    │   ├── Troubled        403 (worded "Internal server error"), 408, 5xx, a page that is no answer: it may have been done
    │   └── Refused         any other: never, for this request
    └── NetworkError        nobody answered
        ├── Unsent          the request never left: trying again repeats nothing
        └── Unsure          it left: it may have been done

    DeliveryError           as the core knows it (channels.base)
    ├── TokenRefused
    └── WebhookActive

The client raises the first tree and the channel the second; no text here ever holds the token.
"""

from channels.base import DeliveryError

QUOTA_PAUSE = 3600.0


class ZaloError(Exception):
    """A call that brought no result."""


class Answered(ZaloError):
    """`code` is the effective one, `status` the HTTP status, which may say something else."""

    def __init__(self, code: int, description: str, status: int) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.status = status


class TokenUnknown(Answered):
    """The platform doesn't know the token (any more)."""


class QuotaExceeded(Answered):
    """It may be the whole month's."""


class Troubled(Answered):
    """The platform has a fault of its own, or something on the way answered in its place."""


class Refused(Answered):
    """The platform doesn't take this request."""


class NetworkError(ZaloError):
    """No answer came."""


class Unsent(NetworkError):
    """No connection, so nothing was sent."""


class Unsure(NetworkError):
    """The request was sent, or partly; whether it was accepted can't be known."""


class TokenRefused(DeliveryError):
    """The platform doesn't know the token: nothing will work until it is set right."""

    def __init__(self) -> None:
        super().__init__("Zalo không chấp nhận mã của bot; đề nghị kiểm tra GIAOVIEC_ZALO_TOKENS.", permanent=True)


class WebhookActive(DeliveryError):
    """Polling was asked for while the platform delivers to a webhook; stealing its events must be meant."""

    def __init__(self) -> None:
        super().__init__(
            "Bot Zalo đang nhận tin qua webhook; đề nghị gỡ webhook hoặc đặt GIAOVIEC_ZALO_MODE=webhook.",
            permanent=True,
        )


def answered(code: int, description: str, status: int) -> Answered:
    """The fault that an effective code stands for. Codes of no known family are refusals."""
    kind: type[Answered] = Refused
    if code == 401:
        kind = TokenUnknown
    elif code == 429:
        kind = QuotaExceeded
    elif code in (403, 408) or 500 <= code < 600:
        kind = Troubled
    return kind(code, description, status)


def delivery_error(error: ZaloError) -> DeliveryError:
    """The core's words for a message that was not accepted, or perhaps was (`ambiguous`): no send has a key to repeat by."""
    if isinstance(error, TokenUnknown):
        return TokenRefused()
    if isinstance(error, QuotaExceeded):
        return DeliveryError(str(error), retry_after=QUOTA_PAUSE, quota=True)
    if isinstance(error, Refused):
        return DeliveryError(str(error), permanent=True)
    return DeliveryError(str(error), ambiguous=not isinstance(error, Unsent))
