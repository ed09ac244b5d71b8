"""getMe."""

from sandbox.things import Json
from sandbox.zalo.call import Call
from sandbox.zalo.registry import method


@method("getMe")
def get_me(call: Call) -> Json:
    bot = call.bot
    found: Json = {
        "id": str(bot.id),
        "account_name": bot.username,
        "account_type": "BASIC",
        "can_join_groups": bot.settings.can_join_groups,
    }
    return {**found, "display_name": bot.name} if bot.settings.display_name else found
