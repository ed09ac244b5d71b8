"""Who is in the demo: the phones of the stand-in, and the same people in the bot's database."""

from datetime import date
from typing import Any

from sqlmodel import Session, select

from models import Account, Group, Person, Post, Role, Tenure, Unit
from rules.localtime import at
from rules.states import RoleKind
from services.invitations import issue

BOT, TOKEN, USERNAME = "telegram", "20231123:AAE-demo", "giaoviec_demo_bot"
START = "2023-11-23T07:59:50+07:00"
SINCE = date(2023, 1, 3)
JOINED = at(date(2023, 11, 20), 9)
LEADER, CLERK, SECOND_CLERK, MEMBER, CHAIR = 101, 102, 103, 104, 105
GROUP = -500
LEADER_POST, CHAIR_POST = "Trưởng phòng Nông nghiệp và PTNT", "Chủ tịch UBND huyện"
MEMBER_POST = "Phó Bí thư Thường trực Huyện ủy"
DISTRICT = "Huyện ủy Trấn Yên"
NAMES = {
    LEADER: "Trưởng phòng Nông nghiệp",
    CLERK: "Chuyên viên Một",
    SECOND_CLERK: "Chuyên viên Hai",
    MEMBER: "Ủy viên Thường vụ",
    CHAIR: "Chủ tịch huyện",
}


def scene(tour: list[dict[str, Any]]) -> dict[str, Any]:
    """The stand-in's side."""
    phones = [
        ("leader", "Trưởng phòng NN và PTNT", "Lãnh đạo nhận nhiệm vụ", LEADER, f"bot:{USERNAME}"),
        ("board", "Nhóm Ban Tổ chức", "Chuyên viên Một", CLERK, GROUP),
        ("member", "Ủy viên Thường vụ", "Nhận bản tin thứ Hai", MEMBER, f"bot:{USERNAME}"),
        ("board2", "Nhóm Ban Tổ chức", "Chuyên viên Hai", SECOND_CLERK, GROUP),
        ("clerk", "Chuyên viên Một", "Chat riêng với bot", CLERK, f"bot:{USERNAME}"),
    ]
    keys = ("id", "title", "subtitle", "user", "chat")
    started = [USERNAME]
    return {
        "bots": [{"token": TOKEN, "id": 20231123, "username": USERNAME, "name": "Bot Giao Việc"}],
        "users": [{"id": user, "first_name": name, "started": started} for user, name in NAMES.items()],
        "groups": [{"id": GROUP, "title": "Ban Tổ chức Huyện ủy", "members": [CLERK, SECOND_CLERK], "bots": [TOKEN]}],
        "phones": [dict(zip(keys, phone, strict=True)) | {"platform": "telegram"} for phone in phones],
        "tour": tour,
    }


def people(session: Session) -> str:
    """The bot's side: two clerks, a standing member and one leader are linked; gives back the code on the other's slip."""
    district = session.exec(select(Unit.id).where(Unit.name == DISTRICT)).one() or 0
    for user, kind in ((CLERK, RoleKind.BOARD), (SECOND_CLERK, RoleKind.BOARD), (MEMBER, RoleKind.COMMITTEE)):
        person = _link(session, user)
        session.add(Role(person_id=person, kind=kind, unit_id=district, starts_on=SINCE))
    for user, post in ((MEMBER, MEMBER_POST), (CHAIR, CHAIR_POST)):
        held = session.exec(select(Tenure).where(Tenure.post_id == _post(session, post))).one()
        held.person_id = _link(session, user)
    session.add(Group(bot=BOT, chat_id=str(GROUP), unit_id=district, purpose=RoleKind.BOARD, bound_at=JOINED))
    unit = session.get_one(Post, _post(session, LEADER_POST)).unit_id
    return issue(session, None, unit_id=unit, post_id=_post(session, LEADER_POST), trusted=False, now=JOINED)


def _post(session: Session, name: str) -> int:
    return session.exec(select(Post.id).where(Post.name == name)).one() or 0


def _link(session: Session, user: int) -> int:
    account = session.exec(select(Account).where(Account.user_id == str(user))).first()
    if account is not None:
        return account.person_id or 0
    person = Person(name=NAMES[user])
    session.add(person)
    session.flush()
    account = Account(bot=BOT, user_id=str(user), chat_id=str(user), person_id=person.id, display_name=NAMES[user])
    account.linked_at = account.heard_at = JOINED
    session.add(account)
    session.flush()
    return person.id or 0
