"""What a bot tells people about itself: commands by scope and language, name and descriptions by language."""

import json
import re
from functools import partial
from typing import Any

from sandbox.telegram.call import Call
from sandbox.telegram.errors import bad_request
from sandbox.telegram.registry import method
from sandbox.things import Json

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
MOST_COMMANDS = 100
DESCRIPTION_LIMIT = 256
SCOPES = frozenset(
    ("default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat", "chat_administrators",
     "chat_member")
)  # fmt: skip
TEXTS = {"Name": ("name", 64), "Description": ("description", 512), "ShortDescription": ("short_description", 120)}


@method("setMyCommands")
def set_my_commands(call: Call) -> bool:
    commands = _json(call, "commands")
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    call.bot.commands[_scope(call)] = [_command(each) for each in commands]
    return True


def _json(call: Call, name: str) -> Any:
    try:
        return call.json(name)
    except ValueError:
        raise bad_request(f"can't parse {name} JSON object") from None


def _command(given: Any) -> Json:
    if not isinstance(given, dict) or "command" not in given or "description" not in given:
        raise bad_request("can't parse BotCommand: expected an Object")
    name = str(given["command"]).removeprefix("/")
    if not COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(str(given["description"])) <= DESCRIPTION_LIMIT:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": given["description"]}


def _scope(call: Call) -> str:
    scope = _json(call, "scope") or {"type": "default"}
    if not isinstance(scope, dict) or str(scope.get("type")) not in SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    return json.dumps([scope, call.text("language_code")], sort_keys=True)


@method("getMyCommands")
def get_my_commands(call: Call) -> list[Json]:
    return call.bot.commands.get(_scope(call), [])


@method("deleteMyCommands")
def delete_my_commands(call: Call) -> bool:
    call.bot.commands.pop(_scope(call), None)
    return True


def _set_text(call: Call, field: str, limit: int) -> bool:
    text = call.text(field)
    if len(text) > limit:
        raise bad_request(f"{field.replace('_', ' ')} is too long")
    call.bot.texts[f"{field} {call.text('language_code')}"] = text
    return True


def _get_text(call: Call, field: str) -> Json:
    default = call.bot.name if field == "name" else ""
    return {field: call.bot.texts.get(f"{field} {call.text('language_code')}", default)}


for _name, (_field, _limit) in TEXTS.items():
    method(f"setMy{_name}")(partial(_set_text, field=_field, limit=_limit))
    method(f"getMy{_name}")(partial(_get_text, field=_field))
