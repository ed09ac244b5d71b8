"""How one Zalo bot's platform behaves: a switch for everything that is known to differ, or that nobody has measured."""

from dataclasses import dataclass, fields, replace
from typing import Any, Literal, get_args, get_origin

from sandbox.things import Json

DEFAULT_QUOTA = 3_000
DEFAULT_USERS = 50
DEFAULT_GROUPS = 3


@dataclass(frozen=True)
class Settings:
    """Times are in seconds, sizes in bytes. The source of each switch is `reference/zalo-bot-api.md`, sections in brackets."""

    # Access and errors (1.4)
    token_ok: bool = True  # False: reset in the creator, every call is 401 in a 200
    errors_as: Literal["body", "status"] = "body"  # other refusals: HTTP 200 with ok:false, or the code as HTTP status
    success_code: bool = False  # successes also carry "error_code": 0
    # getUpdates (5)
    delivery: Literal["once", "replay"] = "once"  # handed over once, or the same again on every poll
    replayed: int = 1  # in replay mode: how many of the latest handed over come again, in turn
    lose_unpolled: bool = False  # what arrives while nobody polls is lost
    unpolled_after: float = 1.5  # nobody polls: so long after the last poll has ended
    idle_hold: float = 2.0  # the longest wait, whatever `timeout` asks for
    idle_status: Literal[408, 200] = 408  # HTTP status of the idle answer; its body always says 408
    poll_body: Literal["object", "list"] = "object"
    polling_with_webhook: Literal[409, 400, 408] = 409
    # Events (4)
    photo_field: Literal["photo_url", "photo", "both"] = "photo_url"
    unsupported: Literal["full", "bare"] = "full"  # bare: without `message`
    join_event: str = "bot.group.joined"  # nobody has published the name; "" for none
    # Webhook (6)
    webhook_body: Literal["flat", "wrapped", "list", "wrapped_list"] = "flat"
    webhook_times: int = 1  # how often each event is delivered; 0: not at all
    webhook_retries: int = 0  # repetitions after a failure
    webhook_pause: float = 0.2
    webhook_timeout: float = 5.0
    verification: bool = True  # setWebhook sends an empty probe and reports on it
    probes_a_day: int = 10  # testWebhook, then 426
    strict_urls: bool = False  # only public HTTPS addresses, as the platform does; off for loopback tests
    # Sending (2)
    formatted: Literal["accept", "refuse"] = "accept"
    photo_again: float = 3.0  # when the platform fetches a sent picture a second time
    photo_patience: float = 10.0
    photo_limit: int = 10 * 1024 * 1024
    # Plan (3)
    quota: int | None = DEFAULT_QUOTA  # messages a month, None without limit
    quota_counts: Literal["both", "out"] = "both"
    user_limit: int = DEFAULT_USERS
    group_limit: int = DEFAULT_GROUPS
    # getMe (2)
    display_name: bool = True
    can_join_groups: bool = True
    # Media host (4.8)
    media_base: str = ""  # "": the address that the bot itself calls the stand-in by
    media_waits: int = 0  # how many times 202 before 200, for each address
    media_life: float | None = None  # then 404
    media_size: int | None = None  # zero bytes of that number instead of the file
    media_length: bool = True  # tell Content-Length
    media_redirect: str = ""  # send the client there instead

    def changed(self, given: Json) -> "Settings":
        """Raises ValueError for a switch that doesn't exist or a value it doesn't know."""
        for name, value in given.items():
            kind = KINDS.get(name)
            if kind is None:
                raise ValueError(f"no such switch: {name}")
            if not _fits(kind, value):
                raise ValueError(f"{name}: {value!r} is not one of {kind}")
        return replace(self, **given)


KINDS: dict[str, Any] = {each.name: each.type for each in fields(Settings)}


def _fits(kind: Any, value: Any) -> bool:
    if get_origin(kind) is Literal:
        return value in get_args(kind)
    if get_args(kind):
        return any(_fits(each, value) for each in get_args(kind))
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(value) is kind or (value is None and kind is type(None))
