"""`/ballot/<token>`: a member scores each task; the chair reads the spread once nobody is blinded by it."""

from datetime import datetime
from decimal import Decimal

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from bot.pages.door import Site, refusal, status
from bot.pages.fields import fields
from bot.pages.form import NotTaken
from bot.pages.show import rendered
from bot.pages.tokens import holder, opened
from rules.errors import UserError
from rules.numbers import parse_number
from services import council
from services.links import Purpose
from views import ballots
from views.ballots import BallotPage
from views.words import sorry


class Ballots:
    """The page and what it does; it stays good until the ballot ends, however often it is opened."""

    def __init__(self, site: Site) -> None:
        self._db, self._clock = site.db, site.clock

    async def __call__(self, request: Request, token: str) -> Response:
        if request.method != "POST":
            return rendered("ballot.html", await self._db.run(shown, token, self._clock.now()))
        try:
            given = await fields(request)
        except NotTaken as refused:
            return refusal(refused.problem)
        page = await self._db.run(taken, token, given, self._clock.now())
        return rendered("ballot.html", page, status(ballots.INVALID) if page.problem else 200)


def shown(session: Session, token: str, now: datetime) -> BallotPage:
    """Raises `Shut`."""
    return ballots.page(session, *_whose(session, token, now), now)


def _whose(session: Session, token: str, now: datetime) -> tuple[int, int]:
    """The ballot and the member. Raises `Shut`."""
    link = opened(session, token, Purpose.BALLOT, now)
    account = holder(session, link, now)
    assert account.person_id is not None
    return link.args["ballot_id"], account.person_id


def taken(session: Session, token: str, given: dict[str, str], now: datetime) -> BallotPage:
    """Keep what was filled in, all of it or (with a sentence that says why) none. Raises `Shut`."""
    ballot_id, person = _whose(session, token, now)
    try:
        count = council.score(session, ballot_id, person, _points(given), now)
    except UserError as problem:
        return ballots.page(session, ballot_id, person, now, problem=sorry(problem), given=given)
    return ballots.page(session, ballot_id, person, now, saved=count)


def _points(given: dict[str, str]) -> dict[int, Decimal]:
    """`nv12=87,5`; what was left empty is for another time. Raises `UserError`."""
    found: dict[int, Decimal] = {}
    for name, text in given.items():
        number = name.removeprefix("nv")
        if not name.startswith("nv") or not number.isdecimal() or len(number) > 9 or not text.strip():
            continue
        points = parse_number(text)
        if points is None:
            raise UserError("{code}: points are from 0 to 100, with two decimals at most.", code=f"NV-{number}")
        found[int(number)] = points
    return found
