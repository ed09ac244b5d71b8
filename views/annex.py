"""What was found in an annex, in Vietnamese: a sentence for each finding, with its place; the sums before it is imported."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from rules.annex import Finding, Kind, Unreadable
from services.annex.plan import findings_of
from views.tasks import EVERY
from views.words import day, say, short, show, weekday

Args = Mapping[str, Any]
_PLAIN: dict[Kind, str] = {
    Kind.MISSING_TASK: "The task is missing.",
    Kind.MISSING_OWNER: "The post that answers for it is missing.",
    Kind.MISSING_PRODUCT: "The product is missing.",
    Kind.MISSING_DEADLINE: "The deadline is missing.",
    Kind.UNREADABLE_NUMBER: "“{text}” is no number that can be read.",
    Kind.NO_UNIT: "“{text}” has no unit of measure.",
    Kind.TOO_LONG: "This is {count} characters long; at most {limit} are kept.",
    Kind.PERSONAL_NUMBER: "The text holds what looks like a telephone or an identity card number; please take it out.",
    Kind.NOT_DIRECTLY_ABOVE: "{assigner} is not the level directly above {unit}.",
    Kind.OWNER_SUPERVISES: "Who answers for the task also follows it; verification goes one level up.",
}
FIELDS = {
    "title": "the task",
    "product": "the product",
    "due": "the deadline",
    "target": "the plan",
    "post": "who gets it",
    "supervisor": "who follows it",
}
COUNTED = 12  # posts named in a summary


def sentence(found: Finding) -> str:
    """What is wrong, without the place. A secret row's words are not repeated."""
    plain = _PLAIN.get(found.kind)
    if plain is not None:
        return say(plain, **{name: _cut(value) for name, value in found.args.items() if f"{{{name}}}" in plain})
    return _TOLD[found.kind](found.args)


def _cut(value: object) -> object:
    return short(value, 80) if isinstance(value, str) else value


def place(found: Finding) -> str:
    """`Trang “Phụ lục 1”, dòng 9, cột I`."""
    if not found.column:
        return say("Sheet “{sheet}”, row {row}", sheet=found.sheet, row=str(found.row))
    return say(
        "Sheet “{sheet}”, row {row}, column {column}", sheet=found.sheet, row=str(found.row), column=found.column
    )


def line(found: Finding) -> str:
    return f"{place(found)}: {sentence(found)}"


def _unknown(args: Args) -> str:
    said = say("There is no post “{text}”.", text=short(args["text"], 80))
    if not args["candidates"]:
        return said
    numbered = " · ".join(f"{i} {name}" for i, name in enumerate(args["candidates"], 1))
    return f"{said} {say('Perhaps: {posts}.', posts=numbered)}"


def _refused(args: Args) -> str:
    why = args["reason"]
    return say(why, **args["given"])


def _ambiguous(args: Args) -> str:
    one, other = (weekday(_day(each)) for each in args["readings"])
    return say("“{text}” can mean {one} or {other}.", text=short(args["text"], 60), one=one, other=other)


def _day_off(args: Args) -> str:
    return say("{day} is a day off.", day=weekday(_day(args["day"])))


def _day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _duplicate(args: Args) -> str:
    return say("The same task of the same post stands in row {row} already.", row=str(args["row"]))


def _quota(args: Args) -> str:
    if args["what"] == "growth":
        return say("{post}: the growth target is missing.", post=args["post"])
    if args["what"] == "field":
        return say("{post} has the content “{field}” twice (row {row}).", **{**args, "row": str(args["row"])})
    missing = args["quota"] - args["counted"]
    if missing > 0:
        return say("{post}: {missing} missing (the rule is {quota}).", missing=missing, **_of(args, "post", "quota"))
    return say("{post}: {more} too many (the rule is {quota}).", more=-missing, **_of(args, "post", "quota"))


def _of(args: Args, *names: str) -> dict[str, Any]:
    return {name: args[name] for name in names}


def _secret(args: Args) -> str:
    return say("The row seems to be secret; it is not imported, and its words are not repeated.")


def _total(args: Args) -> str:
    if args.get("people"):
        return say("{printed} people are printed, {counted} were counted.", **_of(args, "printed", "counted"))
    return say("{printed} tasks are printed, {counted} rows were counted.", **_of(args, "printed", "counted"))


_TOLD: dict[Kind, Callable[[Args], str]] = {
    Kind.UNKNOWN_POST: _unknown,
    Kind.PAST_DEADLINE: _refused,
    Kind.NO_SUCH_DATE: _refused,
    Kind.NOT_A_DEADLINE: _refused,
    Kind.AMBIGUOUS_DEADLINE: _ambiguous,
    Kind.DAY_OFF: _day_off,
    Kind.DUPLICATE: _duplicate,
    Kind.QUOTA: _quota,
    Kind.SECRET: _secret,
    Kind.TOTAL: _total,
}


def unreadable(error: Unreadable) -> str:
    """Why nothing of the file was read."""
    return say(error.reason, **error.args_)


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


def per_post(owners: Sequence[str], most: int | None = COUNTED) -> list[str]:
    """The tasks of each post, most first."""
    counted = Counter(owners).most_common()
    lines = [say("{count} – {post}", count=count, post=post) for post, count in counted[:most]]
    if most is not None and len(counted) > most:
        lines.append(say("and {count} more posts", count=len(counted) - most))
    return lines


def changes(new: int, changed: Sequence[tuple[str, str]], same: int, gone: Sequence[str]) -> list[str]:
    """What importing would do beside what is there already."""
    lines = [say("New: {new} · changed: {changed} · unchanged: {same}", new=new, changed=len(changed), same=same)]
    lines += [f"{code}: {what}" for code, what in changed[:COUNTED]]
    if gone:
        lines.append(say("No longer in the file, kept as they are: {codes}", codes=", ".join(gone[:COUNTED])))
    return lines


def field_change(field: str, before: object, after: object) -> str:
    return say(
        "{field}: {before} → {after}",
        field=say(FIELDS[field]),
        before=short(show(before), 60),
        after=short(show(after), 60),
    )


def report(plan: Mapping[str, Any]) -> list[str]:
    """The whole dry run, a line each."""
    findings = findings_of(dict(plan))
    new = sum(row["action"] == "new" for row in plan["rows"])
    same = sum(row["action"] == "same" for row in plan["rows"])
    changed = [
        (f"NV-{row['task_id']}", said_changes(row["changes"])) for row in plan["rows"] if row["action"] == "change"
    ]
    gone = [f"NV-{task_id}" for task_id in plan["gone"]]
    lines = [heading(name_of(plan["document"]), plan["tasks"], plan["posts"])]
    lines += [say("Sheet “{sheet}” has no headings and was not read.", sheet=sheet) for sheet in plan["unread"]]
    lines += [defects(findings), *map(line, findings)]
    if changed or same or gone:
        lines += changes(new, changed, same, gone)
    return [*lines, say("Tasks of each post:"), *per_post(plan["owners"], None)]


def name_of(document: Mapping[str, Any]) -> str:
    on = date.fromisoformat(document["issued_on"]) if document["issued_on"] and document["sure"] else None
    return document_name(document["kind"], document["number"], document["symbol"], document["title"], on)


def said_changes(changes: Mapping[str, Any]) -> str:
    """What changes of a task; the posts' names are read elsewhere."""
    names = {"post_id": "post", "supervisor_id": "supervisor"}
    return "; ".join(_said_change(names.get(name, name), before, after) for name, (before, after) in changes.items())


def _said_change(field: str, before: Any, after: Any) -> str:
    if field in ("post", "supervisor"):
        return say("{field} changes", field=say(FIELDS[field]))
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
