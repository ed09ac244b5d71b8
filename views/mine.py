"""Everything held about somebody, on a page of their own; the chat only says where."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from channels.base import Capabilities
from rules.rating import Rating
from rules.states import RoleKind
from services import links
from services.identity import Actor
from services.links import Purpose
from services.sheet import Entry, Sheet, Year
from views.closing import result_word, timeliness_lines
from views.figures import reached
from views.message import Message, message
from views.ratings import kept_reason, points, rating_word, weighted_line
from views.tasks import light_word
from views.words import say, show

LIFE = timedelta(hours=24)
ROLES = {
    RoleKind.BOARD: "member of the organisation board",
    RoleKind.COMMITTEE: "member of the committee",
    RoleKind.COUNCIL: "member of the council",
    RoleKind.SUPERVISOR: "supervisor",
    RoleKind.SUPPORTER: "supporter",
    RoleKind.ASSISTANT: "assistant of a post",
}


@dataclass(frozen=True)
class MinePage:
    """Sections of lines, and a box for a remark."""

    title: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    label: str
    button: str
    problem: str | None = None
    saved: str | None = None


def page(found: Sheet, *, problem: str | None = None, saved: bool = False) -> MinePage:
    sections = [(say("Who you are"), tuple(_who(found)))]
    for year in found.years:
        sections.append((say("Year {year}", year=str(year.year)), tuple(year_lines(year))))
    remarks = [f"{day_of(at)}: {text or say('erased')}" for at, text in found.remarks]
    sections.append((say("Your remarks"), tuple(remarks) or (say("none"),)))
    return MinePage(
        title=say("What is held about you"),
        sections=tuple(sections),
        label=say("Your remark on this record, comrade"),
        button=say("Send the remark"),
        problem=problem,
        saved=say("Your remark was recorded.") if saved else None,
    )


def day_of(at: datetime) -> str:
    return show(at)


def _who(found: Sheet) -> list[str]:
    lines = [say("Name: {name}", name=found.person.name or say("erased"))]
    lines.append(say("Telephone: {phone}", phone=found.person.phone or say("none")))
    lines += post_lines(found)
    lines += [say("{role}, since {day}", role=say(ROLES[RoleKind(role)]), day=since) for role, since in found.roles]
    lines += [say("Connected: {bot} ({name})", bot=bot, name=name) for bot, name in found.accounts]
    lines.append(
        say("{acts} acts in the history, {messages} messages sent to you.", acts=found.acts, messages=found.messages)
    )
    return lines


def post_lines(found: Sheet) -> list[str]:
    """ "Trưởng phòng …: từ 3/1/2023 đến nay"."""
    return [
        say("{post}: from {since} to {until}", post=held.post, since=held.since, until=held.until)
        if held.until is not None
        else say("{post}: since {since}", post=held.post, since=held.since)
        for held in found.posts
    ]


def year_lines(year: Year) -> list[str]:
    """Ratings first, then task by task."""
    return [*rating_lines(year), *(entry_line(each) for each in year.entries)]


def rating_lines(year: Year) -> list[str]:
    """Each rating that stands: proposed, decided, and why it was not proposed higher."""
    lines = []
    for row in year.ratings:
        head = say("Proposed: {rating} ({points} points)", rating=rating_word(Rating(row.proposed)), points=row.points)
        decided = (
            say("decided: {rating}", rating=rating_word(Rating(row.decided))) if row.decided else say("not decided yet")
        )
        lines.append(f"{row.period}: {head}; {decided}.")
        lines += [weighted_line(row)] if row.facts.get("weighted") else []
        lines += [kept_reason(why) for why in row.reasons]
    return lines


def entry_line(each: Entry) -> str:
    """`NV-3 Trồng rừng – báo cáo 1.850 ha; thẩm định 1.800 ha; đạt; sớm 3 ngày làm việc; hội đồng 87,5`."""
    standing = each.standing
    task = standing.task
    parts = []
    if standing.value is not None and standing.target is not None:
        parts.append(say("claimed {value}", value=reached(standing.value, standing.target, standing.certainty)))
    found = standing.verified
    if found is not None and found.value is not None and standing.target is not None:
        parts.append(say("verified {value}", value=reached(found.value, standing.target)))
    parts.append(result_word(task.result) if task.result else light_word(standing.light))
    parts += [line[:1].lower() + line[1:] for line in timeliness_lines(each.timely)] if task.closed_at else []
    if each.mean is not None:
        parts.append(say("council {points}", points=points(each.mean)))
    title = say("confidential content") if task.confidential else task.title
    return f"NV-{task.id} {title} – {'; '.join(parts)}"


def offer(session: Session, actor: Actor, can: Capabilities, now: datetime) -> Message:
    """Where to read it: nothing of it is said in the chat."""
    if not links.public_url() or actor.account_id is None:
        return message(
            say("The clerk of the organisation board hands you everything held about you on paper, comrade.")
        )
    token = links.issue(
        session,
        purpose=Purpose.MINE,
        args={"account_id": actor.account_id},
        person_id=actor.person_id,
        now=now,
        lifetime=LIFE,
        most=None,
    )
    return message(
        say("Everything held about you, comrade, is on this page, which is for you only; you may comment there:"),
        links.address(Purpose.MINE, token),
        say("The page is open until {until}.", until=now + LIFE),
        private=True,
    )
