"""An annex before it is imported: the sums, what would change, who gets how many; and that it was."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from rules.annex import Finding
from services.annex.plan import findings_of, summary
from views.annex_findings import line
from views.tasks import EVERY
from views.words import day, say, short, show

FIELDS = {
    "title": "the task",
    "product": "the product",
    "due": "the deadline",
    "target": "the plan",
    "post": "who gets it",
    "supervisor": "who follows it",
}
POSTS = {"post_id": "post", "supervisor_id": "supervisor"}
COUNTED = 12  # posts named in a summary


def heading(document: str, tasks: int, people: int) -> str:
    return say("{document}: {tasks} tasks, {people} posts", document=document, tasks=tasks, people=people)


def document_name(kind: str, number: str, symbol: str, title: str, issued_on: date | None) -> str:
    """`Kế hoạch số 111-KH/HU ngày 31/12/2022`, else the title above the table."""
    if not number:
        return short(title, 100) or say("Annex")
    said = say("{kind} No. {number}", kind=kind, number=f"{number}-{symbol}")
    return said if issued_on is None else say("{said} of {day}", said=said, day=day(issued_on))


def defects(findings: Sequence[Finding]) -> str:
    """How many there are of each kind that keeps its row out, and of the rest."""
    stopped = len({(found.sheet, found.row) for found in findings if found.blocking})
    if not findings:
        return say("Nothing was found wrong.")
    return say("{count} findings; {rows} rows can't be imported because of them.", count=len(findings), rows=stopped)


def per_post(owners: Sequence[tuple[str, int]], most: int | None = COUNTED) -> list[str]:
    """The tasks of each post, most first."""
    lines = [say("{count} for {post}", count=count, post=post) for post, count in owners[:most]]
    if most is not None and len(owners) > most:
        lines.append(say("and {count} more posts", count=len(owners) - most))
    return lines


def unclear(texts: Sequence[Mapping[str, Any]], most: int | None = None) -> list[str]:
    """The texts that are no post's name, numbered, each with numbered candidates or with the post that was chosen."""
    lines = [_unclear(number, each) for number, each in enumerate(texts[:most], 1)]
    if most is not None and len(texts) > most:
        lines.append(say("and {count} more posts", count=len(texts) - most))
    return lines


def _unclear(number: int, text: Mapping[str, Any]) -> str:
    shown = {"number": str(number), "text": short(text["text"], 70), "count": text["rows"]}
    if text["chosen"]:
        return say("{number}. “{text}” ({count} rows) → {post}, as was chosen", **shown, post=text["chosen"])
    if not text["candidates"]:
        return say("{number}. “{text}” ({count} rows): no post is like it", **shown)
    likely = " · ".join(f"{place} {each['name']}" for place, each in enumerate(text["candidates"], 1))
    return say("{number}. “{text}” ({count} rows): {posts}", **shown, posts=likely)


def changes(told: Mapping[str, Any], most: int = COUNTED) -> list[str]:
    """What importing would do beside what is there already; nothing for a document that is new."""
    actions, gone = told["actions"], told["gone"]
    if not (actions["change"] or actions["same"] or gone):
        return []
    counted = {"new": actions["new"], "changed": actions["change"], "same": actions["same"]}
    lines = [say("New: {new} · changed: {changed} · unchanged: {same}", **counted)]
    lines += [f"NV-{task}: {said_changes(what, told['names'])}" for task, what in told["changed"][:most]]
    if actions["change"] > most:
        lines.append(say("and {count} more tasks", count=actions["change"] - most))
    if gone:
        codes = ", ".join(f"NV-{task}" for task in gone[:most]) + (", …" if len(gone) > most else "")
        lines.append(say("No longer in the file, kept as they are: {codes}", codes=codes))
    return lines


def field_change(field: str, before: object, after: object) -> str:
    return say(
        "{field}: {before} → {after}",
        field=say(FIELDS[field]),
        before=short(show(before), 60),
        after=short(show(after), 60),
    )


def unread(told: Mapping[str, Any]) -> list[str]:
    """What of the file was passed over: sheets without headings, columns whose headings say nothing to us."""
    sheets = [say("Sheet “{sheet}” has no headings and was not read.", sheet=sheet) for sheet in told["unread"]]
    return sheets + [
        say(
            "Column {column} of sheet “{sheet}” was not read: “{heading}” is not known.",
            column=c,
            sheet=s,
            heading=short(h, 60),
        )
        for s, c, h in told["ignored"]
    ]


def report(plan: Mapping[str, Any]) -> list[str]:
    """The whole dry run, a line each."""
    told = summary(dict(plan))
    findings = findings_of(told)
    lines = [heading(name_of(told["document"]), told["tasks"], told["posts"])]
    lines += unread(told)
    lines += [defects(findings), *map(line, findings)]
    if told["unclear"]:
        lines += [say("Posts to be chosen:"), *unclear(told["unclear"])]
    return [*lines, *changes(told), say("Tasks of each post:"), *per_post(told["owners"], None)]


def name_of(document: Mapping[str, Any]) -> str:
    on = date.fromisoformat(document["issued_on"]) if document["issued_on"] and document["sure"] else None
    return document_name(document["kind"], document["number"], document["symbol"], document["title"], on)


def said_changes(changes: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """What changes of a task; posts are named by their ids."""
    return "; ".join(_said_change(name, before, after, names) for name, (before, after) in changes.items())


def _said_change(field: str, before: Any, after: Any, names: Mapping[str, str]) -> str:
    if field in POSTS:
        named = [names.get(str(post), "") or say("none") for post in (before, after)]
        return field_change(POSTS[field], *named)
    return field_change(field, _said(field, before), _said(field, after))


def _said(field: str, value: Any) -> str:
    if not value:
        return say("none")
    if field == "due":
        return day(date.fromisoformat(value["on"])) if value["on"] else say(EVERY.get(value["every"] or "", "ongoing"))
    if field == "target":
        numbers = [value[name] for name in ("plan", "low", "high") if value[name] is not None]
        return f"{' – '.join(show(Decimal(number)) for number in numbers)} {value['measure']}"
    return str(value)


def imported(import_id: int, rows: int, posts: int) -> str:
    return say(
        "Imported {rows} rows for {posts} posts (import {number}). The leaders hear of it in five minutes, in working hours.",
        rows=rows,
        posts=posts,
        number=str(import_id),
    )


def taken_back() -> str:
    return say("The whole import was taken back; nobody had been told.")
