"""Sentences that belong to no conversation in particular. An error says what happened, what was kept, what to send next."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rules.errors import UserError
from views.message import Choice, Message, message
from views.words import say, sorry


def error(problem: UserError) -> Message:
    return message(sorry(problem))


def personal_number() -> Message:
    return message(
        say("Your message holds an identity card's or a telephone's number: it is hidden in digests and files."),
        say("Please leave citizens' numbers out of reports."),
    )


def refused_secret() -> Message:
    return message(
        say(
            "The message bears a secrecy mark, so it was not accepted and its content was not kept. Please send it by the "
            "official route for secret documents."
        )
    )


def refused_token() -> Message:
    return message(
        say(
            "The message holds a bot's token, so it was not accepted and not kept. Please take the message back and have the "
            "token reset."
        )
    )


def forwarded() -> Message:
    return message(
        say("A forwarded message is never carried out. If it is meant for the task, please type it here, comrade.")
    )


def empty() -> Message:
    return message(say("The message has no content. Send “việc” to see your tasks, “trợ giúp” for help."))


def not_understood() -> Message:
    return message(
        say("I have not understood, and nothing was recorded. Send “việc” to see your tasks, “trợ giúp” for help.")
    )


def unknown_command() -> Message:
    return message(say("There is no such command. Send “trợ giúp” to see what can be done."))


def cancelled(was_waiting: bool) -> Message:
    if was_waiting:
        return message(say("Cancelled; nothing was recorded."))
    return message(say("There is nothing to cancel."))


def stale_button() -> Message:
    return message(say("This choice is no longer valid; nothing was recorded. Please ask again."))


def used_choice() -> Message:
    return message(say("This choice was already recorded; nothing was recorded a second time."))


def no_such_choice(options: Sequence[dict[str, Any]]) -> Message:
    return message(
        say("There is no such choice. Please send one of: {keys}.", keys=", ".join(o["key"] for o in options))
    )


def no_bare_digits(menu_id: int | None) -> Message:
    """In a group a digit alone could be anybody's answer to anything."""
    return message(
        say(
            "In a group please answer with the button, by replying to the message, or with its code: ok G{id}.",
            id=str(menu_id),
        )
    )


def which_content(shown: Sequence[tuple[int | None, str]], typed: str) -> Message:
    """A digit without anything it could answer: ask, with the last two things shown (rule 4)."""
    asked = [Choice(title, "menu.replay", {"menu_id": menu_id, "typed": typed}) for menu_id, title in shown if title]
    lines = [say("Which content are you answering, comrade? Nothing was recorded.")]
    if not asked:
        lines.append(say("Send “việc” to see your tasks, or for example “1 xong” to report on task 1."))
    return replace(message(*lines).offering(*asked), title="")


def too_many() -> Message:
    """More came from one person than is handled at a time."""
    return message(
        say("You have sent very many messages in a short time. They are kept; the rest is handled one after the other.")
    )


def apology() -> Message:
    """Something of ours failed: once, without any detail."""
    return message(
        say(
            "Sorry, the system could not handle the last message; it was kept and passed to the technician. Please continue with "
            "other content."
        )
    )
