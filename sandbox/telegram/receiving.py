"""getUpdates and the webhook methods."""

import re

from sandbox.telegram.call import Call
from sandbox.telegram.client import Target
from sandbox.telegram.errors import WEBHOOK_ACTIVE, WEBHOOK_STARTED, bad_request, conflict
from sandbox.telegram.queue import DEFAULT_KINDS, UPDATE_KINDS
from sandbox.telegram.registry import method
from sandbox.telegram.replies import Replies
from sandbox.telegram.webhook import DEFAULT_CONNECTIONS, Pace, Webhook
from sandbox.things import Json

LONGEST_POLL = 50
SECRET = re.compile(r"[A-Za-z0-9_-]*")


class Raw(bytes):
    """A result that is JSON already."""


@method("getUpdates")
async def get_updates(call: Call) -> Raw:
    if call.bot.webhook:
        raise conflict(WEBHOOK_ACTIVE)
    _choose_kinds(call)
    updates = await call.bot.queue.poll(
        call.integer("offset"), call.integer("limit", 100, 1, 100), call.integer("timeout", 0, 0, LONGEST_POLL)
    )
    return Raw(b"[" + b",".join(update.body for update in updates) + b"]")


def _choose_kinds(call: Call) -> None:
    """Only updates that come later are affected; what can't be read changes nothing, an empty list means the default."""
    try:
        given = call.json("allowed_updates")
    except ValueError:
        return
    if isinstance(given, list):
        call.bot.queue.allowed = frozenset(map(str, given)) & UPDATE_KINDS or DEFAULT_KINDS


@method("setWebhook")
def set_webhook(call: Call) -> bool:
    url = call.text("url")
    if not url:
        return delete_webhook(call)
    if not re.match(r"https?://[^/\s]+", url):
        raise bad_request("invalid webhook URL specified")
    _check_secret(call.text("secret_token"))
    _drop_if_asked(call)
    _choose_kinds(call)
    call.bot.queue.interrupt(conflict(WEBHOOK_STARTED))
    call.bot.close()
    call.bot.webhook = _webhook(call, Target(url, call.text("secret_token")))
    call.bot.webhook.start()
    return True


def _webhook(call: Call, target: Target) -> Webhook:
    options = call.world.options
    pace = Pace(options.webhook_pause, options.webhook_pause_max, options.webhook_timeout)
    connections = call.integer("max_connections", DEFAULT_CONNECTIONS, 1, 100)
    webhook = Webhook(call.bot.queue, call.world.clock, target, connections, pace)
    webhook.reply = Replies(call.world, call.bot)
    return webhook


def _check_secret(secret: str) -> None:
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")


def _drop_if_asked(call: Call) -> None:
    if call.flag("drop_pending_updates"):
        call.bot.queue.clear()


@method("deleteWebhook")
def delete_webhook(call: Call) -> bool:
    _drop_if_asked(call)
    if call.bot.webhook:
        call.bot.webhook.close()
        call.bot.webhook = None
    return True


@method("getWebhookInfo")
def get_webhook_info(call: Call) -> Json:
    webhook, queue = call.bot.webhook, call.bot.queue
    found: Json = {
        "url": webhook.target.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(queue.pending),
    }
    if webhook:
        found |= {**(webhook.last_error or {}), "max_connections": webhook.connections}
    if queue.allowed != DEFAULT_KINDS:
        found["allowed_updates"] = sorted(queue.allowed)
    return found
