"""A stand-in and a bot as real processes: started, killed, started again; and what the stand-in saw, for recounting."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

TOKEN = "1000:AAE-rig"
BOT = {"token": TOKEN, "id": 1000, "username": "giaoviec_bot", "name": "Bot Giao Việc"}
SECRET = "a-secret-for-the-hook"
PATIENCE = 30.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def clean_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("GIAOVIEC_")}


@dataclass
class Process:
    """One child process; `kill` is SIGKILL, `stop` is SIGTERM and gives back the exit code."""

    command: list[str]
    env: dict[str, str]
    log: Path
    child: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.child = subprocess.Popen(self.command, env=self.env, stdout=log, stderr=log)

    def kill(self) -> None:
        assert self.child
        self.child.kill()
        self.child.wait()

    def pause(self) -> None:
        """SIGSTOP: it takes nothing in until it is killed or goes on."""
        assert self.child
        self.child.send_signal(signal.SIGSTOP)

    def stop(self, patience: float = 20) -> int:
        assert self.child
        self.child.send_signal(signal.SIGTERM)
        return self.child.wait(patience)

    @property
    def running(self) -> bool:
        return self.child is not None and self.child.poll() is None


@dataclass
class Rig:
    """The two processes of a test, and the stand-in's own doors."""

    folder: Path
    mode: str = "poll"
    settings: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.standin_port, self.bot_port = free_port(), free_port()
        self.url, self.bot_url = f"http://127.0.0.1:{self.standin_port}", f"http://127.0.0.1:{self.bot_port}"
        command = [sys.executable, "-m", "sandbox", "--port", str(self.standin_port), "--bot-url", ""]
        self.standin = Process(command, clean_environment(), self.folder / "standin.log")
        self.bot = Process([sys.executable, "-m", "bot", "run"], self._bot_settings(), self.folder / "bot.log")
        self.http = httpx.Client(base_url=self.url, timeout=30)

    def _bot_settings(self) -> dict[str, str]:
        mine = {
            "DATA_DIR": str(self.folder),
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API": self.url,
            "TELEGRAM_MODE": self.mode,
            "LISTEN": f"127.0.0.1:{self.bot_port}",
            "PUBLIC_URL": self.bot_url,
            "WEBHOOK_SECRET": SECRET,
            "PACING": "false",
            **self.settings,
        }
        return clean_environment() | {f"GIAOVIEC_{name}": value for name, value in mine.items()}

    def open(self) -> None:
        self.standin.start()
        wait_until(lambda: self.answers(self.url))
        self.control("scene", {"bots": [BOT]})

    def start_bot(self) -> None:
        self.bot.start()
        wait_until(lambda: self.answers(self.bot_url + "/healthz"), process=self.bot)

    def close(self) -> None:
        for process in (self.bot, self.standin):
            if process.running:
                process.kill()
        self.http.close()

    def answers(self, url: str) -> bool:
        try:
            self.http.get(url, timeout=2)  # a client made for each look would cost more than the look
        except httpx.TransportError:
            return False
        return True

    def control(self, what: str, body: Any) -> None:
        self.http.post(f"/control/{what}", json=body).raise_for_status()

    def people(self, users: list[int]) -> None:
        started = [BOT["username"]]
        self.control("scene", {"users": [{"id": user, "first_name": f"L{user}", "started": started} for user in users]})

    def say(self, user: int, text: str) -> None:
        body = {"user": user, "chat": user, "text": text}
        self.http.post("/phones/api/send", json=body).raise_for_status()

    def sends(self) -> list[dict[str, Any]]:
        """What the stand-in accepted, in order: {"chat", "text", …}."""
        entries = self.http.get("/control/log").json()["entries"]
        return [entry for entry in entries if entry["kind"] == "send"]

    def texts(self) -> dict[int, list[str]]:
        """The accepted texts of each chat in order."""
        found: dict[int, list[str]] = defaultdict(list)
        for entry in self.sends():
            found[int(entry["chat"])].append(entry["text"])
        return found

    def extra_copies(self, expected: dict[int, list[str]]) -> int:
        """How many accepted messages are copies of another one."""
        counted = {chat: Counter(texts) for chat, texts in self.texts().items()}
        return sum(sum(texts.values()) - len(set(expected.get(chat, texts))) for chat, texts in counted.items())


def wait_until(
    condition: Any, seconds: float = PATIENCE, process: Process | None = None, *, every: float = 0.1
) -> None:
    """Look now and then until it holds; a process that died meanwhile fails at once with its log."""
    deadline = time.monotonic() + seconds
    while not condition():
        if process is not None and not process.running:
            raise AssertionError(process.log.read_text()[-3000:])
        if time.monotonic() > deadline:
            raise AssertionError("it never came true")
        time.sleep(every)


@contextmanager
def rigged(folder: Path, mode: str = "poll", **settings: str) -> Iterator[Rig]:
    folder.mkdir(parents=True, exist_ok=True)
    rig = Rig(folder, mode, settings)
    try:
        rig.open()
        yield rig
    finally:
        rig.close()
