"""`python -m sandbox` as people start it."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.sandbox.conftest import SCENE, TOKEN

START = 15.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_up(url: str) -> None:
    deadline = time.monotonic() + START
    while time.monotonic() < deadline:
        try:
            httpx.get(f"{url}/phones/api/state")
            return
        except httpx.TransportError:
            time.sleep(0.05)
    raise TimeoutError(f"{url} did not come up")


@pytest.mark.process
def test_the_command_serves_a_scene_and_ends_when_asked(tmp_path: Path) -> None:
    scene = tmp_path / "scene.json"
    scene.write_text(json.dumps(SCENE), encoding="utf-8")
    port = free_port()
    options = ["--port", str(port), "--scene", str(scene), "--bot-url", "", "--strict-limits"]
    url = f"http://127.0.0.1:{port}"
    with subprocess.Popen([sys.executable, "-m", "sandbox", *options]) as process:
        wait_until_up(url)
        assert httpx.get(f"{url}/bot{TOKEN}/getMe").json()["result"]["username"] == "giaoviec_bot"
        assert "text/html" in httpx.get(url).headers["content-type"]
        with httpx.Client(base_url=url) as client, ThreadPoolExecutor(2) as pool:
            waiting = [
                pool.submit(client.get, path)
                for path in (f"/bot{TOKEN}/getUpdates?timeout=30", "/phones/api/events?wait=30")
            ]
            time.sleep(0.2)
            process.terminate()
            assert process.wait(5) in (0, -15)
            assert waiting[0].result().json() == {"ok": True, "result": []}
            assert waiting[1].result().json() == {"events": [], "last": 0}
