"""Start everything the demo needs, print the address, and take it all down again."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from bot.db import Database
from bot.demo import scene
from bot.demo.script import script
from bot.demo.tour import tours
from bot.migrate import upgrade
from bot.serving import vietnamese_days_off
from bot.wiring import set_up_logging
from services import calendar

PATIENCE = 90.0  # seconds for a server to answer


def demonstrate(port: int, *, browser: bool, scripted: bool) -> int:
    """Run the demo until Ctrl+C, or play the tour once; gives back the exit code."""
    set_up_logging("text")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever ends it ends its children with it
    bot_port = _free_port()
    page, bot_url = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{bot_port}"
    with tempfile.TemporaryDirectory(prefix="giaoviec-demo-") as folder:
        print("Chuẩn bị dữ liệu mẫu (Kế hoạch 111-KH/HU của Trấn Yên, năm 2023)…", flush=True)
        codes = prepare(Path(folder))
        (Path(folder) / "scene.json").write_text(json.dumps(scene.scene(tours(codes))), encoding="utf-8")
        with (
            _process(_sandbox(port, Path(folder), bot_url), {}, page),
            _process(_bot(), _settings(folder, page, bot_port, scripted=scripted), bot_url),
        ):
            if scripted:
                return _play(page, Path(folder), codes)
            _welcome(page, codes, browser=browser)
            _wait()
    return 0


def prepare(folder: Path) -> scene.Codes:
    """The demo's database in a folder; gives back the codes on the leaders' slips."""
    db = Database(f"sqlite:///{folder / 'giaoviec.db'}")
    upgrade(db.engine)
    db.transact(calendar.seed, vietnamese_days_off(2023))
    db.close()
    subprocess.run([sys.executable, "-m", "bot.demo.load", db.url], check=True)
    db = Database(db.url)
    codes = db.transact(scene.people)
    db.close()
    return codes


def _sandbox(port: int, folder: Path, bot_url: str) -> list[str]:
    scene_file = str(folder / "scene.json")
    return [sys.executable, "-m", "sandbox", "--port", str(port), "--scene", scene_file, "--bot-url", bot_url]


def _bot() -> list[str]:
    return [sys.executable, "-m", "bot", "run"]


def _settings(folder: str, page: str, port: int, *, scripted: bool) -> dict[str, str]:
    return {
        "GIAOVIEC_PACING": str(not scripted).lower(),
        "GIAOVIEC_DATA_DIR": folder,
        "GIAOVIEC_TELEGRAM_TOKEN": scene.TELEGRAM_TOKEN,
        "GIAOVIEC_TELEGRAM_API": page,
        "GIAOVIEC_ZALO_TOKENS": scene.ZALO_TOKEN,
        "GIAOVIEC_ZALO_API": f"{page}/zalo",
        "GIAOVIEC_ZALO_BOT_NAME": scene.BOT_NAME,
        "GIAOVIEC_ZALO_MEDIA_HOSTS": page.removeprefix("http://"),
        "GIAOVIEC_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "GIAOVIEC_LISTEN": f"127.0.0.1:{port}",
        "GIAOVIEC_CLOCK": scene.START_OF_SCRIPT if scripted else scene.START,
    }


@contextmanager
def _process(command: list[str], settings: dict[str, str], url: str) -> Iterator[None]:
    """A child process that answers at `url`, ended with SIGTERM."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIAOVIEC_")}
    child = subprocess.Popen(command, env=inherited | settings)
    try:
        _answers(url, child)
        yield
    finally:
        child.send_signal(signal.SIGTERM)
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()


def _answers(url: str, child: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and child.poll() is None:
        try:
            httpx.get(url + "/healthz", timeout=1)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit("Không khởi động được: cổng đang bận, hoặc tiến trình đã dừng.")


def _play(page: str, folder: Path, codes: scene.Codes) -> int:
    """The acts of both tours, played by the stand-in's own script player; its exit code."""
    acts = folder / "script.json"
    acts.write_text(json.dumps(script(codes), ensure_ascii=False), encoding="utf-8")
    return subprocess.run([sys.executable, "-m", "sandbox.script", str(acts), "--url", page], check=False).returncode


def _welcome(page: str, codes: scene.Codes, *, browser: bool) -> None:
    print(
        f"\n  Mở trình duyệt tại:  {page}\n"
        f"  Mã tham gia trên phiếu của đồng chí lãnh đạo:  {codes.telegram} (Telegram), {codes.zalo} (Zalo)\n"
        "  Dừng: Ctrl+C\n",
        flush=True,
    )
    if browser:
        webbrowser.open(page)


def _wait() -> None:
    try:
        signal.pause()
    except KeyboardInterrupt:
        print("Đang dừng…", flush=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
