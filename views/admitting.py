"""What the board reads of those who join: who came under which name, whom to confirm, and who guesses codes."""

from datetime import datetime

from sqlmodel import Session

from channels.base import Span
from models import Account, Invitation, Person
from services.invitations import TRIES
from services.linking import replaces
from views.joining import whom
from views.message import Choice, Message, bold, message
from views.notices import Recipient, notice
from views.words import say


@notice("join_request")
def join_request(session: Session, to: Recipient, invitation_id: int) -> Message | None:
    """Who joined under which name; gone once it was decided."""
    invitation = session.get_one(Invitation, invitation_id)
    if invitation.confirmed_at or invitation.void_at or invitation.used_at is None:
        return None
    who, account = whom(session, invitation, to.now), session.get_one(Account, invitation.account_id)
    taken = replaces(session, invitation, to.now)
    lines: list[str | list[str | Span]] = [
        [say("Please confirm who has joined:") + " ", bold(who)],
        say("Name of the account: {name} – code sent at {at}", name=account.display_name, at=invitation.used_at),
        *_claim(session, invitation),
        *((say("Somebody holds this post already; confirming puts the new person in their place."),) if taken else ()),
    ]
    return message(*lines).offering(*decisions(invitation, who, taken), coded=True)


def _claim(session: Session, invitation: Invitation) -> list[str]:
    """A post has one holder; of those who have a role the one is named whom the sender says to be."""
    if invitation.person_id is None:
        return []
    if invitation.role is None:
        return [say("The account says: the same person, connected on another channel too.")]
    name = session.get_one(Person, invitation.person_id).name or "…"
    return [say("The account says: I am {name}, connected on another channel.", name=name)]


def decisions(invitation: Invitation, who: str, taken: bool) -> list[Choice]:
    """Yes, the same person on one more channel, or no. Deciding twice is refused by the service, so these live for a day."""
    args = {"invitation_id": invitation.id}
    same = [Choice(say("the same person, one more channel"), "join.confirm", {**args, "same_person": True})]
    return [
        Choice(say("confirm {who}", who=who), "join.confirm", args),
        *(same if taken or invitation.person_id is not None else []),
        Choice(say("do not confirm"), "join.refuse", args, key="0"),
    ]


@notice("wrong_person")
def wrong_person(session: Session, to: Recipient, invitation_id: int, account_id: int) -> Message:
    return message(
        say(
            "The code for {who} was sent by the account {name}, who says that it is not theirs. The code still works.",
            who=whom(session, session.get_one(Invitation, invitation_id), to.now),
            name=session.get_one(Account, account_id).display_name,
        )
    )


@notice("code_guessing")
def code_guessing(session: Session, to: Recipient, at: str) -> Message:
    return message(
        say(
            "Somebody sent wrong codes {count} times in a row ({at}); that chat's codes are refused for an hour. If somebody "
            "could not join, issue a new code with “/ketnoi”.",
            count=TRIES,
            at=datetime.fromisoformat(at),
        )
    )


def decided(session: Session, invitation: Invitation, now: datetime) -> Message:
    """The echo to who decided."""
    said = (
        "Confirmed: {name} – {who}." if invitation.confirmed_at else "Not confirmed: {name} – {who}. The code is void."
    )
    name = session.get_one(Account, invitation.account_id).display_name
    return message(say(said, name=name, who=whom(session, invitation, now)))


def all_confirmed(count: int) -> Message:
    """Nobody is left when another member was faster."""
    if not count:
        return message(say("Nobody waits for confirmation."))
    return message(say("Confirmed {count} people.", count=count))
