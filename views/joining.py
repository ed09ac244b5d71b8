"""How somebody gets in: the greeting, the wait for the board's word, and what the board reads of it."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from models import Group, Invitation, Person, Unit
from rules.states import RoleKind
from services.board import board_name
from services.identity import post_name
from services.invitations import TRIES
from views.message import Choice, Message, bold, message
from views.notices import Recipient, notice
from views.words import say

ROLES = {
    RoleKind.BOARD: "member of {board}",
    RoleKind.COMMITTEE: "member of the standing committee, {unit}",
    RoleKind.COUNCIL: "member of the advisory council, {unit}",
}
MOST = 7  # people to choose from, behind "Đúng" and "Không đúng"
PURPOSES = {RoleKind.BOARD: "the group of {board}", RoleKind.COMMITTEE: "the group of the standing committee, {unit}"}
FIRST_STEPS = {
    RoleKind.BOARD: "Send “/trogiup” to see the board's commands.",
    RoleKind.COMMITTEE: "The weekly digest comes on Monday morning.",
}


def whom(session: Session, invitation: Invitation, now: datetime) -> str:
    """Whom a code is for: a post, the assistant of one, or a role."""
    if invitation.post_id is not None:
        post = post_name(session, invitation.post_id)
        return say("assistant of {post}", post=post) if invitation.role is RoleKind.ASSISTANT else post
    return _named(session, ROLES[invitation.role or RoleKind.BOARD], invitation.unit_id, now)


def _named(session: Session, sentence: str, unit_id: int, now: datetime) -> str:
    unit = session.get_one(Unit, unit_id).name
    return say(sentence, unit=unit, board=board_name(session, unit_id, now))


def how_to_join(board: str | None = None) -> Message:
    """What a stranger hears, once a day."""
    return message(
        say("This is an automatic assistant (software) of {board}.", board=board or say("the organisation board")),
        say("To join, send the code on the slip that was handed to you personally."),
        no_secrets(),
    )


def no_secrets() -> str:
    return say("Please send no secret documents or information over this channel, comrade.")


def greeting(session: Session, invitation: Invitation, now: datetime, *, elsewhere: Sequence[int] = ()) -> Message:
    """The first words to somebody who has a code; the people who hold the same and are connected `elsewhere` may say so."""
    board = board_name(session, invitation.unit_id, now)
    return message(
        say("Greetings, comrade. This is an automatic assistant (software) of {board}.", board=board),
        [say("This code is for:") + " ", bold(whom(session, invitation, now))],
        no_secrets(),
    ).offering(
        Choice(say("Correct"), "join.yes", {"invitation_id": invitation.id}),
        Choice(say("Not correct"), "join.no", {"invitation_id": invitation.id}),
        *_the_same(session, invitation, elsewhere),
        writes=True,
    )


def _the_same(session: Session, invitation: Invitation, people: Sequence[int]) -> list[Choice]:
    """One possible person is not named to who comes with a slip; of several each has to be, as far as a digit reaches."""
    said = [say("Correct, connected on another channel too")]
    if len(people) > 1:
        names = [session.get_one(Person, each).name or "…" for each in people]
        said = [say("Correct, I am {name}, connected on another channel", name=name) for name in names]
    args = [{"invitation_id": invitation.id, "person_id": each} for each in people]
    return [Choice(words, "join.yes", each) for words, each in zip(said[:MOST], args, strict=False)]


def recorded() -> Message:
    """After "Đúng", until the board has had its say."""
    return message(say("Recorded. As soon as the board has confirmed, you will receive the list of tasks, comrade."))


def still_waiting() -> Message:
    return message(
        say(
            "Your request waits for the board's confirmation; nothing else has to be done, comrade. The tasks follow then."
        )
    )


def declined() -> Message:
    return message(
        say(
            "Recorded that this code is not yours, comrade. It still works for the right person; the board has been told."
        )
    )


def deaf_from_now() -> Message:
    return message(
        say(
            "Wrong codes were sent {count} times, so no code is taken from this chat for one hour. Please ask the board.",
            count=TRIES,
        )
    )


@notice("joined")
def joined(session: Session, to: Recipient, invitation_id: int) -> Message:
    """Confirmed: who one is from now on, the first steps, and what is kept and who can see it."""
    invitation = session.get_one(Invitation, invitation_id)
    first_step = FIRST_STEPS.get(
        invitation.role or RoleKind.ASSISTANT, "Send “việc” to see the tasks, “trợ giúp” for help."
    )
    return message(
        [say("You are connected, comrade:") + " ", bold(whom(session, invitation, to.now))],
        say(first_step),
        say(
            "What is sent here is kept to follow the tasks; it is seen by you, the one who directs the task, and the board."
        ),
    )


def group_bound(session: Session, group: Group, now: datetime) -> Message:
    named = _named(session, PURPOSES[group.purpose], group.unit_id, now)
    return message(say("This chat is now {group}.", group=named))


def here_again(posts: list[str]) -> Message:
    """`/start` by somebody who is in already."""
    held = ", ".join(posts)
    lines = [
        say("You are connected already, comrade: {posts}.", posts=held) if held else say("You are connected already.")
    ]
    return message(*lines, say("Send “việc” to see the tasks, “trợ giúp” for help."))
