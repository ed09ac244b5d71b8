"""`giaoviec document`: decisions, programmes and regulations, what implements what, whom a regulation reaches."""

from datetime import datetime
from typing import Annotated

import typer

from bot.cli_org import Yes, answer
from bot.settings import load_settings

document = typer.Typer(
    no_args_is_help=True, help="Văn bản: ghi vào sổ, văn bản thực hiện văn bản nào, quy định áp dụng cho ai."
)
Day = Annotated[
    datetime,
    typer.Option("--on", formats=["%Y-%m-%d", "%d/%m/%Y"], metavar="NGÀY", help="Ngày ban hành hoặc hiệu lực."),
]
Named = Annotated[str, typer.Argument(metavar="SỐ", help="Số và ký hiệu, ví dụ 371-QĐ/TU.")]


@document.command()
def show() -> None:
    """In các văn bản: kỳ, chủ đề, thực hiện văn bản nào (độ trễ), phạm vi áp dụng, số nhiệm vụ."""
    from bot import documentdesk

    answer(lambda: (0, documentdesk.show(load_settings())))


@document.command()
def add(
    number: Named,
    kind: Annotated[str, typer.Option(help="Loại văn bản.")],
    issuer: Annotated[str, typer.Option(help="Cơ quan ban hành, là một đơn vị trong tổ chức.")],
    on: Day,
    title: Annotated[str, typer.Option(help="Trích yếu.")] = "",
    theme: Annotated[str, typer.Option(help="Chủ đề của chương trình.")] = "",
    motto: Annotated[str, typer.Option(help="Phương châm hành động.")] = "",
    periods: Annotated[
        str, typer.Option("--for", metavar="KỲ", help="Năm và giai đoạn: “2021, 2022, 2021-2025”.")
    ] = "",
    yes: Yes = False,
) -> None:
    """Ghi một văn bản; văn bản đã có thì bổ sung trích yếu, chủ đề, phương châm, kỳ."""
    from bot import documentdesk

    wanted = documentdesk.Paper(number, kind, issuer, on.date(), title, theme, motto, periods)
    answer(lambda: (0, documentdesk.add(load_settings(), wanted, yes=yes)))


@document.command()
def implements(
    number: Named,
    higher: Annotated[str, typer.Argument(metavar="SỐ", help="Văn bản cấp trên được thực hiện.")],
    yes: Yes = False,
) -> None:
    """Ghi rằng một văn bản thực hiện một văn bản khác."""
    from bot import documentdesk

    answer(lambda: (0, documentdesk.implement(load_settings(), number, higher, yes=yes)))


@document.command()
def scope(
    number: Named,
    on: Day,
    level: Annotated[str, typer.Option(help="Cấp của đơn vị.")] = "",
    group: Annotated[str, typer.Option(help="Nhóm của đơn vị.")] = "",
    title: Annotated[str, typer.Option(help="Chữ đầu của chức danh: “Giám đốc”.")] = "",
    unit: Annotated[str | None, typer.Option(help="Đơn vị và cả cây dưới nó.")] = None,
    post: Annotated[str | None, typer.Option(help="Một chức danh.")] = None,
    quota: Annotated[int | None, typer.Option(help="Số việc mỗi chức danh được giao.")] = None,
    for_group: Annotated[bool, typer.Option("--for-group", help="Số việc tính cho cả nhóm.")] = False,
    one_per_field: Annotated[bool, typer.Option("--one-per-field", help="Mỗi nội dung một việc.")] = False,
    growth: Annotated[bool, typer.Option("--growth", help="Thêm chỉ tiêu tăng trưởng.")] = False,
    end: Annotated[
        int | None, typer.Option("--end", metavar="SỐ", help="Thôi áp dụng phạm vi có số này từ ngày --on.")
    ] = None,
    yes: Yes = False,
) -> None:
    """Mở rộng hoặc thôi áp dụng một phạm vi của quy định, theo ngày; khi nhập phụ lục, số việc được kiểm tra theo đó."""
    from bot import documentdesk

    parts = documentdesk.Reach(level, group, title, unit, post, quota, for_group, one_per_field, growth)
    answer(lambda: (0, documentdesk.scope(load_settings(), number, on.date(), parts, end=end, yes=yes)))
