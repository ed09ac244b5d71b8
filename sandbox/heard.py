"""A message as somebody on a phone has heard it, and what can go wrong with phones."""

from dataclasses import dataclass, field

from sandbox.things import Json


class Refused(Exception):
    """The stand-in wouldn't do what the person tried; the words are its own."""


class NothingHeard(AssertionError):
    """The awaited message didn't come in time."""


@dataclass(frozen=True, slots=True)
class Message:
    """`buttons` are (label, data) in reading order; `raw` is what the phone API sent."""

    id: int
    text: str
    from_bot: bool
    raw: Json = field(repr=False)

    @property
    def buttons(self) -> list[tuple[str, str]]:
        return [(each["text"], each.get("data", "")) for row in self.raw["buttons"] for each in row]

    def data_of(self, button: str) -> str | None:
        """The data of the button with that label or that data."""
        return next((data for label, data in self.buttons if data and button in (label, data)), None)


def read(raw: Json) -> Message:
    return Message(raw["id"], raw["text"], raw["from"]["is_bot"], raw)
