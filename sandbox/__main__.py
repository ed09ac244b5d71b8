"""`python -m sandbox`: the stand-in on one port, with the phones at `/`."""

import argparse
import json
import socket
from pathlib import Path

import uvicorn

from sandbox import scene
from sandbox.app import build
from sandbox.transport import Protocol
from sandbox.world import Options, World


def main() -> None:
    given = _arguments()
    world = World(Options(bot_url=given.bot_url, strict_limits=given.strict_limits, history=given.history))
    if given.scene:
        scene.load(world, json.loads(given.scene.read_text(encoding="utf-8")))
    config = uvicorn.Config(
        build(world),
        host=given.host,
        port=given.port,
        http=Protocol,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=1,
    )
    Server(config, world).run()


class Server(uvicorn.Server):
    """Lets everybody who waits go before it waits for them."""

    def __init__(self, config: uvicorn.Config, world: World) -> None:
        super().__init__(config)
        self._world = world

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._world.clear()
        await super().shutdown(sockets)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="A stand-in for both Bot APIs")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8766)
    parser.add_argument("--scene", type=Path, help="a JSON file with bots, users, groups and phones")
    parser.add_argument("--bot-url", default="http://127.0.0.1:8765", help="where the bot's rehearsal clock is")
    parser.add_argument("--strict-limits", action="store_true", help="answer 429 where Telegram's limits are exceeded")
    parser.add_argument("--history", type=int, default=5_000, help="messages kept in each chat")
    return parser.parse_args()


if __name__ == "__main__":
    main()
