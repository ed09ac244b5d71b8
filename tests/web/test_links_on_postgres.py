"""The same on PostgreSQL: a picture is told by its first bytes, and a link pressed at once by many is counted."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import Session

from bot.carry import _is_picture
from bot.db import Database
from bot.fetch import keep_blob
from bot.migrate import upgrade
from services import links
from services.links import Purpose
from tests.web.conftest import HOUR, START
from tests.web.samples import PDF, photo

pytestmark = pytest.mark.postgres


def kinds(session: Session) -> list[bool]:
    return [_is_picture(session, keep_blob(session, data, None)) for data in (photo(), PDF)]


def issue(session: Session) -> str:
    return links.issue(session, purpose=Purpose.FILES, args={}, person_id=None, now=START, lifetime=HOUR, most=3)


def test_pictures_and_uses_are_told_apart_and_counted(postgres_url: str) -> None:
    database = Database(postgres_url)
    upgrade(database.engine)
    assert database.transact(kinds) == [True, False]
    token = database.transact(issue)

    def press(_: int) -> bool:
        return database.transact(links.use, token, Purpose.FILES, START) is not None

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(press, range(8))) == 3
    database.close()
