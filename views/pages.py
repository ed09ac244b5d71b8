"""What stands on the pages behind expiring addresses: few words, one button, nothing that a link preview should not see."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from services.links import Standing
from views.words import say, show

MEGABYTE = 1024 * 1024


class Problem(StrEnum):
    """Why a page can't do what it was asked for."""

    UNKNOWN = "unknown"
    EXPIRED = "expired"
    USED = "used"
    VOID = "void"
    BUSY = "busy"
    ELSEWHERE = "elsewhere"
    AWAY = "away"
    NOTHING = "nothing"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    WRONG_TYPE = "wrong_type"
    SECRET = "secret"
    UNREADABLE = "unreadable"
    SLOW = "slow"


BY_STANDING = {
    Standing.UNKNOWN: Problem.UNKNOWN,
    Standing.EXPIRED: Problem.EXPIRED,
    Standing.USED: Problem.USED,
}


@dataclass(frozen=True)
class Page:
    """A page: `problem` stands out, `form` says what there is to press, `again` is the label of a link to the page itself;
    the rest is said by a form for a file."""

    title: str
    lines: tuple[str, ...] = ()
    problem: str | None = None
    form: Literal["press", "file"] | None = None
    button: str = ""
    again: str | None = None
    choose: str = ""
    too_large: str = ""
    nothing: str = ""
    sending: str = ""


def download(mime: str, size: int, until: datetime, left: int) -> Page:
    """What it is and until when; its name is data and is not shown."""
    return Page(
        title=say("Download the file"),
        lines=(
            f"{kind_of(mime)}, {size_of(size)}",
            say("It can be downloaded {left} times more, until {until}.", left=left, until=until),
            say("If nothing happens on your phone, please open this page in the browser (menu “⋯”)."),
        ),
        form="press",
        button=say("Download the file"),
    )


def upload(until: datetime, problem: Problem | None = None) -> Page:
    return Page(
        title=say("Send a file"),
        lines=(
            say("Excel (xlsx), Word (docx), PDF or a picture (jpg, png), 10 MB at most."),
            say("Please send no secret documents or information, comrade."),
            say("The page is open until {until}.", until=until),
        ),
        problem=sentence(problem) if problem else None,
        form="file",
        button=say("Send the file"),
        choose=say("Choose a file"),
        too_large=sentence(Problem.TOO_LARGE),
        nothing=sentence(Problem.NOTHING),
        sending=say("Sending…"),
    )


def received(name: str, size: int, left: int) -> Page:
    return Page(
        title=say("The file was received"),
        lines=(f"{name}, {size_of(size)}", say("Please go back to the chat, comrade: the answer is there.")),
        again=say("Send another file") if left else None,
    )


def refused(problem: Problem) -> Page:
    return Page(title=say("Can't be done"), problem=sentence(problem))


def kind_of(mime: str) -> str:
    """What a file is, in words."""
    if mime.startswith("image/"):
        return say("A picture")
    if mime.endswith("spreadsheetml.sheet"):
        return say("An Excel workbook")
    if mime.endswith("wordprocessingml.document"):
        return say("A Word document")
    return say("A PDF document") if mime == "application/pdf" else say("A file")


def size_of(size: int) -> str:
    """Bytes as people say them: `12 KB`, `1,5 MB`."""
    if size < MEGABYTE:
        return f"{max(1, round(size / 1024))} KB"
    return f"{show(Decimal(round(size * 10 / MEGABYTE)) / 10)} MB"


def sentence(problem: Problem) -> str:
    """What happened, what was kept, what to do next."""
    said = {
        Problem.UNKNOWN: say("This address is not right. Please open it from the chat again."),
        Problem.EXPIRED: say("This address has expired. Please ask for a new one in the chat."),
        Problem.USED: say("This address has been used up. Please ask for a new one in the chat."),
        Problem.VOID: say("This address is no longer valid. Please contact the organisation board."),
        Problem.BUSY: say("Too many wrong addresses were opened from here. Please try again in ten minutes."),
        Problem.ELSEWHERE: say("Nothing was done: please press the button on the page itself."),
        Problem.AWAY: say("The system is busy and nothing was recorded. Please try again in a minute."),
        Problem.NOTHING: say("No file was chosen. Please choose one and send it again."),
        Problem.EMPTY: say("The file is empty (0 bytes) and was not kept. Please check it and send it again."),
        Problem.TOO_LARGE: say("The file is over 10 MB and was not kept. Please send it smaller or in parts."),
        Problem.WRONG_TYPE: say(
            "This kind of file is not taken and was not kept. Please send xlsx, docx, pdf, jpg or png."
        ),
        Problem.SECRET: say(
            "The file's name bears a secrecy mark, so the file was not taken and not kept. Please send it by the official "
            "route for secret documents."
        ),
        Problem.UNREADABLE: say("The file did not arrive whole and was not kept. Please send one file again."),
        Problem.SLOW: say(
            "The sending took too long and the file was not kept. Please try again where the signal is good."
        ),
    }
    return said[problem]
