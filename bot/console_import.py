"""`giaoviec import`: the dry run, the question, the import with its progress – directly on the database."""

import json
from pathlib import Path

import typer

from bot.annex.job import dry_run as read
from bot.console import opened
from bot.db import Database
from bot.settings import Settings
from bot.wiring import make_clock
from models.base import Json
from rules.annex import Unreadable
from rules.localtime import today
from services.annex.plan import findings_of
from views import annex as views

CLEAN, DEFECTS, UNREADABLE = 0, 1, 2


def run_import(settings: Settings, file: Path, *, dry_run: bool, yes: bool, as_json: bool) -> int:
    """Check and import one file; the exit code."""
    db, now = opened(settings), make_clock(settings).now()
    try:
        try:
            data = file.read_bytes()
        except OSError:
            return _failed(f"Không mở được tệp {file}.", file, as_json)
        plan = db.read_now(read, data, today(now))
        if "unreadable" in plan:
            return _failed(views.unreadable(Unreadable(plan["unreadable"], **plan["args"])), file, as_json)
        return _go_on(db, plan, file, dry_run=dry_run, yes=yes, as_json=as_json)
    finally:
        db.close()


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


def _go_on(db: Database, plan: Json, file: Path, *, dry_run: bool, yes: bool, as_json: bool) -> int:
    imported = 0
    if not as_json:
        for line in views.report(plan):
            typer.echo(line)
    if as_json:
        typer.echo(json.dumps(_answer(plan, file, imported), ensure_ascii=False, indent=2))
    return DEFECTS if plan["findings"] else CLEAN


def _answer(plan: Json, file: Path, imported: int) -> Json:
    """What a script reads."""
    findings = [
        {
            "sheet": found.sheet,
            "row": found.row,
            "column": found.column,
            "kind": found.kind.value,
            "message": views.sentence(found),
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
