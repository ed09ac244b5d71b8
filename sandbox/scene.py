"""A scene: the bots, people, groups and phones that a world starts with, as one JSON document.

{"bots": [{"token", "id", "username", "name", "privacy"?},
          {"platform": "zalo", "token": "digits:secret", "username", "name", "id"?, "settings"?}],
 "users": [{"id", "first_name", "last_name"?, "username"?, "started"?: [bot usernames],
            "zalo_ids"?: {bot username: 20 hex}, "protected"?: true}],
 "groups": [{"id", "title", "members": [user ids], "admins"?: [ids], "bots": [tokens of one platform],
             "platform"?: "zalo" where no bot tells it, "zalo_id"?: "zgr-…"}],
 "phones": [{"id", "title", "subtitle", "user", "chat": "bot:<username>" | group id, "platform"}],
 "tour"?: [steps]}
"""

from sandbox.things import Chat, Json, Kind, User
from sandbox.world import World
from sandbox.zalo.chats import admit, seat


def load(world: World, scene: Json) -> None:
    """Adds what the scene declares. Raises KeyError, TypeError, ValueError or LookupError for a scene that doesn't hold
    together."""
    for each in scene.get("bots", []):
        _add_bot(world, dict(each))
    for each in scene.get("users", []):
        _add_user(world, dict(each))
    for each in scene.get("groups", []):
        _add_group(world, each)
    world.phones += [_phone(world, each) for each in scene.get("phones", [])]
    world.tour = scene.get("tour", world.tour)


def _add_bot(world: World, given: Json) -> None:
    if given.pop("platform", "telegram") == "zalo":
        world.zalo.add(**given)
    else:
        world.add_bot(**given)


def _add_user(world: World, given: Json) -> None:
    started = given.pop("started", [])
    world.zalo.know(given["id"], given.pop("zalo_ids", {}), given.pop("protected", False))
    user = world.users[given["id"]] = User(**given)
    for username in started:
        chat = world.private_chat(world.bot(username), user)
        if chat.platform == "zalo":
            admit(world, world.zalo.named(username), chat)
        chat.started = True


def _add_group(world: World, given: Json) -> None:
    if given.get("platform") == "zalo" or any(token in world.zalo.bots for token in given.get("bots", [])):
        return _add_zalo_group(world, given)
    kind: Kind = "supergroup" if str(given["id"]).startswith("-100") else "group"
    members = dict.fromkeys(given.get("members", []), "member")
    members |= dict.fromkeys(given.get("admins", []), "administrator")
    members |= {world.bots[token].id: "member" for token in given.get("bots", [])}
    world.groups[given["id"]] = Chat(given["id"], kind, given["title"], members=members)
    return None


def _add_zalo_group(world: World, given: Json) -> None:
    members = dict.fromkeys(given.get("members", []), "member")
    members |= dict.fromkeys(given.get("admins", []), "administrator")
    chat = Chat(given["id"], "group", given["title"], members=members, platform="zalo")
    for token in given.get("bots", []):
        bot = world.zalo.bots[token]
        seat(world, bot, chat)
        if "zalo_id" in given:
            world.zalo.ids.fix(bot.username, chat.id, given["zalo_id"])
    world.groups[chat.id] = chat


def _phone(world: World, given: Json) -> Json:
    world.users[given["user"]]
    return {"subtitle": "", "platform": "telegram", **given}
