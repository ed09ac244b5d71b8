"""getUpdates: one event a call, no offset, no acknowledgement."""

from typing import Any

from sandbox.zalo import delivery
from sandbox.zalo.call import Call
from sandbox.zalo.errors import Refusal, timed_out
from sandbox.zalo.registry import method

DEFAULT_TIMEOUT = 30.0


@method("getUpdates")
async def get_updates(call: Call) -> Any:
    settings = call.bot.settings
    if call.bot.hook and settings.polling_with_webhook != 408:
        code = settings.polling_with_webhook
        raise Refusal(code, "Conflict: a webhook is set", code)
    seconds = min(_timeout(call), settings.idle_hold)
    taken = await call.unless_gone(call.bot.mailbox.take(seconds))
    if taken is None:
        raise timed_out(settings.idle_status)
    event, again = taken
    delivery.note("delivered", call.world, call.bot, event, by="poll", again=again)
    body = delivery.absolute(call.bot, event.body)
    return [body] if settings.poll_body == "list" else body


def _timeout(call: Call) -> float:
    """Documented as a string, shown as a number: both work."""
    try:
        return max(float(call.text("timeout") or DEFAULT_TIMEOUT), 0.0)
    except ValueError:
        return DEFAULT_TIMEOUT
