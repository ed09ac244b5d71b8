"""`giaoviec import`: the dry run, the question, the import with its progress – directly on the database."""

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import typer
from sqlmodel import Session

from bot.annex.importing import run_through
from bot.annex.job import dry_run as read
from bot.annex.job import packed
from bot.console import opened
from bot.db import Database
from bot.fetch import keep_blob
from bot.settings import Settings, SettingsError
from bot.wiring import make_clock
from models import AnnexImport
from models.base import Json
from rules.annex import Unreadable
from rules.errors import UserError
from rules.localtime import today
from services.annex.choices import choose as choose_posts
from services.annex.choices import picks_of
from services.annex.importing import begin, to_write
from services.annex.plan import findings_of
from services.annex.undoing import undo
from views import annex as views
from views.annex_findings import sentence, unreadable
from views.words import sorry

CLEAN, DEFECTS, UNREADABLE = 0, 1, 2


def run_import(
    settings: Settings, file: Path, *, dry_run: bool, yes: bool, as_json: bool, choose: Sequence[str]
) -> int:
    """Check and import one file; the exit code. `choose`: whom its unclear texts mean, as `1=2`."""
    db, now = opened(settings), make_clock(settings).now()
    try:
        try:
            data = file.read_bytes()
        except OSError:
            return _failed(f"Không mở được tệp {file}.", file, as_json)
        plan = db.read_now(read, data, today(now))
        if "unreadable" in plan:
            return _failed(unreadable(Unreadable(plan["unreadable"], **plan["args"])), file, as_json)
        if choose:
            plan = _chosen(db, plan, "; ".join(choose), data, now)
        return _go_on(db, plan, data, file, now, dry_run=dry_run, yes=yes, as_json=as_json)
    finally:
        db.close()


def _chosen(db: Database, plan: Json, said: str, data: bytes, now: datetime) -> Json:
    """The plan once more, with what was chosen; it stays chosen. Raises `SettingsError`."""
    picks = picks_of(said)
    if not picks:
        raise SettingsError(f"Không hiểu lựa chọn “{said}”. Ví dụ: 1=2.")
    try:
        db.transact(lambda session: choose_posts(session, None, plan, picks, now))
    except UserError as error:
        raise SettingsError(sorry(error)) from None
    return db.read_now(read, data, today(now))


def _asked(db: Database, plan: Json, data: bytes, now: datetime) -> Json:
    """On a terminal: who is meant is asked until the answer is empty."""
    while any(not text["chosen"] for text in plan["unclear"]):
        said = typer.prompt("Chọn chức danh (ví dụ 1=2; Enter để bỏ qua)", default="", show_default=False)
        if not said.strip():
            break
        try:
            plan = _chosen(db, plan, said, data, now)
        except SettingsError as error:
            typer.echo(str(error), err=True)
        else:
            _print(plan)
    return plan


def _print(plan: Json) -> None:
    for line in views.report(plan):
        typer.echo(line)


def _failed(sentence: str, file: Path, as_json: bool) -> int:
    if as_json:
        answer = {
            "file": str(file),
            "sheets": [],
            "tasks": 0,
            "posts": 0,
            "findings": [],
            "imported": 0,
            "error": sentence,
        }
        typer.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        typer.echo(sentence, err=True)
    return UNREADABLE


def _go_on(
    db: Database, plan: Json, data: bytes, file: Path, now: datetime, *, dry_run: bool, yes: bool, as_json: bool
) -> int:
    imported, asks = 0, not (as_json or yes) and sys.stdin.isatty()
    if not as_json:
        _print(plan)
    if asks:
        plan = _asked(db, plan, data, now)
    if not dry_run and to_write(plan) and (yes or (asks and typer.confirm("Nhập các dòng không lỗi?"))):
        imported = _import(db, plan, file, now, quiet=as_json)
    if as_json:
        typer.echo(json.dumps(_answer(plan, file, imported), ensure_ascii=False, indent=2))
    return DEFECTS if plan["findings"] else CLEAN


def _import(db: Database, plan: Json, file: Path, now: datetime, *, quiet: bool) -> int:
    """Write it, with a bar on a terminal; how many rows were written."""

    def start(session: Session) -> AnnexImport:
        blob = keep_blob(session, packed(plan), "application/gzip")
        return begin(session, None, plan, blob, file.name, now)

    try:
        row = db.transact(start)
    except UserError as error:
        raise SettingsError(sorry(error)) from None
    with typer.progressbar(length=row.total, label="Đang nhập", file=sys.stderr) as bar:
        done = [0]

        def progress(count: int) -> None:
            bar.update(count - done[0])
            done[0] = count

        row = run_through(db, row, to_write(plan), now, progress)
    if not quiet:
        typer.echo(views.imported(row.id or 0, row.total, plan["posts"]))
    return row.total


def undo_import(settings: Settings, import_id: int) -> list[str]:
    """Take a whole import back; the lines to print. Raises `SettingsError`."""
    db, now = opened(settings), make_clock(settings).now()
    try:
        row = db.transact(lambda session: undo(session, None, import_id, now))
        run_through(db, row, [], now, lambda _: None)
    except UserError as error:
        raise SettingsError(sorry(error)) from None
    finally:
        db.close()
    return [views.taken_back()]


def _answer(plan: Json, file: Path, imported: int) -> Json:
    """What a script reads."""
    findings = [
        {
            "sheet": found.sheet,
            "row": found.row,
            "column": found.column,
            "kind": found.kind.value,
            "message": sentence(found),
        }
        for found in findings_of(plan)
    ]
    return {
        "file": str(file),
        "sheets": plan["sheets"],
        "tasks": plan["tasks"],
        "posts": plan["posts"],
        "findings": findings,
        "imported": imported,
    }
