"""`giaoviec person`: what is held about a person, and erasing it."""

import json
from typing import Annotated

import typer

from bot.settings import load_settings


def person(
    what: Annotated[
        str, typer.Argument(metavar="list|show|erase", help="Danh sách, mọi dữ liệu về một người, hoặc xóa.")
    ],
    number: Annotated[int | None, typer.Argument(metavar="ID", help="Mã số của người đó (xem bằng list).")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Xóa mà không hỏi lại.")] = False,
) -> None:
    """Dữ liệu cá nhân: ai đang được lưu, lưu những gì; xóa thì chức danh, nhiệm vụ, báo cáo và số liệu vẫn nguyên."""
    from bot import persons
    from bot.console import opened
    from bot.wiring import make_clock

    settings = load_settings()
    if what == "list":
        for line in persons.listed(opened(settings)):
            typer.echo(line)
    elif what == "show" and number is not None:
        typer.echo(json.dumps(persons.shown(opened(settings), number), ensure_ascii=False, indent=2))
    elif what == "erase" and number is not None:
        if not yes:
            typer.confirm(f"Xóa tên, liên lạc và lời văn của người số {number}? Không thể khôi phục", abort=True)
        typer.echo(persons.erased(opened(settings), number, make_clock(settings).now()))
    else:
        typer.echo("Cần list, hoặc show/erase kèm mã số của một người.", err=True)
        raise typer.Exit(2)
