"""Refusals as the platform words them."""

from sandbox.things import Json


class Refusal(Exception):
    """`status` is the HTTP status where it is known; elsewhere the bot's settings decide. `field` carries the code."""

    def __init__(self, code: int, description: str, status: int | None = None, field: str = "error_code") -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.status = status
        self._field = field

    def body(self) -> Json:
        return {"ok": False, "description": self.description, self._field: self.code}


class ClientGone(Exception):
    """Whoever called has hung up: there is nobody to answer."""


def unauthorized() -> Refusal:
    """Measured: the HTTP status says that all is well."""
    return Refusal(401, "Unauthorized", 200)


def not_found() -> Refusal:
    return Refusal(404, "Not Found", 404)


def bad_request(words: str) -> Refusal:
    return Refusal(400, f"Bad request: {words}")


def timed_out(status: int) -> Refusal:
    return Refusal(408, "Request timeout", status)


def quota_exceeded() -> Refusal:
    return Refusal(429, "Quota exceeded")


WORDS = {
    400: "Bad request",
    401: "Unauthorized",
    403: "Internal server error",  # sic
    404: "Not Found",
    408: "Request timeout",
    409: "Conflict",
    429: "Quota exceeded",
    500: "Internal server error",
}
