"""Who is linked and who is not; codes on slips; unlinking."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from models import Account, Invitation, Job, Person, Post
from rules.localtime import today
from services.codes import LENGTH
from services.identity import account_to_reach, post_name, posts_on
from services.invitations import LIFE, usable
from services.linking import replaces
from services.people import People
from views.admitting import decisions
from views.joining import whom
from views.message import Choice, Message, bold, message
from views.notices import Recipient, notice
from views.reach import LISTED, failing, posts
from views.words import say


def whose_code() -> str:
    return say("Which post is the code for? For example: bí thư Nguyệt Đức.")


def whom_to_unlink() -> str:
    return say("Which post is to be unlinked? For example: bí thư Nguyệt Đức.")


def register(session: Session, people: People, waiting: Sequence[Invitation], now: datetime) -> Message:
    """Linked of all; then who waits to be confirmed, who is missing, who can't be reached, who is silent."""
    linked = people.total - len(people.unlinked)
    lines = [say("Linked: {linked} of {total} posts", linked=linked, total=people.total)]
    lines += [_request(session, number, each, now) for number, each in enumerate(waiting[:LISTED], 1)]
    lines += posts("Not linked yet ({count}): {posts}", people.unlinked, people)
    lines += posts("Messages can't be delivered ({count}): {posts}", people.unreachable, people)
    lines += posts("Silent for 10 working days or more ({count}): {posts}", people.silent, people)
    lines += failing(people)
    if not waiting:
        return message(*lines)
    lines.insert(1, say("Waiting for confirmation ({count}):", count=len(waiting)))
    ids = [each.id for each in waiting]
    return message(*lines).offering(
        Choice(say("confirm all {count}", count=len(ids)), "join.confirm_all", {"invitation_ids": ids}),
        Choice(say("one by one"), "people.each"),
        Choice(say("later"), "people.later", key="0"),
        writes=True,
        coded=True,
    )


def _request(session: Session, number: int, invitation: Invitation, now: datetime) -> str:
    name = session.get_one(Account, invitation.account_id).display_name
    return f"{number}) {name} – {whom(session, invitation, now)}"


def one_by_one(session: Session, waiting: Sequence[Invitation], now: datetime) -> list[Message]:
    """A message for each request, so that each has its own choices."""
    return [_to_decide(session, each, now) for each in waiting[:LISTED]] or [nobody_waits()]


def _to_decide(session: Session, invitation: Invitation, now: datetime) -> Message:
    who = whom(session, invitation, now)
    name = session.get_one(Account, invitation.account_id).display_name
    choices = decisions(invitation, who, replaces(session, invitation, now))
    return message([bold(name), f" – {who}"]).offering(*choices, coded=True)


def nobody_waits() -> Message:
    return message(say("Nobody waits for confirmation."))


def put_off() -> Message:
    return message(say("Nothing was confirmed. The requests stay in “/danhsach”."))


def slip(code: str, who: str, now: datetime, ways: Sequence[str]) -> Message:
    """The code, for the asker's eyes only; with the `ways` to say it: an address that does so by itself, the bot with room."""
    return message(
        [say("The code for:") + " ", bold(who)],
        [bold(code)],
        *ways,
        say(
            "It works once, until {day}. Please hand it over personally, and send it to no group.",
            day=(now + LIFE).date(),
        ),
        private=True,
    )


def sent_privately(who: str) -> Message:
    return message(say("The code for {who} was sent to you privately, comrade.", who=who))


def assistant_of(post: str) -> str:
    return say("assistant of {post}", post=post)


@notice("qr")
def qr(session: Session, to: Recipient, job_id: int) -> Message | None:
    """The slip's picture; nothing when the code is no longer good."""
    job = session.get_one(Job, job_id)
    invitation = usable(session, str(job.args["text"])[-LENGTH:], to.now)
    if job.blob_id is None or invitation is None:
        return None
    said = message(say("The same code as a picture, for the slip: {who}", who=whom(session, invitation, to.now)))
    return Message(said.spans, blob_id=job.blob_id, file_name="ma-ket-noi.png")


@notice("undelivered")
def undelivered(session: Session, to: Recipient, about: int) -> Message | None:
    """Whom the board has to call; nothing when the person can be reached again."""
    if account_to_reach(session, about) is not None:
        return None
    held = [post_name(session, post) for post in posts_on(session, about, today(to.now))]
    who = ", ".join(held) or session.get_one(Person, about).name or "…"
    return message(
        say("Messages no longer reach {who}. Please call; “/ketnoi” issues a new code if one is needed.", who=who)
    )


def before_unlinking(post: Post, names: Sequence[str], *, assistants: bool) -> Message:
    """Whom it would unlink; it is done only when confirmed."""
    who = assistant_of(post.name) if assistants else post.name
    args = {"post_id": post.id, "assistants": assistants}
    return message(
        [say("Unlink:") + " ", bold(who)],
        say("Linked at present: {names}", names=", ".join(names)),
    ).offering(
        Choice(say("unlink {who}", who=who), "people.unlink", args),
        Choice(say("do not unlink"), "people.keep", key="0"),
        writes=True,
        coded=True,
    )


def unlinked(who: str) -> Message:
    return message(
        say("Unlinked: {who}. The tasks stay with the post; “/ketnoi” issues a code for the next holder.", who=who)
    )


def kept() -> Message:
    return message(say("Nothing was unlinked."))
