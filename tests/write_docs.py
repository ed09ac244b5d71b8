"""`make docs` (`python -m tests.write_docs`): write what the docs say from the code that does it; a test compares."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import typer
from pydantic_core import PydanticUndefined

from bot.cli import app
from bot.settings import PREFIX, Settings
from tests.permissions_page import permissions_page
from tests.process.rig import free_port
from tests.simulation.table import simulation_page

DOCS = Path(__file__).parent.parent / "docs"
SETTINGS_HEAD = """# Các thiết lập

Đặt bằng biến môi trường, hoặc trong tệp `.env` ở thư mục chạy bot. Một thiết lập lạ hoặc sai sẽ dừng việc khởi động với một
câu báo rõ. Trang này được ghi từ mã nguồn (`make docs`).
"""
COMMANDS_HEAD = """# Các lệnh của `giaoviec`

`python -m bot` cũng là lệnh này. Trang này được ghi từ mã nguồn (`make docs`).
"""


def settings_page() -> str:
    """A heading for each setting, with its default."""
    parts = [SETTINGS_HEAD]
    for name, field in Settings.model_fields.items():
        default = _default(field.default)
        parts.append(f"## `{PREFIX}{name.upper()}`\n\n{field.description}\n\nMặc định: {default}.\n")
    return "\n".join(parts)


def _default(value: Any) -> str:
    if value is PydanticUndefined:
        return "không có"
    shown = value.get_secret_value() if hasattr(value, "get_secret_value") else value
    if isinstance(shown, bool):
        return "`true`" if shown else "`false`"
    return f"`{shown}`" if str(shown) else "để trống"


def commands_page() -> str:
    """A heading for each command, with its arguments and options."""
    group = typer.main.get_command(app)
    parts = [COMMANDS_HEAD, _options(group)]
    parts += _commands("giaoviec", group)
    return "\n".join(part for part in parts if part)


def _commands(prefix: str, group: Any) -> list[str]:
    parts = []
    for name, command in sorted(group.commands.items()):
        parts.append(f"## `{prefix} {name}`\n\n{command.help}\n\n{_options(command)}")
        if hasattr(command, "commands"):
            parts += _commands(f"{prefix} {name}", command)
    return parts


def _options(command: Any) -> str:
    lines = [_option(parameter) for parameter in command.params if parameter.name != "help"]
    return "\n".join(lines) + "\n" if lines else ""


def _option(parameter: Any) -> str:
    names = ", ".join(f"`{name}`" for name in [*parameter.opts, *parameter.secondary_opts])
    value = f" {parameter.metavar}" if parameter.metavar else ""
    return f"- {names}{value}: {getattr(parameter, 'help', None) or ''}"


TOURS = {"telegram": "tour.md", "zalo": "tour-zalo.md"}
TOUR_HEADS = {
    "tour.md": """# Buổi diễn tập, từng bước

Bản ghi của `giaoviec demo --script`: cùng các máy chủ, cùng dữ liệu với `make demo`. Trang này được ghi khi chạy thật
(`make docs`). Phần trên Zalo: [tour-zalo.md](tour-zalo.md).

""",
    "tour-zalo.md": """# Buổi diễn tập trên Zalo, từng bước

Bản ghi phần Zalo của `giaoviec demo --script`: cùng đợt giao nhiệm vụ, cùng các máy chủ với [phần trên Telegram](tour.md).
Zalo không có nút bấm, nên mọi việc xong bằng chữ; trong nhóm, trợ lý chỉ nhận tin có nhắc tên. Trang này được ghi khi chạy
thật (`make docs`).

""",
}


def tour_pages() -> dict[str, str]:
    """What the scripted demo prints of each tour, without the codes on the slips and the minutes of the clock."""
    command = [sys.executable, "-m", "bot", "demo", "--script", "--port", str(free_port())]
    done = subprocess.run(command, capture_output=True, text=True, timeout=500, check=False)
    parts = re.split(r"^## (?:Telegram|Zalo)\n", done.stdout, flags=re.MULTILINE)[1:]
    if done.returncode or len(parts) != len(TOURS):
        raise RuntimeError(done.stdout[-2000:] + done.stderr[-2000:])
    return {name: TOUR_HEADS[name] + tidy(part.strip()) for name, part in zip(TOURS.values(), parts, strict=True)}


def tidy(transcript: str) -> str:
    """The same for every run: the slip's code and the minutes are blanked."""
    code = re.search(r"> ([A-Z0-9]{6})\n", transcript)
    blanked = transcript.replace(code[1], "K7M4Q2") if code else transcript
    return re.sub(r"\d+ giờ \d\d", "8 giờ 00", blanked).rstrip() + "\n"


PAGES = {
    "permissions.md": permissions_page,
    "settings.md": settings_page,
    "commands.md": commands_page,
    "simulation.md": simulation_page,
}


def digest_picture() -> bytes:
    """The committee's picture of a made-up week."""
    from tests.pictures.sample import sample
    from views.pictures.digest import draw

    return draw(sample(), "Tỉnh ủy")[2]


if __name__ == "__main__":
    (DOCS / "digest.png").write_bytes(digest_picture())
    print("docs/digest.png")
    for name, text in {**{name: page() for name, page in PAGES.items()}, **tour_pages()}.items():
        (DOCS / name).write_text(text, encoding="utf-8")
        print(f"docs/{name}")
