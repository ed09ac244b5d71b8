"""Files that were asked for: that they are being made, and the file itself with its two lines of summary."""

from typing import Any

from sqlmodel import Session

from models import Job
from rules.lights import Light
from views.message import Message, bold, message
from views.notices import Recipient, notice
from views.tasks import SIGNS, light_word
from views.words import say


def being_made(*, group: bool) -> Message:
    """In a group: that it goes to the asker alone."""
    if group:
        return message(say("The file is being made and will be sent to you privately, comrade."))
    return message(say("The file is being made and will be sent here in a moment."))


@notice("file_ready")
def ready(session: Session, to: Recipient, job_id: int) -> Message | None:
    """The file, or a line with its address where the channel has no files."""
    job = session.get_one(Job, job_id)
    if job.blob_id is None:
        return None
    said = message(*SUMMARIES[job.kind](job.result))
    return Message(said.spans, blob_id=job.blob_id, file_name=str(job.result["name"]))


def _register(result: dict[str, Any]) -> list[Any]:
    counts = [(Light(name), count) for name, count in result["lights"].items()]
    lights = sorted(counts, key=lambda each: list(Light).index(each[0]))
    head = say("Register of tasks: {of}", of=result["of"])
    counted = say("{tasks} tasks, {posts} posts", tasks=result["tasks"], posts=result["posts"])
    shown = " · ".join(f"{SIGNS[light]} {count} {light_word(light)}" for light, count in lights)
    return [[bold(head), f" – {counted}"], shown or say("There is no task in it.")]


def _annex(result: dict[str, Any]) -> list[Any]:
    head = say("Annex of {paper}", paper=result["of"])
    counted = say("{tasks} tasks, {posts} posts", tasks=result["tasks"], posts=result["posts"])
    return [
        [bold(head), f" – {counted}"],
        say("In the official layout of whoever issued it; please check before signing."),
    ]


def _year_report(result: dict[str, Any]) -> list[Any]:
    head = say("Year report {year}: {posts}", year=str(result["year"]), posts=result["of"])
    counted = say("{tasks} tasks, {done} done", tasks=result["tasks"], done=result["done"])
    return [[bold(head), f" – {counted}"], say("Filled in from the data; causes and proposals are for you to add.")]


def _slips(result: dict[str, Any]) -> list[Any]:
    head = bold(say("Slips with one-time codes: {count}", count=result["count"]))
    return [
        [head],
        say("Print them, hand each over personally, and delete the file afterwards. Each works once, for 14 days."),
    ]


def _dry_run(result: dict[str, Any]) -> list[Any]:
    head = bold(say("All that was found in the annex: {of}", of=result["of"]))
    counted = say("{findings} findings, {posts} posts to be chosen", findings=result["findings"], posts=result["posts"])
    return [[head, f" – {counted}"]]


SUMMARIES = {
    "register": _register,
    "annex": _annex,
    "year_report": _year_report,
    "slips": _slips,
    "dry_run": _dry_run,
}


def which_paper() -> str:
    return say("Of which Decision? Please send its number, for example: 128-QĐ/TU.")


def whose_report() -> str:
    return say("Whose year report? Please name the post, for example: bí thư Nguyệt Đức.")


@notice("job_failed")
def failed(session: Session, to: Recipient) -> Message:
    return message(
        say("The file could not be made. Please ask once more, and tell the administrator if it fails again.")
    )
