"""`giaoviec backup` and `giaoviec restore`."""

from pathlib import Path
from typing import Annotated

import typer

from bot.settings import load_settings


def backup(file: Annotated[Path, typer.Argument(metavar="FILE", help="Tệp sao lưu được ghi ra.")]) -> None:
    """Sao lưu toàn bộ dữ liệu vào một tệp và kiểm tra tệp đó; bot vẫn chạy bình thường."""
    from bot.backup import backup as write

    for line in write(load_settings(), file):
        typer.echo(line)


def restore(file: Annotated[Path, typer.Argument(metavar="FILE", help="Tệp sao lưu.")]) -> None:
    """Khôi phục dữ liệu từ một tệp sao lưu; phải dừng bot trước. Dữ liệu cũ được giữ bên cạnh."""
    from bot.backup import restore as put_back

    for line in put_back(load_settings(), file):
        typer.echo(line)
