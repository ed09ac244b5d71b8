"""`giaoviec`: the command line. Each command imports what it needs, so that `--help` answers at once."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli_backup import backup, restore
from bot.cli_calendar import calendar
from bot.cli_documents import document
from bot.cli_import import import_annex
from bot.cli_judging import council, rating, sheet
from bot.cli_org import org
from bot.cli_person import person
from bot.settings import Settings, SettingsError, load_settings

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Giao Việc: bot giao nhiệm vụ cho lãnh đạo.")
ClockOption = Annotated[
    str | None, typer.Option("--clock", metavar="ISO", help="Đồng hồ diễn tập bắt đầu từ thời điểm này.")
]


def _use_clock(clock: str | None) -> None:
    if clock is not None:
        os.environ["GIAOVIEC_CLOCK"] = clock


@app.callback()
def options(clock: ClockOption = None) -> None:
    """Chạy bot, buổi diễn tập và các việc vận hành."""
    _use_clock(clock)


@app.command()
def run(clock: ClockOption = None) -> None:
    """Nâng cấp cơ sở dữ liệu rồi chạy bot cho đến khi có tín hiệu dừng."""
    _use_clock(clock)
    import bot.light  # noqa: F401 — before anything heavy
    from bot.serving import serve

    try:
        serve(_settings())
    except SettingsError as error:
        _stop(str(error))
    except BlockingIOError:
        _stop("Đã có một tiến trình khác đang chạy trên thư mục dữ liệu này.")


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Cổng của trang điện thoại.")] = 8765,
    browser: Annotated[bool, typer.Option(help="Mở trình duyệt.")] = True,
    script: Annotated[bool, typer.Option("--script", help="Diễn lại phần hướng dẫn và in ra hội thoại.")] = False,
) -> None:
    """Buổi diễn tập: dữ liệu mẫu, máy chủ thay thế, bot và các điện thoại trên trình duyệt."""
    from bot.demo.run import demonstrate

    raise typer.Exit(demonstrate(port, browser=browser and not script, scripted=script))


@app.command()
def invite(
    post: Annotated[str | None, typer.Option(help="Chức danh được mời.")] = None,
    board: Annotated[bool, typer.Option("--board", help="Thành viên Ban Tổ chức.")] = False,
    committee: Annotated[bool, typer.Option("--committee", help="Thành viên Ban Thường vụ.")] = False,
    council: Annotated[bool, typer.Option("--council", help="Thành viên hội đồng tư vấn.")] = False,
    group: Annotated[str | None, typer.Option(help="Nhóm chat: board hoặc committee.")] = None,
    unit: Annotated[str | None, typer.Option(help="Đơn vị; mặc định là cấp cao nhất.")] = None,
    qr: Annotated[Path | None, typer.Option(metavar="FILE.png", help="Ghi mã QR ra tệp.")] = None,
    slips: Annotated[
        Path | None, typer.Option(metavar="FILE.docx", help="Ghi phiếu kết nối cho mọi chức danh chưa kết nối.")
    ] = None,
    document: Annotated[str | None, typer.Option(metavar="128-QĐ/TU", help="Chỉ in phiếu cho văn bản này.")] = None,
    bot: Annotated[
        str | None, typer.Option(metavar="TEN_BOT", help="Tên bot Telegram, để mã QR mở thẳng chat.")
    ] = None,
) -> None:
    """In một mã tham gia dùng một lần; mã này không cần Ban Tổ chức xác nhận lại."""
    if slips is not None:
        from bot.console_files import write_slips

        _said(write_slips(_settings(), slips, post=post, unit=unit, document=document, bot=bot))
        return
    from bot.console import issue_invitation

    chosen = {"board": board, "committee": committee, "council": council}
    roles = [name for name, wanted in chosen.items() if wanted]
    if len(roles) + (post is not None) + (group is not None) != 1:
        _stop("Cần đúng một trong các lựa chọn --post, --board, --committee, --council, --group.")
    _said(issue_invitation(_settings(), post=post, role=roles[0] if roles else None, group=group, unit=unit, qr=qr))


@app.command()
def digest(
    out: Annotated[Path, typer.Option(metavar="DIR", help="Thư mục để ghi kết quả.")],
    week: Annotated[
        str | None, typer.Option(metavar="2026-W47", help="Tuần đã lưu; mặc định là tuần này, tính đến lúc chạy lệnh.")
    ] = None,
) -> None:
    """Ghi bản tin tuần: digest.txt, digest.png và digest.json (toàn bộ số liệu)."""
    from bot.console import write_digest

    _said(write_digest(_settings(), out, week))


@app.command()
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx|FILE.docx", help="Tệp được ghi ra.")],
    post: Annotated[str | None, typer.Option(help="Chỉ nhiệm vụ của chức danh này.")] = None,
    unit: Annotated[str | None, typer.Option(help="Chỉ nhiệm vụ của đơn vị này và các đơn vị trực thuộc.")] = None,
    document: Annotated[str | None, typer.Option(metavar="128-QĐ/TU", help="Chỉ nhiệm vụ của văn bản này.")] = None,
    year: Annotated[int | None, typer.Option(help="Năm báo cáo; mặc định là năm nay, tháng 1 là năm trước.")] = None,
    layout: Annotated[
        str | None, typer.Option(metavar="dang|nha-nuoc", help="Thể thức; mặc định theo cơ quan ban hành.")
    ] = None,
) -> None:
    """Ghi ra tệp: sổ theo dõi (.xlsx), phụ lục của một văn bản hoặc báo cáo năm của lãnh đạo (.docx)."""
    from bot.console_files import LAYOUTS, Wanted
    from bot.console_files import export as write

    if layout is not None and layout not in LAYOUTS:
        _stop("Thể thức chỉ có: dang (Hướng dẫn 36-HD/VPTW) hoặc nha-nuoc (Nghị định 30/2020/NĐ-CP).")
    _said(write(_settings(), file, Wanted(post, unit, document, year, layout)))


@app.command()
def doctor(
    zalo: Annotated[bool, typer.Option("--zalo", help="Đo cách nền tảng Zalo thật sự hoạt động.")] = False,
    chat: Annotated[
        str, typer.Option(metavar="ID", help="Mã trò chuyện Zalo của người đo: một số phép đo gửi tin đến đó.")
    ] = "",
    guided: Annotated[
        bool, typer.Option("--guided", help="Hỏi từng bước các phép đo cần một người cầm điện thoại.")
    ] = False,
    history: Annotated[bool, typer.Option("--history", help="Chỉ kiểm tra lịch sử còn nguyên vẹn.")] = False,
) -> None:
    """Xem thiết lập, mã của bot, gói Zalo, người chưa kết nối, thư chết, lịch, đĩa, lịch sử; mã thoát 1 khi có điều hỏng."""
    if history:
        from bot.doctor.run import examine_history

        raise typer.Exit(examine_history(_settings(), typer.echo))
    if not zalo:
        from bot.doctor.run import examine

        raise typer.Exit(examine(_settings(), typer.echo))
    from bot.doctor.zalo.run import measure_zalo

    def ask(request: str) -> str:
        return str(typer.prompt(request, default="", show_default=False, prompt_suffix=" "))

    try:
        raise typer.Exit(measure_zalo(_settings(), typer.echo, chat=chat, ask=ask if guided else None))
    except BlockingIOError:
        _stop("Bot đang chạy trên dữ liệu này; đề nghị dừng bot rồi đo, để không lấy mất tin của người dùng.")


@app.command()
def outbox(
    what: Annotated[
        str, typer.Argument(metavar="list|requeue", help="Xem hoặc gửi lại các tin không gửi được.")
    ] = "list",
) -> None:
    """Các tin không gửi được: xem danh sách, hoặc xếp lại để gửi."""
    from bot.console import list_dead, requeue_dead

    if what not in ("list", "requeue"):
        _stop("Chỉ có hai việc: list (xem) và requeue (xếp lại để gửi).")
    _said(list_dead(_settings()) if what == "list" else requeue_dead(_settings()))


app.command("import")(import_annex)
app.command()(backup)
app.add_typer(calendar, name="calendar")
app.add_typer(org, name="org")
app.add_typer(document, name="document")
app.command()(restore)
app.command()(person)
app.command()(council)
app.command()(rating)
app.command()(sheet)


def _settings() -> Settings:
    try:
        return load_settings()
    except SettingsError as error:
        _stop(str(error))
        raise


def _said(lines: list[str]) -> None:
    for line in lines:
        typer.echo(line)


def _stop(sentence: str) -> None:
    typer.echo(sentence, err=True)
    raise typer.Exit(2)


def main() -> None:
    """The console script."""
    try:
        app()
    except SettingsError as error:
        print(error, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
