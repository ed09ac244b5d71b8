"""`giaoviec calendar`: days off and days worked for them."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli_org import answer
from bot.settings import load_settings

calendar = typer.Typer(no_args_is_help=True, help="Lịch làm việc: xem, thêm ngày nghỉ, nạp danh sách nghỉ và làm bù.")
FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]


@calendar.command("show")
def show(year: Annotated[int | None, typer.Option(help="Năm; mặc định là năm nay.")] = None) -> None:
    """In các ngày nghỉ và ngày làm bù trong năm."""
    from bot import calendardesk

    answer(lambda: (0, calendardesk.show(load_settings(), year)))


@calendar.command("off")
def off(
    day: Annotated[datetime, typer.Argument(formats=FORMATS, metavar="NGÀY", help="Ngày nghỉ.")],
    worked: Annotated[datetime | None, typer.Option(formats=FORMATS, metavar="NGÀY", help="Ngày làm bù.")] = None,
) -> None:
    """Thêm một ngày nghỉ, và ngày làm bù nếu có."""
    from bot import calendardesk

    exchanged: date | None = worked.date() if worked else None
    answer(lambda: (0, calendardesk.take_off(load_settings(), day.date(), exchanged)))


@calendar.command("load")
def load(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Tệp .xlsx hoặc .csv: Ngày nghỉ, Làm bù, Ghi chú.")],
) -> None:
    """Nạp danh sách chính thức; danh sách này thay cho lịch có sẵn của phần mềm."""
    from bot import calendardesk

    answer(lambda: calendardesk.load(load_settings(), file))
