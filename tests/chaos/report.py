"""The table of what happened under fire: kept line by line while it runs, printed and written at the end."""

import json
import os
import platform
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.chaos.troubles import Outcome

DOC = Path(__file__).parent.parent.parent / "docs" / "chaos.md"
HEAD = (
    "cơ sở dữ liệu",
    "nhận tin",
    "sự cố",
    "số lần",
    "đã nói",
    "có hiệu lực",
    "câu trả lời",
    "bản thừa",
    "cho phép",
    "kết quả",
)
INTRO = """# Chịu sự cố

Bảng do `make chaos` ghi, ngày {day}; {machine}.
Tiến trình thật, máy chủ thay thế của Telegram và Zalo. Mỗi dòng là một đợt: mọi người nhắn tin trong lúc sự cố xảy ra, đợi
yên, rồi một bộ kiểm tra độc lập (`tests/chaos/checker.py`, không dùng gì của hệ thống) đếm lại từ nhật ký của máy chủ thay thế
những gì đã hứa:

- điều mỗi người báo có hiệu lực đúng một lần, theo đúng thứ tự người đó nói;
- mỗi câu trả lời đến ít nhất một lần; số bản thừa không quá số tin đang trên đường lúc bị ngắt (tám mỗi lần), và không có bản
  thừa nào khi không có gì bị ngắt giữa chừng;
- mỗi thứ Hai có một bản tin, kể cả khi máy tắt qua thứ Hai.

"""


def keep(engine: str, mode: str, name: str, outcome: "Outcome") -> None:
    count = outcome.count
    good = not count.broken and count.said == count.counted and count.copies <= outcome.allowed
    result = "đạt" if good else f"KHÔNG ĐẠT: {'; '.join(count.broken)[:200]}"
    numbers = (outcome.times, count.said, count.counted, count.heard, count.copies, outcome.allowed)
    _write([engine, mode, name, *map(str, numbers), result])


def left_out(engine: str, mode: str, name: str, why: str) -> None:
    _write([engine, mode, name, *["–"] * 6, f"không chạy: {why}"])


def _write(row: list[str]) -> None:
    if path := os.environ.get("CHAOS_TABLE"):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def table(path: Path) -> str:
    rows: list[Any] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    lines = [HEAD, ["---"] * len(HEAD), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def write(path: Path, day: str) -> None:
    machine = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} nhân"
    DOC.write_text(INTRO.format(day=day, machine=machine) + table(path), encoding="utf-8")
