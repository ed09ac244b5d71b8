"""`giaoviec council`, `giaoviec rating`, `giaoviec sheet`: what stays at the clerk's desk."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot.settings import SettingsError, load_settings

By = Annotated[str, typer.Option("--by", metavar="HỌ TÊN", help="Người thực hiện (được ghi vào lịch sử).")]
Unit = Annotated[str | None, typer.Option(help="Đơn vị; mặc định là cấp cao nhất.")]


def _need(value: object, option: str) -> None:
    if value is None or value == "":
        typer.echo(f"Cần có {option}.", err=True)
        raise typer.Exit(2)


def council(
    what: Annotated[str, typer.Argument(metavar="open|sheet|import|minutes|correct", help="Việc cần làm.")],
    by: By = "",
    period: Annotated[str | None, typer.Option(metavar="2026", help="Kỳ đánh giá.")] = None,
    due: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Hạn chấm.")] = None,
    chair: Annotated[str | None, typer.Option(metavar="HỌ TÊN", help="Chủ tịch hội đồng.")] = None,
    ballot: Annotated[int | None, typer.Option(metavar="1", help="Số của phiếu chấm (PC-1).")] = None,
    file: Annotated[Path | None, typer.Option(metavar="FILE", help="Phiếu Excel, biên bản Word, hoặc thư mục.")] = None,
    score: Annotated[int | None, typer.Option(help="Số của điểm cần hiệu chỉnh.")] = None,
    points: Annotated[str, typer.Option(help="Điểm đúng.")] = "",
    reason: Annotated[str, typer.Option(help="Lý do.")] = "",
    unit: Unit = None,
) -> None:
    """Hội đồng chấm điểm: mở phiếu, in phiếu Excel, nhập phiếu, lập biên bản, hiệu chỉnh. Điểm không đi qua ứng dụng chat."""
    from bot import judging

    if what == "open":
        for value, option in ((by, "--by"), (period, "--period"), (due, "--due"), (chair, "--chair")):
            _need(value, option)
        work = partial(judging.open_ballot, by=by, period=period or "", due=due, chair=chair or "", unit=unit)
    elif what == "sheet":
        _need(ballot, "--ballot")
        work = partial(judging.write_sheets, ballot_id=ballot or 0, out=file or Path())
    elif what == "import":
        _need(file, "--file")
        work = partial(judging.import_sheet, by=by, file=file or Path())
    elif what == "minutes":
        _need(ballot, "--ballot")
        _need(file, "--file")
        work = partial(judging.write_minutes, ballot_id=ballot or 0, file=file or Path())
    elif what == "correct":
        _need(score, "--score")
        work = partial(judging.correct, by=by, score_id=score or 0, points=points, reason=reason)
    else:
        raise SettingsError("Các việc: open, sheet, import, minutes, correct.")
    for line in judging.done(load_settings(), work):
        typer.echo(line)


def rating(
    what: Annotated[
        str, typer.Argument(metavar="propose|list|decide|cause|discipline|undiscipline", help="Việc cần làm.")
    ],
    by: By = "",
    period: Annotated[str | None, typer.Option(metavar="2026", help="Kỳ đánh giá.")] = None,
    common: Annotated[
        Path | None,
        typer.Option(metavar="FILE.csv", help="Điểm tiêu chí chung: mỗi dòng “tên đơn vị hoặc chức danh;điểm”."),
    ] = None,
    row: Annotated[int | None, typer.Option(help="Số của đề xuất.")] = None,
    task: Annotated[str, typer.Option(metavar="NV-12", help="Nhiệm vụ có nguyên nhân khách quan.")] = "",
    kind: Annotated[str, typer.Option(metavar="cham|chat-luong", help="Chậm, hay không đạt chất lượng.")] = "",
    to: Annotated[str, typer.Option(help="Mức quyết định: xuất sắc, tốt, hoàn thành, không.")] = "",
    reason: Annotated[str, typer.Option(help="Lý do, khi khác đề xuất; căn cứ của kỷ luật.")] = "",
    who: Annotated[str, typer.Option("--person", metavar="HỌ TÊN", help="Người bị kỷ luật; để trống: cả đơn vị.")] = "",
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Ngày quyết định kỷ luật.")] = None,
    unit: Unit = None,
) -> None:
    """Xếp loại: bot đề xuất theo bộ quy tắc của năm, con người quyết định. Không đi qua ứng dụng chat."""
    from bot import judging

    if what == "propose":
        _need(period, "--period")
        work = partial(judging.propose, by=by, period=period or "", common=common, unit=unit)
    elif what == "list":
        _need(period, "--period")
        work = partial(judging.listed, period=period or "")
    elif what == "decide":
        _need(row, "--row")
        work = partial(judging.decide, by=by, row_id=row or 0, rating=to, reason=reason)
    elif what == "cause":
        work = partial(judging.cause, by=by, task=task, kind=kind, reason=reason)
    elif what == "discipline":
        work = partial(judging.record_discipline, by=by, who=who, unit=unit, on=on, reason=reason)
    elif what == "undiscipline":
        _need(row, "--row")
        work = partial(judging.undo_discipline, by=by, row_id=row or 0, reason=reason)
    else:
        raise SettingsError("Các việc: propose, list, decide, cause, discipline, undiscipline.")
    for line in judging.done(load_settings(), work):
        typer.echo(line)


def sheet(
    file: Annotated[Path, typer.Argument(metavar="FILE.docx", help="Tệp được ghi ra.")],
    name: Annotated[str, typer.Option("--person", metavar="HỌ TÊN", help="Lãnh đạo.")],
    by: By,
) -> None:
    """Ghi phiếu theo dõi của một lãnh đạo qua các năm (nhiệm vụ, thẩm định, điểm, xếp loại, ý kiến) ra tệp Word."""
    from bot import judging

    for line in judging.done(load_settings(), partial(judging.write_sheet, by=by, name=name, file=file)):
        typer.echo(line)
