"""A ballot and one's own record, on pages behind signed links."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser
from sqlmodel import Session, col, select

from models import Account, Person, Remark, Role, Score, Target, Task, Verification
from rules.states import Result, RoleKind, TaskState
from services import council
from services.identity import actor_for
from services.links import Purpose
from tests.browser import browser as browser
from tests.web.conftest import CLERK, LEADER, LONG_AGO, START, Site

MEMBERS = ("201", "202", "203")
DUE = date(2026, 12, 10)


def _open(session: Session, now: object = START) -> None:
    unit = session.exec(select(Task.unit_id)).first() or 0
    for user in MEMBERS:
        person = Person(name=f"Hội đồng {user}")
        session.add(person)
        session.flush()
        session.add(Role(person_id=person.id or 0, kind=RoleKind.COUNCIL, unit_id=unit, starts_on=LONG_AGO))
        session.add(Account(bot="bare", user_id=user, chat_id=user, person_id=person.id, display_name=user))
    task = session.exec(select(Task)).one()
    task.state, task.result, task.closed_at, task.claimed_at = TaskState.CLOSED, Result.MET, START, START
    session.add(Target(task_id=task.id or 0, measure="hộ", plan=Decimal(144)))
    clerk = session.exec(select(Role.person_id).where(Role.kind == RoleKind.BOARD)).one()
    found = Verification(task_id=task.id or 0, verifier_id=clerk, accepted=True, value=Decimal(130), at=START)
    session.add(found)
    session.flush()
    first = (
        session.exec(select(Role.person_id).where(Role.kind == RoleKind.COUNCIL).order_by(col(Role.id))).first() or 0
    )
    council.open_ballot(session, actor_for(session, clerk, START.date()), unit, "2026", DUE, first, START)


@pytest.fixture
def ballots(site: Site) -> dict[str, str]:
    """The path of each member's page, as the chat told it."""
    site.look(_open)
    return {user: _path(site, user) for user in MEMBERS}


def _path(site: Site, user: str) -> str:
    text = site.until(lambda: [said for said in site.heard(user) if "/ballot/" in said])[0]
    return urlsplit(text.splitlines()[2]).path


def points(site: Site) -> list[Decimal]:
    return site.look(lambda s: [row.points for row in s.exec(select(Score).order_by(col(Score.id)))])


def test_the_chat_says_only_that_a_ballot_waits(site: Site, ballots: dict[str, str]) -> None:
    (said,) = site.heard("201")
    assert said.splitlines()[:2] == [
        "Có phiếu chấm của hội đồng chờ đồng chí: PC-1, 1 nhiệm vụ, hạn 10/12/2026.",
        "Đề nghị đồng chí chấm tại trang sau (chỉ dành riêng cho đồng chí):",
    ]
    assert site.heard(LEADER) == []


def test_members_score_blind_and_the_chair_sees_the_spread_at_the_end(site: Site, ballots: dict[str, str]) -> None:
    shown = site.http.get(ballots["201"])
    assert shown.status_code == 200
    assert "Báo cáo: hoàn thành · thẩm định: 130/144 hộ (90,3%)" in shown.text
    for user, given in (("201", "90"), ("202", "62,5")):
        assert "Đã ghi 1 điểm." in site.http.post(ballots[user], data={"nv1": given}).text
    assert "62,5" not in site.http.get(ballots["201"]).text
    assert "Thấp nhất" not in site.http.get(ballots["201"]).text
    site.http.post(ballots["203"], data={"nv1": "80"})
    chair = site.http.get(ballots["201"]).text
    assert "62,5 – 90" in chair
    assert "77,5" in chair
    assert "chênh lệch lớn" in chair
    assert "62,5" not in site.http.get(ballots["203"]).text
    assert points(site) == [Decimal(90), Decimal("62.5"), Decimal(80)]


def test_odd_points_are_shown_again_with_the_reason(site: Site, ballots: dict[str, str]) -> None:
    for given in ("101", "-1", "chín mươi mốt phẩy", "90.123", "1e2", "<b>"):
        answer = site.http.post(ballots["201"], data={"nv1": given})
        assert answer.status_code == 400
        assert "NV-1: điểm từ 0 đến 100, nhiều nhất hai chữ số thập phân." in answer.text
        assert "<b>" not in answer.text
    assert points(site) == []


def test_a_second_time_is_refused(site: Site, ballots: dict[str, str]) -> None:
    site.http.post(ballots["201"], data={"nv1": "90"})
    again = site.http.post(ballots["201"], data={"nv1": "95"})
    assert (again.status_code, "NV-1 đã được chấm" in again.text) == (400, True)
    assert points(site) == [Decimal(90)]


def test_who_left_the_chat_or_comes_late_scores_nothing(site: Site, ballots: dict[str, str]) -> None:
    def unlink(session: Session) -> None:
        session.exec(select(Account).where(Account.user_id == "202")).one().person_id = None

    site.look(unlink)
    assert site.http.post(ballots["202"], data={"nv1": "90"}).status_code == 410
    site.later(timedelta(days=15))
    late = site.http.post(ballots["201"], data={"nv1": "90"})
    assert (late.status_code, "Phiếu chấm PC-1 đã kết thúc." in late.text) == (400, True)
    assert points(site) == []


def test_everything_held_about_somebody_is_read_on_a_page_and_commented_there(site: Site) -> None:
    site.channel.say(LEADER, LEADER, "dữ liệu của tôi")
    said = site.until(lambda: site.heard(LEADER))[0]
    assert said.splitlines()[0].startswith("Mọi dữ liệu đang lưu về đồng chí ở trang sau")
    path = urlsplit(said.splitlines()[1]).path
    page = site.http.get(path).text
    for piece in ("Họ tên: Đồng chí A", "Bí thư Đảng ủy xã Nguyệt Đức: từ 1/1/2026", "NV-1 Bàn giao mặt bằng"):
        assert piece in page
    assert "Cán bộ B" not in page
    assert "Ý kiến chưa có nội dung." in site.http.post(path, data={"remark": "  "}).text
    answer = site.http.post(path, data={"remark": "Diện tích chưa tính xã <i>mới</i>"})
    assert "Đã ghi nhận ý kiến của đồng chí." in answer.text
    assert "&lt;i&gt;mới" in answer.text
    assert site.look(lambda s: len(s.exec(select(Remark)).all())) == 1


def test_a_guess_opens_nothing(site: Site) -> None:
    for path in ("/ballot/", "/mine/"):
        assert site.http.get(path + "0" * 40).status_code == 404
        assert site.http.get(path + site.issue(Purpose.UPLOAD)).status_code == 404


@pytest.mark.browser
def test_the_pages_fit_a_small_phone(browser: Browser, site: Site, ballots: dict[str, str], tmp_path: Path) -> None:
    site.channel.say(CLERK, CLERK, "dữ liệu của tôi")
    mine = urlsplit(site.until(lambda: site.heard(CLERK))[-1].splitlines()[1]).path
    context = browser.new_context(viewport={"width": 360, "height": 640}, is_mobile=True, has_touch=True)
    page = context.new_page()
    for name, path in (("ballot", ballots["201"]), ("mine", mine)):
        page.goto(site.url + path)
        page.screenshot(path=tmp_path / f"{name}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert (page.locator("button").bounding_box() or {})["height"] >= 44
    page.goto(site.url + ballots["201"])
    page.get_by_label("Điểm (0–100)").fill("87,5")
    page.get_by_role("button", name="Gửi điểm").click()
    page.screenshot(path=tmp_path / "scored.png", full_page=True)
    assert points(site) == [Decimal("87.5")]
    context.close()
