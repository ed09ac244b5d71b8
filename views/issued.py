"""The digest as it is sent: one message of a picture and its words, or of the words alone."""

from collections.abc import Iterable
from dataclasses import replace

from sqlmodel import Session

from rules.text import utf16_len
from services import digest as digests
from services import looking, picturing
from services.published import Digest, Json, thawed
from views.digest import ROOMS, lines
from views.message import Message, message
from views.notices import Recipient, notice

ONE_MESSAGE = 2000  # UTF-16 units (conversations.md, rules of speech, 2)
BENEATH = 1024  # UTF-16 units that every channel with pictures has room for beneath one


@notice("digest")
def digest(session: Session, to: Recipient, digest: Json) -> Message | None:
    """The issue for the committee's group; its members get the same inside their one message of the day."""
    return with_picture(digests.issued(session, digest), picturing.of_issue(session, digest["issue_id"]))


@notice("digest_look")
def look(session: Session, to: Recipient, unit: int, job_id: int) -> Message | None:
    """What would go out now, for whoever asked."""
    return with_picture(looking.looked_at(session, unit, job_id), picturing.of_job(session, job_id))


def with_picture(said: Digest, blob_id: int | None) -> Message:
    """The lines beneath the picture; where there is less room for them, lists name fewer, because the picture names them too."""
    return illustrated(said, blob_id, (message(*lines(said, room)) for room in ROOMS))


def illustrated(said: Digest, blob_id: int | None, shorter: Iterable[Message]) -> Message:
    """The same in fewer and fewer words: the first that is one message everywhere, and the first that fits beneath a picture
    everywhere."""
    tried: list[Message] = []
    most = BENEATH if blob_id is not None else ONE_MESSAGE
    for each in shorter:
        tried.append(each)
        if utf16_len(each.text) <= most:
            break
    whole = next((each for each in tried if utf16_len(each.text) <= ONE_MESSAGE), tried[-1])
    if blob_id is None:
        return whole
    brief = tried[-1].spans if utf16_len(tried[-1].text) <= BENEATH else ()
    name = f"ban-tin-tuan-{int(said.figures.week[6:])}.png"
    return replace(whole, blob_id=blob_id, file_name=name, illustrated=True, brief=brief)


def digest_text(digest: Json) -> str:
    """The digest as a text of its own, of figures as JSON (`giaoviec digest`)."""
    return message(*lines(thawed(digest))).text
