"""`giaoviec import`."""

from pathlib import Path
from typing import Annotated

import typer

from bot.settings import SettingsError, load_settings


def import_annex(
    file: Annotated[Path | None, typer.Argument(metavar="FILE.xlsx", help="Phụ lục giao nhiệm vụ (Excel).")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ kiểm tra, không nhập.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Nhập luôn, không hỏi lại.")] = False,
    choose: Annotated[
        list[str] | None,
        typer.Option(
            "--choose", metavar="SỐ=SỐ", help="Chọn chức danh cho mục chưa rõ: “1=2”, hoặc “1=tên chức danh”."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,
    undo: Annotated[int | None, typer.Option("--undo", metavar="SỐ", help="Hoàn tác cả lần nhập có số này.")] = None,
) -> None:
    """Kiểm tra rồi nhập phụ lục của một Quyết định. Mã thoát: 0 không lỗi, 1 có lỗi trong phụ lục, 2 không đọc được."""
    from bot.console_import import run_import, undo_import

    if undo is not None:
        for line in undo_import(load_settings(), undo):
            typer.echo(line)
        return
    if file is None:
        raise SettingsError("Cần tên tệp phụ lục.")
    raise typer.Exit(run_import(load_settings(), file, dry_run=dry_run, yes=yes, as_json=as_json, choose=choose or []))
