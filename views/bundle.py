"""A person's one routine message of the day: the digest, for who reads it; the form; what waits; what is told."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain

from sqlmodel import Session

from channels.base import Span
from rules.localtime import today
from rules.reasons import Why
from rules.text import utf16_len
from services import digest as digests
from services import picturing
from services.council import code
from services.morning import Told, of_person, spoken_today
from services.published import Json
from views import digest as digest_views
from views import escalation, form
from views.escalation import Room
from views.issued import illustrated
from views.message import Message, message
from views.notices import Recipient, notice
from views.words import day as day_words
from views.words import say

ONE_MESSAGE = 2000  # UTF-16 units (conversations.md, rules of speech, 2)
ROOMS = (Room(60, 10), Room(40, 6), Room(28, 4), Room(20, 2), Room(20, 0))  # less by name, the more there is to say
Lines = list[str | list[str | Span]]


@notice("bundle")
def bundle(session: Session, to: Recipient, day: str, digest: Json | None = None) -> Message | None:
    """None when everything was answered meanwhile, when its day is over (the next one's contains it), or when a routine
    message has gone out today. One that brings a digest is always said."""
    person = to.person_id or 0
    if digest is None and (today(to.now).isoformat() != day or spoken_today(session, person, to.now)):
        return None
    told = of_person(session, person, to.now)
    if digest is None and told.empty:
        return None
    entries = form.entries(session, told, today(to.now))

    def sections(room: Room, issued: Lines) -> Message:
        asked = form.lines(session, entries, told, today(to.now), room.width) if told.morning.own else []
        heard = escalation.lines(session, told, today(to.now), room, headed=bool(asked))
        return message(*_sections(issued, asked, heard, _ballots(told)))

    said = _with_digest(session, digest, sections) if digest else _first_that_fits(sections)
    shown = tuple(entry.standing.task.id or 0 for entry in entries)
    others = {mention.task for mention in told.morning.own} - set(shown)
    return replace(said, shown=shown, told=tuple(sorted(others)), reasons=_reasons(told, entries))


def _with_digest(session: Session, digest: Json, sections: Callable[[Room, Lines], Message]) -> Message:
    """The digest in front, its picture above it all where the words find room beneath one."""
    issued = digests.issued(session, digest)
    full = (sections(room, digest_views.lines(issued)) for room in ROOMS)
    shorter = (sections(ROOMS[-1], digest_views.lines(issued, room)) for room in digest_views.SHORTER)
    return illustrated(issued, picturing.of_issue(session, digest["issue_id"]), chain(full, shorter))


def _first_that_fits(sections: Callable[[Room, Lines], Message]) -> Message:
    """In the widest room that keeps it one message."""
    said = sections(ROOMS[0], [])
    for room in ROOMS[1:]:
        if utf16_len(said.text) <= ONE_MESSAGE:
            break
        said = sections(room, [])
    return said


def _reasons(told: Told, entries: Sequence[form.Entry]) -> tuple[tuple[str, str, int], ...]:
    """Why each line is said, by what names it: the leader's own label, or the code."""
    labels = {entry.mention: entry.label for entry in entries}
    named = told.morning.named
    said = [(each.why.value, labels.get(each, escalation.code(each)), each.days) for each in named]
    return (*said, *((Why.BALLOT.value, code(each.ballot), each.days) for each in told.ballots))


def _ballots(told: Told) -> Lines:
    """That a ballot waits and until when; never a title or a score."""
    return [
        say(
            "A ballot of the council waits for you: {code}, {count} tasks, by {day}. Send “phiếu chấm” for its page.",
            code=code(each.ballot),
            count=each.tasks,
            day=day_words(each.ballot.due_on),
        )
        for each in told.ballots
    ]


def _sections(*sections: Lines) -> Lines:
    """With an empty line between what there is."""
    lines: Lines = []
    for section in filter(None, sections):
        lines += ["", *section] if lines else section
    return lines
