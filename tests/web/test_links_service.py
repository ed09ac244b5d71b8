"""Tokens: issued, looked at, used, forgotten."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, select

from models import Account, Person, SignedLink
from services import links
from services.links import Purpose, Standing
from tests.web.conftest import HOUR, START

LATER = START + HOUR


def issue(session: Session, *, most: int | None = 1, purpose: Purpose = Purpose.FILES) -> str:
    return links.issue(
        session, purpose=purpose, args={"blob_id": 7}, person_id=None, now=START, lifetime=HOUR, most=most
    )


def state(session: Session, token: str, purpose: Purpose = Purpose.FILES, now: object = START) -> Standing:
    return links.standing(links.find(session, token, purpose), now)  # type: ignore[arg-type]


def test_no_column_holds_the_token(session: Session) -> None:
    token = issue(session)
    row = session.exec(select(SignedLink)).one()
    assert row.token_hash == links.hash_of(token)
    assert token not in repr(row.model_dump())


def test_tokens_are_forty_hexadecimal_signs_and_all_different(session: Session) -> None:
    tokens = {issue(session) for _ in range(50)}
    assert len(tokens) == 50
    assert all(len(token) == 40 and set(token) <= set("0123456789abcdef") for token in tokens)


def test_looking_uses_nothing_up(session: Session) -> None:
    token = issue(session)
    looked = [links.look(session, token, Purpose.FILES, START) for _ in range(10)]
    assert [link.args for link in looked if link] == [{"blob_id": 7, "left": 1}] * 10


def test_a_link_is_used_as_often_as_was_said(session: Session) -> None:
    token = issue(session, most=2)
    used = [links.use(session, token, Purpose.FILES, START) is not None for _ in range(3)]
    assert (used, state(session, token)) == ([True, True, False], Standing.USED)
    assert links.look(session, token, Purpose.FILES, START) is None


def test_one_without_a_limit_is_never_used_up(session: Session) -> None:
    token = issue(session, most=None)
    assert all(links.use(session, token, Purpose.FILES, START) for _ in range(20))


def test_it_ends_with_its_term(session: Session) -> None:
    token = issue(session)
    assert links.look(session, token, Purpose.FILES, LATER - timedelta(microseconds=1)) is not None
    assert links.look(session, token, Purpose.FILES, LATER) is None
    assert links.use(session, token, Purpose.FILES, LATER) is None
    assert state(session, token, now=LATER) is Standing.EXPIRED


def test_it_is_good_for_its_own_purpose_only(session: Session) -> None:
    token = issue(session, purpose=Purpose.UPLOAD)
    good = [purpose for purpose in Purpose if state(session, token, purpose) is Standing.GOOD]
    assert good == [Purpose.UPLOAD]


@given(st.text(max_size=60))
def test_nothing_but_a_token_is_looked_up(text: str) -> None:
    assert links.find(None, text, Purpose.FILES) is None  # type: ignore[arg-type]


def test_an_old_link_is_told_expired_for_a_month_and_then_forgotten(session: Session) -> None:
    token = issue(session)

    def after(days: int) -> Standing:
        now = LATER + timedelta(days=days)
        links.issue(session, purpose=Purpose.MEDIA, args={}, person_id=None, now=now, lifetime=HOUR)
        return state(session, token, now=now)

    assert [after(30), after(31)] == [Standing.EXPIRED, Standing.UNKNOWN]


def test_an_address_needs_a_public_url(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "_public_url", "")
    with pytest.raises(ValueError):
        links.address(Purpose.MEDIA, "0" * 40)
    links.use_public_url("https://bot.example.vn/giaoviec/")
    assert links.address(Purpose.MEDIA, "abc") == "https://bot.example.vn/giaoviec/media/abc"


def test_a_link_without_a_linked_person_has_no_holder(session: Session) -> None:
    person = Person(name="A")
    account = Account(bot="bare", user_id="1", chat_id="1")
    session.add_all([person, account])
    session.flush()
    token = links.issue(
        session,
        purpose=Purpose.UPLOAD,
        args={"account_id": account.id},
        person_id=None,
        now=START,
        lifetime=HOUR,
    )
    link = links.look(session, token, Purpose.UPLOAD, START)
    assert link is not None
    assert links.holder(session, link, START) is None
    account.person_id = link.person_id = person.id  # linked, but with neither post nor role
    session.flush()
    assert links.holder(session, link, START) is None
