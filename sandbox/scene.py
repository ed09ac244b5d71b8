"""A scene: the bots, people, groups and phones that a world starts with, as one JSON document.

{"bots": [{"token", "id", "username", "name", "privacy"?}],
 "users": [{"id", "first_name", "last_name"?, "username"?, "started"?: [bot usernames]}],
 "groups": [{"id", "title", "members": [user ids], "admins"?: [ids], "bots": [tokens]}],
 "phones": [{"id", "title", "subtitle", "user", "chat": "bot:<username>" | group id, "platform"}]}
"""

from sandbox.things import Chat, Json, Kind, User
from sandbox.world import World


def load(world: World, scene: Json) -> None:
    """Adds what the scene declares. Raises KeyError, TypeError or LookupError for a scene that doesn't hold together."""
    for each in scene.get("bots", []):
        world.add_bot(**each)
    for each in scene.get("users", []):
        _add_user(world, dict(each))
    for each in scene.get("groups", []):
        _add_group(world, each)
    world.phones += [_phone(world, each) for each in scene.get("phones", [])]


def _add_user(world: World, given: Json) -> None:
    started = given.pop("started", [])
    user = world.users[given["id"]] = User(**given)
    for username in started:
        world.private_chat(world.bot(username), user).started = True


def _add_group(world: World, given: Json) -> None:
    kind: Kind = "supergroup" if str(given["id"]).startswith("-100") else "group"
    members = dict.fromkeys(given.get("members", []), "member")
    members |= dict.fromkeys(given.get("admins", []), "administrator")
    members |= {world.bots[token].id: "member" for token in given.get("bots", [])}
    world.groups[given["id"]] = Chat(given["id"], kind, given["title"], members=members)


def _phone(world: World, given: Json) -> Json:
    world.users[given["user"]]
    return {"subtitle": "", "platform": "telegram", **given}
