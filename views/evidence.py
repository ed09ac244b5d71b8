"""Pictures and documents: what could not be kept, and which task they belong to."""

from collections.abc import Sequence
from dataclasses import replace

from channels.base import Span
from services.tasks import Standing
from views.message import Message, message
from views.tasks import by_number
from views.words import say, short


def failures(words: Sequence[str]) -> Message:
    """A sentence for each way a file could not be kept."""
    said = {
        "empty": say("The file you sent is empty (0 bytes) and could not be kept. Please send it again."),
        "too_large": say("The file you sent is over 10 MB and could not be kept. Please send it smaller or in parts."),
        "gone": say("The file you sent could not be fetched from the application. Please send it again."),
    }
    return message(*[said[word] for word in dict.fromkeys(words)])


def before(word: Message, said: Message) -> Message:
    """One message of both; what it is called when a later digit is asked about stays as it was."""
    title = said.title if said.title is not None else short(said.text.partition("\n")[0])
    return replace(said, spans=(*word.spans, Span("\n\n"), *said.spans), title=title)


def kept_nowhere() -> Message:
    """Evidence is what somebody who holds a task sends in their own chat."""
    return message(
        say("What you sent along was not kept: evidence is sent by whoever holds the task, in a private chat.")
    )


def unreadable() -> Message:
    """Where a channel hands over no content of what it doesn't carry; nothing is asked for again (reference 4.6)."""
    return message(
        say("This kind of message can't be read by the assistant. Text, pictures and voice notes can, comrade.")
    )


def other_kind() -> Message:
    return message(say("This kind of content can't be kept. Please send a picture, a document, a voice note, or text."))


def words_are_due() -> Message:
    return message(say("What you sent was kept with the task, but this step needs words. Please write the content."))


def which_task(standings: Sequence[Standing], likely: Sequence[int], *, spoken: bool = False) -> Message:
    """Asked of files without a word; `spoken`: voice notes alone, which may have been meant as an answer."""
    if not standings:
        return message(say("The file was received, but you have no open task it could belong to."))
    question = say("Which task does the file you sent belong to? Send the number of the task.")
    if spoken:
        question = say(
            "Voice notes are not listened to: please write an answer. Evidence: send the number of its task."
        )
    return message(question).offering(*by_number(standings, "evidence.attach", listed=likely), writes=True)


def nothing_waits() -> Message:
    return message(say("The file you sent has been recorded already."))
