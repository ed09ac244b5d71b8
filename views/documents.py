"""Documents on the command line: a paper with its periods, what it implements, whom it reaches."""

from collections.abc import Sequence

from models import Document, Period, RegulationScope
from rules.issuers import paper_number
from views.words import day, say


def none() -> str:
    return say("There is no document yet.")


def paper(
    paper: Document,
    periods: Sequence[Period],
    tasks: int,
    above: Sequence[tuple[Document, int]],
    scopes: Sequence[tuple[RegulationScope, str]],
    reached: int,
) -> list[str]:
    """A paper in a few lines; `above`: what it implements, and how many days after it was issued (S0-02)."""
    lines = [f"{_name(paper)}, {paper.issuer}" + (f": {paper.title}" if paper.title else "")]
    named = ", ".join(period.name for period in periods)
    lines += [say("  For: {periods}", periods=named)] if named else []
    lines += [say("  Theme: {text}", text=paper.theme)] if paper.theme else []
    lines += [say("  Motto: {text}", text=paper.motto)] if paper.motto else []
    lines += [say("  Implements: {paper}, {days} days after it", paper=_name(each), days=lag) for each, lag in above]
    lines += [_scope(scope, whom) for scope, whom in scopes]
    lines += [say("  Reaches {count} posts", count=reached)] if scopes else []
    return lines + ([say("  Tasks: {count}", count=tasks)] if tasks else [])


def _name(paper: Document) -> str:
    on = day(paper.issued_on)
    return say("{kind} {number} of {day}", kind=paper.kind, number=paper_number(paper.number, paper.symbol), day=on)


def _scope(scope: RegulationScope, whom: str) -> str:
    parts = [
        whom,
        say("level {level}", level=scope.level) if scope.level else "",
        say("group {group}", group=scope.group) if scope.group else "",
        f"“{scope.title}…”" if scope.title else "",
    ]
    owed = [
        say("{count} tasks for the group", count=scope.quota) if scope.quota and scope.quota_for_group else "",
        say("{count} tasks each", count=scope.quota) if scope.quota and not scope.quota_for_group else "",
        say("one per content") if scope.one_per_field else "",
        say("a growth target besides") if scope.growth else "",
    ]
    told = "; ".join([", ".join(filter(None, parts)), *filter(None, owed)])
    return say("  Scope {number}, from {day}: {told}", number=str(scope.id), day=day(scope.starts_on), told=told)
