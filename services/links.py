"""Expiring addresses: a token that only its holder knows, and a row that knows only the token's hash.

A token is 160 random bits in hexadecimal: no guess hits one, and no word stands in it that a gate could take for a mark.
`look` never consumes; `use` does. Rows stay a month longer, so that an old address is told "expired", not "unknown".
"""

import hashlib
import hmac
import re
import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete
from sqlmodel import Session, col, select

from models import Account, SignedLink
from models.base import Json
from services.identity import actor_of

KEPT = timedelta(days=30)
_SHAPE = re.compile(r"[0-9a-f]{40}")
_public_url = ""


class Purpose(StrEnum):
    """What an address is for; the word is also its first step (`/files/<token>`)."""

    MEDIA = "media"
    FILES = "files"
    UPLOAD = "upload"
    BALLOT = "ballot"
    MINE = "mine"


class Standing(StrEnum):
    GOOD = "good"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    USED = "used"


def use_public_url(url: str) -> None:
    """Set for the process where people reach it from outside (the setting PUBLIC_URL); empty: nowhere."""
    global _public_url
    _public_url = url.rstrip("/")


def public_url() -> str:
    return _public_url


def address(purpose: Purpose, token: str) -> str:
    """The public address of a token; only to be asked for where there is a public URL."""
    if not _public_url:
        raise ValueError("there is no public address")
    return f"{_public_url}/{purpose}/{token}"


def issue(
    session: Session,
    *,
    purpose: Purpose,
    args: Json,
    person_id: int | None,
    now: datetime,
    lifetime: timedelta,
    most: int | None = 1,
) -> str:
    """A fresh token, good for `lifetime` and `most` uses (None: any number); only its hash is kept."""
    session.execute(delete(SignedLink).where(col(SignedLink.expires_at) < now - KEPT))
    token = secrets.token_hex(20)
    link = SignedLink(
        token_hash=hash_of(token),
        purpose=purpose,
        args={**args, "left": most},
        person_id=person_id,
        expires_at=now + lifetime,
    )
    session.add(link)
    session.flush()
    return token


def hash_of(token: str) -> str:
    """What is kept of a token; it is random enough to need no salt."""
    return hashlib.sha256(f"giaoviec:{token}".encode()).hexdigest()


def find(session: Session, token: str, purpose: Purpose, *, lock: bool = False) -> SignedLink | None:
    """The row behind a token whatever its state; None for a token that was never issued for this purpose."""
    if not _SHAPE.fullmatch(token):
        return None
    digest = hash_of(token)
    statement = select(SignedLink).where(SignedLink.token_hash == digest, SignedLink.purpose == purpose)
    link = session.exec(statement.with_for_update() if lock else statement).first()
    return link if link is not None and hmac.compare_digest(link.token_hash, digest) else None


def standing(link: SignedLink | None, now: datetime) -> Standing:
    """Can it still be used, and if not, why?"""
    if link is None:
        return Standing.UNKNOWN
    if link.used_at is not None:
        return Standing.USED
    return Standing.EXPIRED if link.expires_at <= now else Standing.GOOD


def look(session: Session, token: str, purpose: Purpose, now: datetime) -> SignedLink | None:
    """The link while it can be used; looking uses nothing up."""
    link = find(session, token, purpose)
    return link if standing(link, now) is Standing.GOOD else None


def use(session: Session, token: str, purpose: Purpose, now: datetime) -> SignedLink | None:
    """The link, with one use of it gone; None when it can't be used (any more)."""
    link = find(session, token, purpose, lock=True)
    if link is None or standing(link, now) is not Standing.GOOD:
        return None
    if link.args["left"] is not None:
        link.args = {**link.args, "left": link.args["left"] - 1}
        link.used_at = now if link.args["left"] == 0 else None
    session.add(link)
    return link


def holder(session: Session, link: SignedLink, now: datetime) -> Account | None:
    """The account (`args["account_id"]`) that the link was made for, while it is the same person's, with a post or a role."""
    account = session.get(Account, link.args["account_id"])
    if account is None or account.person_id is None or account.person_id != link.person_id:
        return None
    return account if actor_of(session, account, now).known else None
