"""The fullest message one person can get still fits every channel, and a phone is not asked to scroll for ever."""

from datetime import date

from sqlmodel import Session

from models import Target, Tenure
from rules.localtime import at
from rules.states import DueKind, RoleKind, TaskState
from rules.text import utf16_len
from services import digest
from services.issues import row_of
from tests.scheduler.organisation import NOW, Organisation
from views.notices import render

MONDAY = date(2026, 11, 30)
LONG = (
    "Bàn giao mặt bằng sạch dự án đường liên xã Nguyệt Đức – Yên Phương – Tam Hồng và khu tái định cư tập trung số {n}"
)


def test_everything_at_once_fits_one_message(session: Session) -> None:
    """A standing member who leads a unit with 21 overdue tasks, follows thirty late ones and sits on the board."""
    here = Organisation(session)
    own = here.post("Phó Bí thư Thường trực Tỉnh ủy kiêm Bí thư Đảng ủy khối các cơ quan")
    person = here.person(own, role=RoleKind.BOARD)
    here.person(role=RoleKind.COMMITTEE)
    since = at(date(2026, 11, 2), 9)
    for number in range(21):
        task = here.task(own, title=LONG.format(n=number), due_on=date(2026, 11, 20), since=since)
        session.add(Target(task_id=task.id or 0, measure="hộ dân được bồi thường", plan=144))
    for number in range(30):
        post = here.post(f"Bí thư Đảng ủy xã Nguyệt Đức mở rộng số {number}", supervisor=own)
        here.person(post)
        here.task(post, due_on=date(2026, 11, 13 if number % 2 else 25), since=since)
        here.task(post, state=TaskState.CLAIMED, since=at(date(2026, 11, 20), 9), claimed_at=at(date(2026, 11, 20), 9))
        here.task(here.post(f"Chức danh khuyết {number}"), due_kind=DueKind.ONGOING, since=since)
    digest.keep(session, here.unit, at(MONDAY, 0), at(MONDAY, 0))
    issue = digest.frozen(session, row_of(session, here.unit, "2026-W48", NOW))

    said = render(session, "bundle", {"day": MONDAY.isoformat(), "digest": issue}, person, at(MONDAY, 7))

    assert said is not None
    assert (utf16_len(said.text) <= 2000, len(said.shown)) == (True, 8)
    assert len(said.text.splitlines()) <= 30


def test_two_posts_with_the_same_numbers_are_told_apart(session: Session) -> None:
    here = Organisation(session)
    first, second = here.post("Bí thư"), here.post("Chủ tịch")
    leader = here.person(first)
    session.add(Tenure(person_id=leader, post_id=second, starts_on=date(2026, 1, 1)))
    tasks = [here.task(post, number=1, due_on=MONDAY) for post in (first, second)]
    said = render(session, "bundle", {"day": MONDAY.isoformat()}, leader, at(MONDAY, 8))
    assert said is not None
    assert said.shown == tuple(task.id for task in tasks)
