"""What the conversation core and a channel say to each other; no platform is named here.

Ids above a channel are opaque strings scoped by *bot* (a person's id holds for one bot only), times are aware UTC, text is a
tuple of spans, and a choice is a numbered line first: a channel with buttons may also draw it as one.
"""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

Style = Literal["plain", "bold", "italic", "code", "quoted"]  # the last never reaches a channel (`views.layout`)
TOKEN = "token"
AttachmentKind = Literal["photo", "document", "voice", "sticker", "other"]


@dataclass(frozen=True)
class Capabilities:
    """What a channel can do; a handler asks these flags, never a channel's name. Lengths are UTF-16 units.

    `join_link` is an address that opens a private talk with `{code}` said in it, where there is such a thing.
    """

    buttons: bool = False
    edit: bool = False
    files_in: bool = False
    files_out: bool = False
    image_in: bool = False
    image_out: bool = False
    voice_in: bool = False
    group_passive: bool = False
    quote: bool = False
    typing: bool = False
    slash: bool = False
    max_text: int = 2000
    max_caption: int = 0
    join_link: str = ""


@dataclass(frozen=True)
class ChatRef:
    """A chat as one bot sees it."""

    bot: str
    id: str


@dataclass(frozen=True)
class Attachment:
    """Something sent along; `ref` is the channel's own handle, whose address may expire.

    `stored` is the id of the kept blob once the fetching stage has it; `failure` a stable word (`empty`, `too_large`,
    `gone`) when it could not be kept.
    """

    kind: AttachmentKind
    ref: str
    name: str | None = None
    mime: str | None = None
    size: int | None = None
    stored: int | None = None
    failure: str | None = None


@dataclass(frozen=True)
class Incoming:
    """One thing a person did. `key` is unique per bot: a redelivered update has the same key.

    `event` is `message`, `press` (a button; `token` says which), `blocked`, `started` or `migrated` (`new_chat` is set).
    `sent_at` is the platform's time. In a group only what is `addressed` to the bot (a mention, a command, a reply to it,
    a button) arrives. `refused` is the confidentiality mark found by the gate (or TOKEN, for a bot's token), after which
    nothing of the content is left. `by_reply`: what is attached hangs on the message that was replied to.
    """

    key: str
    chat: ChatRef
    sender: str
    sender_name: str
    sent_at: datetime
    group: bool = False
    event: Literal["message", "press", "blocked", "started", "migrated"] = "message"
    text: str = ""
    message_id: str | None = None
    reply_to: str | None = None
    token: str | None = None
    press_id: str | None = None
    forwarded: bool = False
    album: str | None = None
    new_chat: str | None = None
    attachments: tuple[Attachment, ...] = ()
    by_reply: bool = False
    refused: str | None = None


@dataclass(frozen=True)
class Span:
    """A run of text in one style."""

    text: str
    style: Style = "plain"


@dataclass(frozen=True)
class Button:
    """A choice as a channel with buttons draws it; `token` (64 bytes at most) comes back in `Incoming.token`."""

    label: str
    token: str


@dataclass(frozen=True)
class File:
    """A file to send: its bytes, name and media type. A picture is shown in the chat when `picture` is set."""

    name: str
    mime: str
    data: bytes
    picture: bool = False


@dataclass(frozen=True)
class Outgoing:
    """One message for one chat. Plain text of `spans` is complete without `buttons`: choices are numbered in it."""

    chat: ChatRef
    spans: tuple[Span, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()
    file: File | None = None
    reply_to: str | None = None

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True)
class Sent:
    """What the platform answered: its id of the message and its own time."""

    message_id: str
    at: datetime


class DeliveryError(Exception):
    """A message was not accepted.

    `permanent`: trying again can't help (blocked, chat gone). `retry_after` (seconds): the platform asked to wait, which is
    no attempt. `quota`: the wait is for the bot's plan, so it holds for all that this bot says. `migrated_to`: the group's
    new id. `ambiguous`: it may have been accepted. The text never holds a token.
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool = False,
        unreachable: bool = False,
        retry_after: float | None = None,
        migrated_to: str | None = None,
        ambiguous: bool = False,
        quota: bool = False,
    ) -> None:
        super().__init__(reason)
        self.permanent = permanent
        self.unreachable = unreachable
        self.retry_after = retry_after
        self.migrated_to = migrated_to
        self.ambiguous = ambiguous
        self.quota = quota


class FetchError(Exception):
    """An attachment could not be had: `failure` is `empty`, `too_large` or `gone`, or `transient` is set."""

    def __init__(self, failure: str, *, transient: bool = False) -> None:
        super().__init__(failure)
        self.failure = failure
        self.transient = transient


@dataclass(frozen=True)
class CommandHelp:
    """A line of a channel's command menu; `scope` is `everyone` or `board`."""

    name: str
    summary: str
    scope: Literal["everyone", "board"] = "everyone"


@dataclass(frozen=True)
class Pace:
    """Spacing in seconds: `every` between any two messages of a bot, `chat` and `group` between two to the same one."""

    every: float = 0.04
    chat: float = 1.05
    group: float = 3.05


class Channel(Protocol):
    """A platform, seen from the core. All calls raise `DeliveryError` or `FetchError`, never a library's own error.

    `secret_header` is where a webhook's caller shows its secret. `hands_over_once`: what a poll brings never comes again.
    """

    bot: str
    secret_header: str
    hands_over_once: bool
    capabilities: Capabilities
    pace: Pace

    async def start(self, commands: Sequence[CommandHelp]) -> None:
        """Connect and greet; a server that lacks a convenience (a command menu) must not stop the bot."""

    async def whoami(self) -> str:
        """The bot's name as the platform knows it: is the token good?"""

    async def stop(self) -> None:
        """Release what `start` took."""

    def poll(self) -> AsyncGenerator[Sequence[Incoming], None]:
        """Batches of what arrived, empty ones too; asking for the next batch confirms the one before, so store it first."""

    def parse(self, body: bytes) -> Sequence[Incoming]:
        """A webhook's body as incoming things; `ValueError` when it is none of the platform's."""

    async def set_webhook(self, url: str, secret: str) -> None:
        """From now on the platform delivers to that address, with the secret in a header."""

    async def send(self, message: Outgoing) -> Sent:
        """Hand over one message."""

    async def fetch(self, attachment: Attachment, limit: int) -> bytes:
        """The bytes behind an attachment, at most `limit`."""

    async def acknowledge(self, incoming: Incoming, text: str | None = None) -> None:
        """Stop a pressed button's spinner; failing is harmless and stays silent."""

    async def typing(self, chat: ChatRef) -> None:
        """Show that an answer is coming; failing is harmless and stays silent."""
