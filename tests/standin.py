"""The stand-in for Telegram on a free port, in a thread of the test's own process."""

import threading
from typing import Any

import uvicorn

from sandbox.transport import Protocol


class Running:
    """A server in its own thread; `url` is where it listens."""

    def __init__(self, app: Any) -> None:
        config = uvicorn.Config(
            app, port=0, http=Protocol, log_level="error", access_log=False, timeout_graceful_shutdown=1
        )
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            self.thread.join(0.01)

    @property
    def url(self) -> str:
        host, port = self.server.servers[0].sockets[0].getsockname()[:2]
        return f"http://{host}:{port}"

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(5)
