"""`/files/<token>`: what the page tells, what a press gives, what a link preview can't do."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from models import Account
from services.links import Purpose
from tests.web import samples
from tests.web.conftest import HOUR, LEADER, STRANGER, Site

NAME = "Sổ nhiệm vụ Nguyệt Đức.xlsx"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PREVIEW = {"User-Agent": "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"}


@pytest.fixture
def token(site: Site) -> str:
    return site.issue(Purpose.FILES, blob_id=site.keep(samples.workbook(), XLSX), name=NAME)


def words(html: str) -> list[str]:
    body = re.search("<main>(.*)</main>", html, re.DOTALL)
    assert body
    return [line.strip() for line in re.sub("<[^>]+>", "\n", body[1]).splitlines() if line.strip()]


def test_the_page_tells_what_it_is_and_until_when_and_has_a_button(site: Site, token: str) -> None:
    page = site.http.get(f"/files/{token}")
    size = round(len(samples.workbook()) / 1024)
    assert words(page.text) == [
        "Tải tệp",
        f"Bảng tính Excel, {size} KB",
        "Còn tải được 5 lần, đến 10 giờ 00, ngày 26/11/2026.",
        "Nếu bấm nút mà điện thoại không tải, đề nghị đồng chí mở trang này bằng trình duyệt (mục “⋯”).",
        "Tải tệp",
    ]


def test_neither_name_nor_content_is_on_the_page(site: Site, token: str) -> None:
    page = site.http.get(f"/files/{token}").text
    assert [secret for secret in ("Nguyệt", "Sổ", "Nhiệm vụ") if secret in page] == []


def test_looking_uses_nothing_up(site: Site, token: str) -> None:
    for method in ("GET", "HEAD", "GET"):
        assert site.http.request(method, f"/files/{token}", headers=PREVIEW).status_code == 200
    assert site.left(token) == 5


def test_a_press_gives_the_file_under_its_name(site: Site, token: str) -> None:
    answer = site.http.post(f"/files/{token}")
    assert (answer.status_code, answer.content, answer.headers["content-type"]) == (200, samples.workbook(), XLSX)
    assert answer.headers["content-disposition"] == (
        "attachment; filename=\"tep.xlsx\"; filename*=UTF-8''S%E1%BB%95%20nhi%E1%BB%87m%20v%E1%BB%A5%20"
        "Nguy%E1%BB%87t%20%C4%90%E1%BB%A9c.xlsx"
    )


def test_a_name_can_break_out_of_no_header(site: Site) -> None:
    token = site.issue(Purpose.FILES, blob_id=site.keep(b"x", "text/html"), name='a"\r\nSet-Cookie: b=c;"./../x')
    answer = site.http.post(f"/files/{token}")
    assert answer.headers["content-disposition"] == (
        "attachment; filename=\"tep\"; filename*=UTF-8''a%22%0D%0ASet-Cookie%3A%20b%3Dc%3B%22.%2F..%2Fx"
    )
    assert "set-cookie" not in answer.headers


def test_it_can_be_had_five_times(site: Site, token: str) -> None:
    answers = [site.http.post(f"/files/{token}").status_code for _ in range(6)]
    assert answers == [200] * 5 + [410]
    assert words(site.http.get(f"/files/{token}").text) == [
        "Chưa thực hiện được",
        "Đường dẫn đã dùng hết số lần. Đề nghị đồng chí yêu cầu lại trong cuộc trò chuyện.",
    ]


def test_after_its_term_it_says_so(site: Site, token: str) -> None:
    site.later(HOUR)
    for method in ("GET", "POST"):
        answer = site.http.request(method, f"/files/{token}")
        assert (answer.status_code, words(answer.text)[1]) == (
            410,
            "Đường dẫn đã hết hạn. Đề nghị đồng chí yêu cầu lại trong cuộc trò chuyện.",
        )


def test_it_ends_when_the_person_is_unlinked(site: Site, token: str) -> None:
    account_id = site.account(LEADER).id
    site.look(lambda session: setattr(session.get_one(Account, account_id), "person_id", None))
    answers = [site.http.request(method, f"/files/{token}") for method in ("GET", "POST")]
    assert {(a.status_code, words(a.text)[1]) for a in answers} == {
        (410, "Đường dẫn không còn hiệu lực. Đề nghị đồng chí liên hệ Ban Tổ chức.")
    }
    assert site.left(token) == 5


def test_a_stranger_has_no_files(site: Site) -> None:
    token = site.issue(Purpose.FILES, STRANGER, blob_id=site.keep(b"x", XLSX), name=NAME)
    assert site.http.post(f"/files/{token}").status_code == 410


def test_what_several_press_at_once_is_counted_once_each(site: Site) -> None:
    token = site.issue(Purpose.FILES, blob_id=site.keep(b"x", XLSX), name=NAME, most=3)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: site.http.post(f"/files/{token}").status_code, range(8)))
    assert sorted(answers) == [200] * 3 + [410] * 5
