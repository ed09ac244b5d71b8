"""What was found, judged and shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.privacy.canaries.kinds import Kind, Place

DOC = Path(__file__).parents[3] / "docs" / "canaries.md"
INTRO = """# Chuỗi đánh dấu

Bảng do `python -m tests.privacy.canaries --write` ghi. Mỗi dòng là một chuỗi không có ở đâu khác, được đưa vào đúng nơi loại dữ
liệu đó đi vào, lần lượt trên Telegram và Zalo (máy chủ thay thế, qua HTTP thật), rồi tìm ở mọi nơi có thể đi ra: nhật ký (mức
DEBUG), `/metrics`, bản tin (lời và JSON), tệp xuất (sổ theo dõi xlsx, phụ lục và báo cáo năm docx, tìm cả bên trong),
chat của từng người, mọi dòng của cơ sở dữ liệu; sau đó dữ liệu quá hạn bị dọn, mọi người bị xóa (`giaoviec person erase`),
rồi tìm trong từng byte của tệp cơ sở dữ liệu (cả trang trống và WAL) và của một bản sao lưu mới. Bảng là của SQLite; bộ kiểm thử
làm lại tất cả trên PostgreSQL (mọi dòng, và những gì một bản sao lưu khôi phục).

Chuỗi nào cũng phải thấy được ở nơi nó phải đến (hoặc bị từ chối, hoặc mở được thứ nó mở), nếu không thì phép thử không chứng
minh gì. Chuỗi thấy ở nơi không được phép là lỗi.

"""


@dataclass
class Row:
    """A string and where it was found."""

    kind: Kind
    channel: str
    string: str
    found: set[Place] = field(default_factory=set)

    @property
    def leaked(self) -> list[Place]:
        return [place for place in Place if place in self.found - self.kind.may - self.kind.must]

    @property
    def missing(self) -> list[Place]:
        return [place for place in Place if place in self.kind.must - self.found]


def faults(rows: Iterable[Row]) -> list[str]:
    """What is wrong, a line each: found where it may not be, or never arrived."""
    return [
        f"{row.channel} {row.kind.slug}: {word} {', '.join(place.name for place in places)}"
        for row in rows
        for word, places in (("leaked to", row.leaked), ("never came to", row.missing))
        if places
    ]


def table(rows: Sequence[Row]) -> str:
    """The table as Markdown, with its sum in the last line."""
    head = ["kênh", "chuỗi", "được có ở", "thấy ở", "kết quả"]
    lines = [head, ["---"] * len(head)]
    for row in rows:
        may = [place for place in Place if place in row.kind.may | row.kind.must]
        seen = [place for place in Place if place in row.found]
        wrong = bool(row.leaked or row.missing)
        lines.append([row.channel, row.kind.what, "; ".join(may), "; ".join(seen), "KHÔNG ĐẠT" if wrong else "đạt"])
    shown = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"{shown}\n\n{len(rows)} chuỗi, {len(faults(rows))} lỗi.\n"


def write(rows: Sequence[Row]) -> None:
    DOC.write_text(INTRO + table(rows), encoding="utf-8")
