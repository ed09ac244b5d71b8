"""A bot may call one method in its answer to a webhook, as JSON, form or multipart; what comes of it nobody learns."""

import asyncio

from starlette.types import Message

from sandbox.telegram.bots import Bot
from sandbox.telegram.call import Call
from sandbox.telegram.client import Answer
from sandbox.telegram.errors import Refusal
from sandbox.telegram.params import read_params
from sandbox.telegram.registry import perform
from sandbox.world import World

NOT_IN_AN_ANSWER = ("get", "setwebhook", "deletewebhook", "close", "logout")


class Replies:
    """Carries out the calls in the background, and holds on to them until they are done."""

    def __init__(self, world: World, bot: Bot) -> None:
        self._world = world
        self._bot = bot
        self._running: set[asyncio.Task[None]] = set()

    def __call__(self, answer: Answer) -> None:
        if b"method" in answer.body:
            task = asyncio.get_running_loop().create_task(self._perform(answer))
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def _perform(self, answer: Answer) -> None:
        async def receive() -> Message:
            return {"type": "http.request", "body": answer.body, "more_body": False}

        headers = [(name.encode(), value.encode("latin-1")) for name, value in answer.headers.items()]
        scope = {"type": "http", "method": "POST", "query_string": b"", "headers": headers}
        try:
            params, uploads = await read_params(scope, receive)
            name = str(params.get("method", "")).lower()
            if name and not name.startswith(NOT_IN_AN_ANSWER):
                await perform(Call(self._world, self._bot, name, params, uploads))
        except Refusal as refusal:
            self._world.log.add("refused", code=refusal.code, description=refusal.description)
