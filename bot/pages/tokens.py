"""From a token to its row, or to the reason why not."""

from datetime import datetime

from sqlmodel import Session

from bot.pages.door import Shut
from models import Account, SignedLink
from services import links
from services.links import Purpose
from views.pages import BY_STANDING, Problem


def opened(session: Session, token: str, purpose: Purpose, now: datetime, *, use: bool = False) -> SignedLink:
    """The link, looked at or (with `use`) used once. Raises `Shut`."""
    link = links.use(session, token, purpose, now) if use else links.look(session, token, purpose, now)
    if link is None:
        raise Shut(BY_STANDING[links.standing(links.find(session, token, purpose), now)])
    return link


def holder(session: Session, link: SignedLink, now: datetime) -> Account:
    """Whose link it is. Raises `Shut` when that person was unlinked or has no post or role any more."""
    account = links.holder(session, link, now)
    if account is None:
        raise Shut(Problem.VOID)
    return account
