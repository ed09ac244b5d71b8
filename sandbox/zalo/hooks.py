"""setWebhook, testWebhook, deleteWebhook, getWebhookInfo."""

import ipaddress
from urllib.parse import urlsplit

from sandbox.clock import HANOI, monotonic
from sandbox.things import Json
from sandbox.zalo import delivery
from sandbox.zalo.bots import Hook
from sandbox.zalo.call import Call
from sandbox.zalo.errors import Refusal, bad_request, not_found
from sandbox.zalo.registry import method

SECRET_LENGTH = range(8, 257)
OWN_DOMAINS = ("zalo.me", "zaloplatforms.com", "zapps.me", "zdn.vn", "zadn.vn")
HINTS = {True: "Webhook trả lời tốt.", False: "Webhook chưa trả lời 200; kiểm tra địa chỉ, chứng thư và tường lửa."}


@method("setWebhook")
async def set_webhook(call: Call) -> Json:
    url, secret = call.text("url"), call.text("secret_token")
    check_address(url, public=call.bot.settings.strict_urls)
    if len(secret) not in SECRET_LENGTH:
        raise bad_request("secret_token must have 8 to 256 characters")
    bot = call.bot
    bot.hook = Hook(url, secret, int(call.world.clock.seconds() * 1000))
    bot.mailbox.wake()
    found = _described(bot.hook)
    if bot.settings.verification:
        # Stored even when this fails.
        found["verification"] = await _probe(call, bot.hook)
    while bot.mailbox.fresh:
        delivery.hand_over(call.world, bot, bot.mailbox.fresh.popleft())
    return found


def check_address(url: str, public: bool) -> None:
    """Raises a refusal for what the platform wouldn't call. Tests on one machine relax `public`."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in (("https",) if public else ("http", "https")) or not host:
        raise bad_request("url must be a public HTTPS address")
    if any(host == domain or host.endswith(f".{domain}") for domain in OWN_DOMAINS) or (public and _private(host)):
        raise bad_request("url is not allowed")


def _private(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or "." not in host


def _described(hook: Hook) -> Json:
    return {"url": hook.url, "updated_at": hook.updated_at}


async def _probe(call: Call, hook: Hook) -> Json:
    """An empty request: a pass doesn't prove that real events arrive."""
    begun = monotonic()
    status = await delivery.posted(hook, b"", call.bot.settings.webhook_timeout)
    latency = int((monotonic() - begun) * 1000)
    outcome = _outcome(status)
    passed = outcome == "webhook.ok"
    found: Json = {"ok": passed, "outcome": outcome, "latency_ms": latency, "hint": HINTS[passed]}
    return {**found, "status_code": status} if isinstance(status, int) else found


def _outcome(status: int | str) -> str:
    if isinstance(status, str):
        return f"webhook.err.{status}"
    if 200 <= status < 300:
        return "webhook.ok"
    if status >= 500:
        return "webhook.http.5xx"
    return f"webhook.http.{status}" if status in (403, 404) else "webhook.http.other"


@method("testWebhook")
async def test_webhook(call: Call) -> Json:
    if not call.bot.hook:
        raise not_found()
    day = call.world.clock.now().astimezone(HANOI).date().isoformat()
    used = call.bot.probes[day] = call.bot.probes.get(day, 0) + 1
    if used > call.bot.settings.probes_a_day:
        raise Refusal(426, "testWebhook daily limit", field="errorCode")
    return {"url": call.bot.hook.url, **await _probe(call, call.bot.hook)}


@method("deleteWebhook")
def delete_webhook(call: Call) -> Json:
    if not call.bot.hook:
        raise Refusal(400, "Bad request: no webhook is set", 400)
    call.bot.hook = None
    return {"url": "", "updated_at": int(call.world.clock.seconds() * 1000)}


@method("getWebhookInfo")
def get_webhook_info(call: Call) -> Json:
    if not call.bot.hook:
        raise not_found()
    return _described(call.bot.hook)
