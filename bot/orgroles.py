"""`giaoviec org supervise` on the database."""

from dataclasses import dataclass

from sqlmodel import Session

from bot.orgdesk import attempt, post_named, unit_named
from bot.settings import Settings
from bot.wiring import make_clock
from models import Post, Task
from rules.errors import UserError
from rules.localtime import today
from services.identity import holder_of
from services.supervising import Followed, appoint, release
from views import organisation as views


@dataclass(frozen=True)
class Wanted:
    """Who is to follow what, in words: units (a cluster has several), one post or one task; perhaps one field of it."""

    who: str
    units: tuple[str, ...]
    post: str | None
    task: str | None
    field: str
    cluster: str

    @property
    def what(self) -> str:
        named = self.post or self.task or ", ".join(self.units)
        told = f"{self.cluster} ({named})" if self.cluster else named
        return f"{told} – {self.field}" if self.field else told


def supervise(settings: Settings, wanted: Wanted, *, end: bool, yes: bool) -> list[str]:
    """Appoint the holder of a post, or end it; kept with `yes`."""
    now = make_clock(settings).now()

    def work(session: Session) -> bool:
        person = holder_of(session, post_named(session, wanted.who), today(now))
        if person is None:
            raise UserError("{post} has no holder.", post=wanted.who)
        change = release if end else appoint
        changes = [change(session, person, each, now) for each in _followed(session, wanted)]
        return any(changes)

    changed = attempt(settings, work, lambda _: yes)
    return [*views.supervised(wanted.who, wanted.what, changed=changed, end=end), views.outcome(kept=yes)]


def _followed(session: Session, wanted: Wanted) -> list[Followed]:
    rest = (wanted.field, wanted.cluster)
    if wanted.post:
        post = session.get_one(Post, post_named(session, wanted.post))
        return [Followed(post.unit_id, post.id, None, *rest)]
    if wanted.task:
        number = wanted.task.upper().removeprefix("NV").strip(" -")
        task = session.get(Task, int(number)) if number.isdecimal() and len(number) < 10 else None
        if task is None:
            raise UserError("There is no task {code}.", code=wanted.task)
        return [Followed(task.unit_id, None, task.id, *rest)]
    return [Followed(unit_named(session, name), None, None, *rest) for name in wanted.units]
