"""Who is let in, and what every answer carries."""

import httpx
import pytest
from sqlalchemy.exc import OperationalError

from bot.pages.guesses import MOST, REMEMBERED, WINDOW, Guesses
from services import links
from services.links import Purpose
from tests.web import samples
from tests.web.conftest import HOUR, Site
from tests.web.test_files import words

WRONG = "0" * 40
OUR_HEADERS = {
    "content-security-policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    "referrer-policy": "same-origin",
    "x-robots-tag": "noindex, nofollow",
}


@pytest.fixture
def token(site: Site) -> str:
    return site.issue(Purpose.FILES, blob_id=site.keep(samples.PDF, "application/pdf"), name="a.pdf")


def ours(answer: httpx.Response) -> dict[str, str]:
    return {name: answer.headers.get(name, "") for name in OUR_HEADERS}


def test_every_answer_carries_the_headers(site: Site, token: str) -> None:
    asked = [("GET", f"/files/{token}"), ("POST", f"/files/{token}"), ("HEAD", f"/files/{token}"), ("GET", "/media/x")]
    asked += [("GET", f"/upload/{site.issue(Purpose.UPLOAD)}"), ("POST", f"/upload/{WRONG}")]
    asked += [
        ("GET", "/healthz"),
        ("GET", "/metrics"),
        ("POST", "/hook/bare"),
        ("GET", "/nowhere"),
        ("PUT", "/healthz"),
    ]
    assert [ours(site.http.request(method, path)) for method, path in asked] == [OUR_HEADERS] * len(asked)


def test_what_may_be_kept_says_so_itself(site: Site) -> None:
    assert ours(site.http.get("/pages/page.css")) == OUR_HEADERS | {"cache-control": "public, max-age=3600"}


def test_nobody_is_led_to_the_host_that_a_request_names(site: Site) -> None:
    answer = site.http.get("/healthz/", headers={"Host": "elsewhere.example"})
    assert (answer.status_code, answer.headers.get("location")) == (404, None)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {},
    ],
)
def test_a_form_from_elsewhere_does_nothing(site: Site, token: str, headers: dict[str, str]) -> None:
    answer = httpx.post(f"{site.url}/files/{token}", headers=headers)
    assert (answer.status_code, site.left(token)) == (403, 5)
    assert words(answer.text)[1].startswith("Chưa thực hiện gì.")


def test_an_old_browser_names_the_origin_only(site: Site, token: str) -> None:
    assert httpx.post(f"{site.url}/files/{token}", headers={"Origin": site.url}).content == samples.PDF


def test_behind_a_proxy_the_public_address_is_the_origin(site: Site, token: str) -> None:
    links.use_public_url("https://bot.example.vn/giaoviec")
    answer = httpx.post(f"{site.url}/files/{token}", headers={"Origin": "https://bot.example.vn"})
    assert answer.content == samples.PDF


@pytest.mark.parametrize(
    "path",
    [
        f"/files/{WRONG}",
        "/files/..%5c..%5cetc%5cpasswd",
        "/files/%3Cscript%3Ealert(1)",
        "/upload/' OR 1=1 --",
        "/media/" + "a" * 5000,
        "/files/%00",
        "/upload/Ắ",
    ],
)
def test_a_wrong_address_is_said_and_nothing_of_it_shown(site: Site, path: str) -> None:
    answer = site.http.get(path)
    assert (answer.status_code, words(answer.text)) == (
        404,
        ["Chưa thực hiện được", "Đường dẫn không đúng. Đề nghị đồng chí mở lại từ cuộc trò chuyện."],
    )
    assert "script" not in answer.text


def test_an_address_with_more_steps_leads_nowhere(site: Site) -> None:
    paths = ("/files/..%2f..%2fetc%2fpasswd", "/media/%3Cscript%3E%3C%2Fscript%3E", "/upload/a/b")
    answers = [site.http.get(path) for path in paths]
    assert [(answer.status_code, answer.text) for answer in answers] == [(404, "Not Found")] * 3


def test_only_the_two_files_of_the_pages_are_served(site: Site) -> None:
    names = ("page.css", "upload.js", "page.html", "..%2fshow.py", "../show.py")
    assert [httpx.get(f"{site.url}/pages/{name}").status_code for name in names] == [200, 200, 404, 404, 404]


def test_who_guesses_is_turned_away_and_others_are_not(site: Site, token: str) -> None:
    def asked(host: str, path: str) -> int:
        return site.http.get(path, headers={"X-Forwarded-For": host}).status_code

    # the proxy of this machine is believed; the kinds of address are counted together
    kinds = ("files", "upload", "media")
    guesses = [asked("203.0.113.7", f"/{kinds[n % 3]}/{n:040x}") for n in range(MOST + 2)]
    assert guesses == [404] * MOST + [429] * 2
    assert asked("203.0.113.7", f"/files/{token}") == 429
    assert asked("203.0.113.8", f"/files/{token}") == 200


def test_an_expired_address_is_no_guess(site: Site, token: str) -> None:
    site.later(HOUR)
    assert {site.http.get(f"/files/{token}").status_code for _ in range(MOST + 5)} == {410}


def test_the_door_opens_again_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("bot.pages.guesses.monotonic", lambda: now)
    guesses = Guesses()
    for _ in range(MOST):
        guesses.wrong("203.0.113.7")
    assert guesses.too_many("203.0.113.7")
    now += WINDOW
    assert not guesses.too_many("203.0.113.7")


def test_an_ipv6_household_counts_as_one() -> None:
    guesses = Guesses()
    for n in range(MOST):
        guesses.wrong(f"2001:db8:1:2::{n:x}")
    assert [guesses.too_many(host) for host in ("2001:db8:1:2:3::4", "2001:db8:1:3::1", "")] == [True, False, False]


def test_only_so_many_addresses_are_remembered() -> None:
    guesses = Guesses()
    for n in range(REMEMBERED + 50):
        guesses.wrong(f"host-{n}")
    assert len(guesses._seen) == REMEMBERED


def test_a_database_that_is_away_is_said(site: Site, token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise OperationalError("", {}, Exception("away"))

    monkeypatch.setattr("bot.pages.downloads.described", away)
    answer = site.http.get(f"/files/{token}")
    assert (answer.status_code, words(answer.text)[1]) == (
        503,
        "Hệ thống đang bận, chưa ghi nhận gì. Đề nghị đồng chí thử lại sau một phút.",
    )
