"""Who is in the demo: the phones of the stand-in, and the same people in the bot's database."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, select

from models import Account, Group, Person, Post, Role, Tenure, Unit
from rules.localtime import at
from rules.states import RoleKind
from services.invitations import issue

TELEGRAM_BOT, TELEGRAM_TOKEN, TELEGRAM_NAME = "telegram", "20231123:AAE-demo", "giaoviec_demo_bot"
ZALO_BOT, ZALO_TOKEN, ZALO_NAME = "zalo-20231124", "20231124:demo-zalo", "bot.GiaoViecDemo"
BOT_NAME = "Bot Giao Việc"
START = "2023-11-23T07:59:50+07:00"
START_OF_SCRIPT = (
    "2023-11-23T07:00:00+07:00"  # eight o'clock is to come with the step that waits for it, on a slow machine too
)
SINCE = date(2023, 1, 3)
JOINED = at(date(2023, 11, 20), 9)
LEADER, CLERK, SECOND_CLERK, MEMBER, CHAIR = 101, 102, 103, 104, 105
ZALO_LEADER, ZALO_CLERK, ZALO_MEMBER = 201, 202, 204
GROUP, ZALO_GROUP = -500, -600
LEADER_POST, CHAIR_POST = "Trưởng phòng Nông nghiệp và PTNT", "Chủ tịch UBND huyện"
ZALO_LEADER_POST = "Trưởng phòng Kinh tế và Hạ tầng"
MEMBER_POST, ZALO_MEMBER_POST = "Phó Bí thư Thường trực Huyện ủy", "Bí thư Huyện ủy"
DISTRICT = "Huyện ủy Trấn Yên"
NAMES = {
    LEADER: "Trưởng phòng Nông nghiệp",
    CLERK: "Chuyên viên Một",
    SECOND_CLERK: "Chuyên viên Hai",
    MEMBER: "Ủy viên Thường vụ",
    CHAIR: "Chủ tịch huyện",
}
ZALO_NAMES = {ZALO_LEADER: "Trưởng phòng Kinh tế", ZALO_CLERK: "Chuyên viên Ba", ZALO_MEMBER: "Bí thư"}


def scene(tours: list[dict[str, Any]]) -> dict[str, Any]:
    """The stand-in's side."""
    telegram, zalo = f"bot:{TELEGRAM_NAME}", f"bot:{ZALO_NAME}"
    phones = [
        ("leader", "telegram", "Trưởng phòng NN và PTNT", "Lãnh đạo nhận nhiệm vụ", LEADER, telegram),
        ("zalo-leader", "zalo", "Trưởng phòng KT và HT", "Lãnh đạo nhận nhiệm vụ", ZALO_LEADER, zalo),
        ("board", "telegram", "Nhóm Ban Tổ chức", "Chuyên viên Một", CLERK, GROUP),
        ("zalo-board", "zalo", "Nhóm Zalo Ban Tổ chức", "Chuyên viên Ba", ZALO_CLERK, ZALO_GROUP),
        ("zalo-clerk", "zalo", "Chuyên viên Ba", "Chat riêng với bot", ZALO_CLERK, zalo),
        ("member", "telegram", "Ủy viên Thường vụ", "Nhận bản tin thứ Hai", MEMBER, telegram),
        ("zalo-member", "zalo", "Bí thư Huyện ủy", "Nhận bản tin thứ Hai", ZALO_MEMBER, zalo),
        ("board2", "telegram", "Nhóm Ban Tổ chức", "Chuyên viên Hai", SECOND_CLERK, GROUP),
        ("clerk", "telegram", "Chuyên viên Một", "Chat riêng với bot", CLERK, telegram),
    ]
    keys = ("id", "platform", "title", "subtitle", "user", "chat")
    return {
        "bots": [
            {"token": TELEGRAM_TOKEN, "id": 20231123, "username": TELEGRAM_NAME, "name": BOT_NAME},
            {"platform": "zalo", "token": ZALO_TOKEN, "username": ZALO_NAME, "name": BOT_NAME},
        ],
        "users": [*_telegram_users(), *_zalo_users()],
        "groups": [
            {"id": GROUP, "title": "Ban Tổ chức Huyện ủy", "members": [CLERK, SECOND_CLERK], "bots": [TELEGRAM_TOKEN]},
            {
                "id": ZALO_GROUP,
                "title": "Ban Tổ chức trên Zalo",
                "members": [ZALO_CLERK],
                "bots": [ZALO_TOKEN],
                "zalo_id": zalo_group(),
            },
        ],
        "phones": [dict(zip(keys, phone, strict=True)) for phone in phones],
        "tour": tours,
    }


def _telegram_users() -> list[dict[str, Any]]:
    return [{"id": user, "first_name": name, "started": [TELEGRAM_NAME]} for user, name in NAMES.items()]


def _zalo_users() -> list[dict[str, Any]]:
    return [
        {"id": user, "first_name": name, "started": [ZALO_NAME], "zalo_ids": {ZALO_NAME: zalo_user(user)}}
        for user, name in ZALO_NAMES.items()
    ]


def zalo_user(user: int) -> str:
    """The platform's id of a person (and of the private chat): 20 hexadecimal digits."""
    return f"{user:020x}"


def zalo_group() -> str:
    return f"zgr-{-ZALO_GROUP:020x}"


@dataclass(frozen=True)
class Codes:
    """What stands on the slips of the two leaders who are to join."""

    telegram: str
    zalo: str


def people(session: Session) -> Codes:
    """The bot's side: three clerks, two standing members and one leader are linked; gives back the codes of the other two."""
    district = session.exec(select(Unit.id).where(Unit.name == DISTRICT)).one() or 0
    board, committee = RoleKind.BOARD, RoleKind.COMMITTEE
    roles = ((CLERK, board), (SECOND_CLERK, board), (ZALO_CLERK, board), (MEMBER, committee), (ZALO_MEMBER, committee))
    for user, kind in roles:
        session.add(Role(person_id=_link(session, user), kind=kind, unit_id=district, starts_on=SINCE))
    for user, post in ((MEMBER, MEMBER_POST), (ZALO_MEMBER, ZALO_MEMBER_POST), (CHAIR, CHAIR_POST)):
        held = session.exec(select(Tenure).where(Tenure.post_id == _post(session, post))).one()
        held.person_id = _link(session, user)
    for bot, chat in ((TELEGRAM_BOT, str(GROUP)), (ZALO_BOT, zalo_group())):
        session.add(Group(bot=bot, chat_id=chat, unit_id=district, purpose=board, bound_at=JOINED))
    return Codes(_slip(session, LEADER_POST), _slip(session, ZALO_LEADER_POST))


def _slip(session: Session, name: str) -> str:
    post = _post(session, name)
    unit = session.get_one(Post, post).unit_id
    return issue(session, None, unit_id=unit, post_id=post, trusted=False, now=JOINED)


def _post(session: Session, name: str) -> int:
    return session.exec(select(Post.id).where(Post.name == name)).one() or 0


def _link(session: Session, user: int) -> int:
    """The person behind a user of either platform, linked once."""
    zalo = user in ZALO_NAMES
    bot, wire = (ZALO_BOT, zalo_user(user)) if zalo else (TELEGRAM_BOT, str(user))
    account = session.exec(select(Account).where(Account.bot == bot, Account.user_id == wire)).first()
    if account is not None:
        return account.person_id or 0
    name = (ZALO_NAMES if zalo else NAMES)[user]
    person = Person(name=name)
    session.add(person)
    session.flush()
    account = Account(bot=bot, user_id=wire, chat_id=wire, person_id=person.id, display_name=name)
    account.linked_at = account.heard_at = JOINED
    session.add(account)
    session.flush()
    return person.id or 0
