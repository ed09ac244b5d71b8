"""`giaoviec org`: the organisation from the command line."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.settings import load_settings
from rules.errors import UserError

org = typer.Typer(no_args_is_help=True, help="Tổ chức: nạp từ Excel, xem, sáp nhập đơn vị, chuyển người giữ chức danh.")
Yes = Annotated[bool, typer.Option("--yes", help="Ghi thay đổi; không có thì chỉ cho xem trước.")]


@org.command()
def load(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="Hai trang: Đơn vị và Chức danh.")], yes: Yes = False
) -> None:
    """Nạp tổ chức từ Excel; nạp lại tệp cũ không đổi gì, tệp đã sửa thì cho xem trước thay đổi."""
    from bot import orgdesk

    answer(lambda: orgdesk.load(load_settings(), file, yes=yes))


@org.command()
def show() -> None:
    """In cây đơn vị, chức danh, tình trạng người giữ và người theo dõi."""
    from bot import orgdesk

    answer(lambda: (0, orgdesk.show(load_settings())))


@org.command()
def merge(
    sources: Annotated[list[str] | None, typer.Argument(metavar="ĐƠN_VỊ…", help="Các đơn vị được sáp nhập.")] = None,
    into: Annotated[str | None, typer.Option(help="Đơn vị mới.")] = None,
    file: Annotated[Path | None, typer.Option(metavar="FILE.xlsx", help="Danh sách: Đơn vị cũ, Đơn vị mới.")] = None,
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d", "%d/%m/%Y"], metavar="NGÀY", help="Ngày hiệu lực; mặc định hôm nay."),
    ] = None,
    yes: Yes = False,
) -> None:
    """Sáp nhập đơn vị: chức danh và nhiệm vụ chưa xong chuyển theo, lịch sử vẫn đọc được."""
    from bot import orgdesk

    if file is None and (not sources or into is None):
        typer.echo("Cần tên các đơn vị và --into, hoặc --file.", err=True)
        raise typer.Exit(2)
    day: date | None = on.date() if on else None
    answer(lambda: (0, orgdesk.merge(load_settings(), sources or [], into, file, day, yes=yes)))


@org.command()
def transfer(
    post: Annotated[str, typer.Argument(metavar="CHỨC_DANH", help="Chức danh đổi người giữ.")],
    source: Annotated[str | None, typer.Option("--from", help="Người đang giữ chức danh này sang nhận.")] = None,
    name: Annotated[str | None, typer.Option(help="Người mới, theo họ tên.")] = None,
    nobody: Annotated[bool, typer.Option("--nobody", help="Để khuyết.")] = False,
    acting: Annotated[bool, typer.Option("--acting", help="Quyền hoặc phụ trách.")] = False,
    keep: Annotated[bool, typer.Option("--keep", help="Kiêm nhiệm: vẫn giữ chức danh cũ.")] = False,
    yes: Yes = False,
) -> None:
    """Đổi người giữ chức danh: nhiệm vụ ở lại chức danh, người mới nhận tin bàn giao."""
    from bot import orgdesk

    if (source is not None) + (name is not None) + nobody != 1:
        typer.echo("Cần đúng một trong các lựa chọn --from, --name, --nobody.", err=True)
        raise typer.Exit(2)
    answer(lambda: (0, orgdesk.transfer(load_settings(), post, source, name, acting=acting, keep=keep, yes=yes)))


@org.command()
def supervise(
    post: Annotated[str, typer.Argument(metavar="CHỨC_DANH", help="Chức danh mà người đang giữ sẽ theo dõi.")],
    unit: Annotated[list[str] | None, typer.Option(help="Đơn vị được theo dõi, cả cây; lặp lại cho một cụm.")] = None,
    of_post: Annotated[str | None, typer.Option("--post", help="Chỉ một chức danh.")] = None,
    task: Annotated[str | None, typer.Option(help="Chỉ một nhiệm vụ, ví dụ NV-12.")] = None,
    field: Annotated[str, typer.Option(help="Chỉ một lĩnh vực.")] = "",
    cluster: Annotated[str, typer.Option(help="Tên cụm.")] = "",
    end: Annotated[bool, typer.Option("--end", help="Thôi theo dõi.")] = False,
    yes: Yes = False,
) -> None:
    """Giao theo dõi một cụm, đơn vị, chức danh, lĩnh vực hoặc nhiệm vụ; người theo dõi xem bằng “theo dõi”."""
    from bot import orgroles

    if (unit is not None) + (of_post is not None) + (task is not None) != 1:
        typer.echo("Cần đúng một trong các lựa chọn --unit, --post, --task.", err=True)
        raise typer.Exit(2)
    wanted = orgroles.Wanted(post, tuple(unit or ()), of_post, task, field, cluster)
    answer(lambda: (0, orgroles.supervise(load_settings(), wanted, end=end, yes=yes)))


@org.command()
def routes(
    file: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.xlsx", help="Bảng ba cột: loại hỗ trợ, lĩnh vực, chức danh trả lời (xlsx hoặc csv)."
        ),
    ] = None,
    yes: Yes = False,
) -> None:
    """Phân công trả lời kiến nghị: in bảng đang dùng, hoặc nạp từ tệp (như /phutrach)."""
    from bot import routesdesk

    if file is None:
        answer(lambda: (0, routesdesk.show(load_settings())))
    else:
        answer(lambda: (0, routesdesk.load(load_settings(), file, yes=yes)))


def answer(work: Callable[[], tuple[int, list[str]]]) -> None:
    from views.words import sorry

    try:
        code, lines = work()
    except UserError as error:
        typer.echo(sorry(error), err=True)
        raise typer.Exit(2) from None
    for line in lines:
        typer.echo(line)
    raise typer.Exit(code)
