"""Many texts from many people at once, or at an even rate, for benchmarks."""

import asyncio

from sandbox.clock import monotonic
from sandbox.telegram.bots import Bot
from sandbox.telegram.incoming import say
from sandbox.things import Chat, User
from sandbox.world import World

FIRST_PERSON = 900_000_000
AT_ONCE = 200  # texts between two looks at the network


async def start(world: World, token: str, updates: int, chats: int, text: str, rate: float | None = None) -> int:
    """Returns how many are queued by now. Raises LookupError for an unknown bot."""
    people = [_chat(world, world.bots[token], FIRST_PERSON + i) for i in range(chats)]
    if rate is None:
        for i in range(updates):
            _ask(world, people[i % chats], text)
            if i % AT_ONCE == 0:
                await asyncio.sleep(0)
        return updates
    task = asyncio.create_task(_evenly(world, people, updates, text, rate))
    world.floods.tasks.add(task)
    task.add_done_callback(world.floods.tasks.discard)
    return 0


def _chat(world: World, bot: Bot, user_id: int) -> Chat:
    user = world.users.setdefault(user_id, User(user_id, "Người thử"))
    chat = world.private_chat(bot, user)
    chat.quiet = chat.started = True
    return chat


def _ask(world: World, chat: Chat, text: str) -> None:
    assert chat.user
    world.floods.asked(chat)
    say(world, chat.user, chat, text)


async def _evenly(world: World, people: list[Chat], updates: int, text: str, rate: float) -> None:
    begun = monotonic()
    for i in range(updates):
        early = begun + i / rate - monotonic()
        if early > 0:
            await asyncio.sleep(early)
        _ask(world, people[i % len(people)], text)
