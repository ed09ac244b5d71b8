"""The organisation on the command line: what a workbook changes, what a merger moves, how things stand."""

from rules.organisation.workbook import Problem
from services.merging import Merged
from services.orgchange import Change, Loaded
from services.orgtree import Line
from views.words import say

CHANGES = {
    "unit_new": "New unit: {name} (under: {after})",
    "level_of_unit": "{name}: level “{before}” becomes “{after}”",
    "group_of_unit": "{name}: group “{before}” becomes “{after}”",
    "unit_moved": "{name}: goes from “{before}” to “{after}”",
    "post_new": "New post: {name} ({after})",
    "post_moved": "{name}: goes from “{before}” to “{after}”",
    "supervisor": "{name}: supervised by “{after}” instead of “{before}”",
    "holder_new": "{name}: now has a holder",
    "watch_new": "{name}: follows {after}",
    "level_new": "New level: {name} (place {after})",
    "level_changed": "Level {name}: place {before} becomes {after}",
}
PROBLEMS = {
    "no_name": "the name is missing",
    "twice": "“{text}” stands here a second time",
    "unknown_parent": "there is no unit “{text}”",
    "unknown_unit": "there is no unit “{text}”",
    "unknown_who": "there is no post “{text}”",
    "unknown_post": "there is no post “{text}”",
    "unknown_supervisor": "there is no post “{text}”",
    "several": "there are several of the name “{text}”, so it can't be told which",
    "no_holder": "“{text}” has no holder, so nobody can be appointed",
    "unknown_task": "there is no task “{text}”",
    "ring": "“{text}” would be under itself",
    "own_supervisor": "“{text}” can't supervise itself",
    "rank": "“{text}” is no place of a level (1, 2, 3 …)",
    "no_day": "“{text}” is no day (day/month/year), and no stretch of days",
    "other_holder": "“{text}” is held by somebody else; please use giaoviec org transfer",
}
SHOWN = 40  # lines of one kind; a first loading is summed up


def loaded(done: Loaded, *, kept: bool) -> list[str]:
    """What was, or would be, loaded."""
    if done.problems:
        return [*(problem_line(each) for each in done.problems), say("Nothing was loaded.")]
    if not done.changes:
        return [say("The workbook changes nothing."), *_absent(done)]
    lines = [_change(change) for change in done.changes]
    more = len(lines) - SHOWN
    if more > 0:
        lines = [*lines[:SHOWN], say("… and {count} more", count=more)]
    return [*lines, *_absent(done), _summary(done, kept=kept)]


def _change(change: Change) -> str:
    return say(CHANGES[change.kind], name=change.name, before=change.before or "–", after=change.after or "–")


def _summary(done: Loaded, *, kept: bool) -> str:
    new = [sum(change.kind == kind for change in done.changes) for kind in ("unit_new", "post_new")]
    counts = {"units": new[0], "posts": new[1], "others": len(done.changes) - sum(new)}
    if kept:
        return say("Loaded: {units} new units, {posts} new posts, {others} other changes.", **counts)
    return say(
        "Would load: {units} new units, {posts} new posts, {others} other changes. Nothing was changed; with --yes it is.",
        **counts,
    )


def _absent(done: Loaded) -> list[str]:
    if not done.absent:
        return []
    some = "; ".join(done.absent[:10]) + ("; …" if len(done.absent) > 10 else "")
    return [say("Not in the workbook, and left as they are ({count}): {names}", count=len(done.absent), names=some)]


def problem_line(problem: Problem) -> str:
    """`Sheet “Chức danh”, row 12, column C: there is no post “…”; perhaps …`"""
    what = say(PROBLEMS[problem.kind], text=problem.text)
    near = "; " + say("perhaps: {names}", names=" / ".join(problem.near)) if problem.near else ""
    place = {"sheet": problem.sheet, "row": str(problem.row), "column": problem.column}
    return say("Sheet “{sheet}”, row {row}, column {column}: {what}", **place, what=what + near)


def merged(done: Merged) -> list[str]:
    """What one merger moves."""
    lines = [
        say("{units} → {into}", units=", ".join(done.units), into=done.into),
        say(
            "{tasks} open tasks go over, {renumbered} of them under a new number.",
            tasks=len(done.tasks.tasks),
            renumbered=len(done.tasks.renumbered),
        ),
    ]
    named = (
        ("Posts taken over by the post of the same title: {names}", done.dissolved),
        ("Posts that go over under their old name: {names}", done.kept_names),
        ("Posts without a holder; the board holds their tasks: {names}", done.vacant),
    )
    lines += [say(sentence, names="; ".join(names)) for sentence, names in named if names]
    if done.groups:
        lines.append(
            say("{count} group chats stay with the old unit; please bind a group of the new one.", count=done.groups)
        )
    if done.codes:
        lines.append(say("{count} unused slips are void; please issue new ones.", count=done.codes))
    return lines


def transferred(post: str, tasks: int, *, vacant: bool) -> list[str]:
    to = say("is vacant from now on") if vacant else say("has a new holder")
    return [f"{post}: {to}. {say('{count} open tasks are handed over.', count=tasks)}"]


def supervised(post: str, what: str, *, changed: bool, end: bool) -> list[str]:
    """That a post's holder follows something, or no longer does."""
    if not changed:
        return [say("{post}: nothing changes, it is so already.", post=post)]
    return [
        say("{post}: no longer follows {what}.", post=post, what=what)
        if end
        else say("{post}: follows {what} from today on.", post=post, what=what)
    ]


def not_covered(posts: list[str]) -> list[str]:
    if not posts:
        return []
    return [say("Posts that nobody supervises: {names}", names="; ".join(posts))]


def outcome(*, kept: bool) -> str:
    return say("Done.") if kept else say("Nothing was changed; with --yes it is.")


def tree(lines: list[Line]) -> list[str]:
    """The units as a tree, with their posts, how those are held, and who supervises them."""
    return [f"{'  ' * line.depth}{_line(line)}" for line in lines] or [say("There is no unit yet.")]


def _line(line: Line) -> str:
    notes = [note for note in (line.level, line.group) if note]
    if line.ended_on is not None:
        notes.append(say("merged into {unit} on {day}", unit=line.into, day=line.ended_on))
    if line.post:
        notes = [say(line.holder)] + ([say("supervisor: {post}", post=line.supervisor)] if line.supervisor else [])
    marks = f" ({', '.join(notes)})" if notes else ""
    return f"{'· ' if line.post else ''}{line.name}{marks}"
