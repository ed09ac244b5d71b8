"""`/mine/<token>`: a person reads everything held about them, and comments."""

from datetime import datetime

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from bot.pages.door import Site, refusal, status
from bot.pages.fields import fields
from bot.pages.form import NotTaken
from bot.pages.show import rendered
from bot.pages.tokens import holder, opened
from rules.errors import UserError
from services import sheet
from services.links import Purpose
from views import mine
from views.mine import MinePage
from views.pages import Problem
from views.words import sorry


class Mine:
    """The page and its one form."""

    def __init__(self, site: Site) -> None:
        self._db, self._clock = site.db, site.clock

    async def __call__(self, request: Request, token: str) -> Response:
        if request.method != "POST":
            return rendered("mine.html", await self._db.run(_shown, token, self._clock.now()))
        try:
            given = await fields(request)
        except NotTaken as refused:
            return refusal(refused.problem)
        page = await self._db.run(_remarked, token, given.get("remark", ""), self._clock.now())
        return rendered("mine.html", page, status(Problem.UNREADABLE) if page.problem else 200)


def _person(session: Session, token: str, now: datetime) -> int:
    """Whose page it is. Raises `Shut`."""
    account = holder(session, opened(session, token, Purpose.MINE, now), now)
    assert account.person_id is not None
    return account.person_id


def _shown(session: Session, token: str, now: datetime) -> MinePage:
    return mine.page(sheet.sheet(session, _person(session, token, now), now))


def _remarked(session: Session, token: str, text: str, now: datetime) -> MinePage:
    person = _person(session, token, now)
    try:
        sheet.remark(session, person, text, now)
    except UserError as problem:
        return mine.page(sheet.sheet(session, person, now), problem=sorry(problem))
    return mine.page(sheet.sheet(session, person, now), saved=True)
