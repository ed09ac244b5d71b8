"""`make coverage`: how much of the product the suite runs, its processes included; the floor in docs/coverage.md only rises.

Exit 1 when it was not reached. Lines and branches count alike.
"""

import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from coverage import Coverage

PAGE = Path(__file__).parent.parent / "docs" / "coverage.md"
FLOOR = re.compile(r"Sàn: (\d+),(\d)%")
HEAD = """# Bộ kiểm thử chạy qua bao nhiêu mã

Do `make coverage` ghi: dòng lệnh và nhánh của sản phẩm mà `make test` chạy qua, kể cả trong các tiến trình con. Thấp hơn sàn thì
lệnh báo lỗi; cao hơn (quá 0,2 điểm) thì sàn được nâng lên. Chạy trước mỗi lần phát hành; chậm hơn `make test` khoảng một phần tư.

Sàn: {floor}%

| thư mục | dòng và nhánh | đã chạy |
| --- | --- | --- |
"""
SLACK = 2  # tenths: what random tests and killed processes run differs a little from run to run
Counts = tuple[int, int]


def measured() -> dict[str, Counts]:
    """By top folder: how many lines and branches there are, and how many of them were run."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "coverage.json"
        coverage = Coverage()
        coverage.load()
        coverage.json_report(outfile=str(file))
        files: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))["files"]
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for name, each in files.items():
        total = each["summary"]
        found[Path(name).parts[0]][0] += total["num_statements"] + total.get("num_branches", 0)
        found[Path(name).parts[0]][1] += total["covered_lines"] + total.get("covered_branches", 0)
    return {name: (counts[0], counts[1]) for name, counts in sorted(found.items())}


def tenths(counts: Counts) -> int:
    """Tenths of a per cent, rounded down: 99.99 % is not all of it."""
    return 1000 * counts[1] // counts[0]


def total(found: dict[str, Counts]) -> Counts:
    return sum(counts[0] for counts in found.values()), sum(counts[1] for counts in found.values())


def page(found: dict[str, Counts], floor: int) -> str:
    rows = {**{f"`{name}/`": counts for name, counts in found.items()}, "tất cả": total(found)}
    lines = [f"| {name} | {counts[0]} | {_said(tenths(counts))}% |\n" for name, counts in rows.items()]
    return HEAD.format(floor=_said(floor)) + "".join(lines)


def floor_of(text: str) -> int:
    """The floor a page names; 0 where there is none yet."""
    named = FLOOR.search(text)
    return int(named[1] + named[2]) if named else 0


def _said(amount: int) -> str:
    return f"{amount // 10},{amount % 10}"


def main() -> int:
    found = measured()
    floor, reached = floor_of(PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""), tenths(total(found))
    risen = max(floor, reached - SLACK)
    print(page(found, risen))
    if reached < floor:
        print(f"{_said(reached)}% is below the floor of {_said(floor)}%")
        return 1
    PAGE.write_text(page(found, risen), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
