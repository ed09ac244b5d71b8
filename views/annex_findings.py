"""What is wrong in an annex, a sentence for each finding with its place; why a file is not read at all."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from rules.annex import Finding, Kind, Unreadable
from views.words import say, short, weekday

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
    text = short(args["text"], 80)
    if args.get("role") == "assigner":
        return say("The organisation does not know the assigner “{text}”, so its level was not checked.", text=text)
    if args.get("two"):
        said = say("“{text}” names several posts; exactly one answers for a task.", text=text)
    else:
        said = say("There is no post “{text}”.", text=text)
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


def _near_duplicate(args: Args) -> str:
    return say("Almost the words of row {row}; is it the same task?", row=str(args["row"]))


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
    Kind.NEAR_DUPLICATE: _near_duplicate,
    Kind.QUOTA: _quota,
    Kind.SECRET: _secret,
    Kind.TOTAL: _total,
}


def unreadable(error: Unreadable) -> str:
    """Why nothing of the file was read."""
    return say(error.reason, **error.args_)
