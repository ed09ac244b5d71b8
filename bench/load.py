"""`make load` (`python -m bench.load [--short]`): a province's morning in real time on both databases, and what grows with what;
the table is printed and kept in docs/load.md. Exit 1 when something was lost or came twice."""

import argparse
import sys
from pathlib import Path
from statistics import median

from bench import growth, province
from bench.growth import Growth
from bench.province import Found, Scale
from bench.report import machine, p99
from bot.clock import Clock
from bot.wiring import set_up_logging
from rules.localtime import today

PAGE = Path(__file__).parent.parent / "docs" / "load.md"
FULL, SHORT = Scale(leaders=1452, seconds=600), Scale(leaders=40, seconds=12)
TASKS, FEW = (4_000, 100_000, 1_000_000), (400, 2_000)
RUNS = (("sqlite", 1), ("postgres", 2))
NAMES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}


HEAD = """# Chịu tải

Do `make load` ghi, ngày {day}; {on}. Thời gian chỉ đúng với máy
này; điều cần xem là không có gì mất, không có gì lặp, và cái gì tăng theo cái gì.

## Buổi sáng của một tỉnh

Trong {minutes} phút, {leaders} lãnh đạo trả lời mỗi người một tin, trong lúc bot nhắc {tasks} việc (mỗi người một tin, hai tin
một giây) và Ban Tổ chức hỏi bản tin. Tiến trình thật, qua một địa chỉ webhook; máy chủ thay thế đếm tin như Telegram và từ chối
khi quá nhịp. Với hai tiến trình, tiến trình đang gửi tin bị SIGKILL giữa chừng; tin nhắc đang gửi lúc ấy có thể mất (nhiều nhất
tám tin: thà thiếu hơn lặp), tin sáng hôm sau có đủ.

{mornings}
Chờ: từ lúc người gửi nhắn đến lúc nền tảng nhận được câu trả lời của bot. Đếm lại từ nhật ký của máy chủ thay thế và từ cơ sở
dữ liệu (`bench/recount.py`): báo cáo nào cũng được ghi đúng một lần, câu nào cũng được trả lời.

## Cái gì tăng theo cái gì

SQLite, mỗi lãnh đạo 20 việc; mili giây.

{growth}"""


def page(mornings: dict[tuple[str, int], Found], grown: Growth, scale: Scale, day: str, on: str) -> str:
    return HEAD.format(
        day=day,
        on=on,
        minutes=_n(scale.seconds / 60, 1).removesuffix(",0"),
        leaders=_n(scale.leaders),
        tasks=_n(scale.tasks),
        mornings=_mornings(mornings),
        growth=_growth(grown),
    )


def _mornings(found: dict[tuple[str, int], Found]) -> str:
    head = [f"{NAMES[engine]}, {count} tiến trình" for engine, count in found]
    rows = {
        "chờ trả lời, trung vị": [f"{_n(median(each.waits) * 1000)} ms" for each in found.values()],
        "chờ trả lời, 99%": [f"{_n(p99(each.waits) * 1000)} ms" for each in found.values()],
        "chờ trả lời, lâu nhất": [f"{_n(max(each.waits) * 1000)} ms" for each in found.values()],
        "tin nhắc việc": [f"{_n(each.reminders)} trong {_n(each.reminding)} giây" for each in found.values()],
        "bị nền tảng từ chối": [_n(each.refused) for each in found.values()],
        "bản tin kèm hình, từ lúc hỏi": [_seconds(each.digest) for each in found.values()],
        "im lặng lâu nhất sau SIGKILL": [_seconds(each.silence) for each in found.values()],
        "bộ nhớ lớn nhất, kể cả tiến trình con": [f"{_n(each.memory / 1e6)} MB" for each in found.values()],
        "thời gian bộ xử lý": [f"{_n(each.cpu)} giây" for each in found.values()],
        "mất hoặc lặp": ["; ".join(each.wrong) or "không" for each in found.values()],
    }
    return _table(["", *head], [[name, *cells] for name, cells in rows.items()])


def _growth(grown: Growth) -> str:
    head = ["việc đang mở", *map(_n, grown.tasks), "gấp", "tăng theo"]
    rows = [
        [act, *(_n(value, 1) for value in values), _n(values[-1] / values[0], 1), growth.WITH[act]]
        for act, values in grown.found.items()
    ]
    return _table(head, rows)


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _seconds(value: float | None) -> str:
    return "–" if value is None else f"{_n(value, 1)} giây"


def _n(value: float, places: int = 0) -> str:
    """`1.452`, `0,4`."""
    return f"{value:,.{places}f}".translate(str.maketrans(",.", ".,"))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.load", description="A province's morning, and what grows.")
    parser.add_argument("--short", action="store_true", help="try the machinery in a minute; writes nothing")
    short = parser.parse_args().short
    set_up_logging("text")
    scale, on = (SHORT if short else FULL), machine()
    mornings = {(engine, count): province.run(engine, scale, processes=count) for engine, count in RUNS}
    text = page(mornings, growth.measure(FEW if short else TASKS), scale, f"{today(Clock().now()):%-d/%-m/%Y}", on)
    print(text)
    if not short:
        PAGE.write_text(text, encoding="utf-8")
    return int(any(each.wrong for each in mornings.values()))


if __name__ == "__main__":
    sys.exit(main())
