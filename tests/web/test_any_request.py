"""Whatever is sent to the pages and hooks: an answer with our headers, never an error of ours, never what is another's."""

import os
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.links import Purpose
from tests.web import samples
from tests.web.conftest import CLERK, LEADER, Site
from tests.web.test_door import OUR_HEADERS

EXAMPLES = 3_000 if os.environ.get("CHAOS") == "long" else 150
TITLE = "Bàn giao mặt bằng".encode()  # the task of the leader, whose page alone tells of it
METHODS = ("GET", "POST", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "ODD")
PLACES = (
    "media",
    "files",
    "upload",
    "ballot",
    "mine",
    "pages",
    "hook",
    "healthz",
    "readyz",
    "metrics",
    "rehearsal/clock",
    "",
)
TYPES = (
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=b",
    "multipart/form-data",
    "text/plain; charset=utf-7",
    "application/json; charset=\\xff",
    "",
)
PART = b'--b\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\nContent-Type: %s\r\n\r\n%s\r\n--b--\r\n'

printable = st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="/?#%\\:"), max_size=40)
parts = st.tuples(st.binary(max_size=30), st.binary(max_size=20), st.binary(max_size=200)).map(
    lambda three: PART % three
)
bodies = st.one_of(
    st.binary(max_size=300),
    parts,
    st.sampled_from([b"{", b"[]", b"null", b'{"update_id": 1}', b"a=1&a=2&=&%", b"score=99999999999&row=-1"]),
)
headers = st.fixed_dictionaries(
    {"Content-Type": st.sampled_from(TYPES)},
    optional={
        "Sec-Fetch-Site": st.sampled_from(("same-origin", "cross-site", "none", "?")),
        "Origin": st.sampled_from(("null", "https://elsewhere.example", "http://[")),
        "Host": st.sampled_from(("elsewhere.example", "[::1", "a b")),
        "Range": st.sampled_from(("bytes=0-1", "bytes=9-1", "lines=?")),
        "X-Telegram-Bot-Api-Secret-Token": printable,
        "Accept-Encoding": st.sampled_from(("gzip", "identity;q=0", "*")),
    },
)


@pytest.fixture
def tokens(site: Site, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A good one of each kind; and whoever guesses is not shut out, or soon nothing else would be seen."""
    monkeypatch.setattr("bot.pages.guesses.MOST", 10**9)
    file = site.keep(samples.PDF, "application/pdf")
    return {
        "files": site.issue(Purpose.FILES, most=None, blob_id=file, name="a.pdf"),
        "upload": site.issue(Purpose.UPLOAD, CLERK, most=None),
    }


def paths(tokens: dict[str, str]) -> st.SearchStrategy[str]:
    """A place with a good token, another place's, one with a letter changed, or anything."""
    known = st.sampled_from([*tokens.values(), "", "bare", "page.css"])
    changed = st.sampled_from(list(tokens.values())).map(lambda token: f"{token[:-1]}~")
    return st.tuples(st.sampled_from(PLACES), st.one_of(known, changed, printable)).map("/".join)


def what_is_wrong(answer: httpx.Response, whole: bool) -> list[str]:
    """`whole`: the request may be given the file."""
    wrong = [f"{answer.status_code}"] if answer.status_code >= 500 else []
    wrong += [
        name
        for name in ("content-security-policy", "x-content-type-options")
        if answer.headers.get(name) != OUR_HEADERS[name]
    ]
    leaked = TITLE in answer.content or (b"%PDF" in answer.content and not whole)
    return wrong + (["told too much"] if leaked else [])


def test_every_request_is_answered_and_tells_nothing(site: Site, tokens: dict[str, str]) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(METHODS), paths(tokens), headers, bodies)
    def asked(method: str, path: str, sent: dict[str, Any], body: bytes) -> None:
        answer = site.http.request(method, f"/{path}", headers=sent, content=body)
        refused = answer.status_code == 400 and "Host" in sent  # by the server itself, before anything of ours
        whole = path == f"files/{tokens['files']}"
        assert refused or what_is_wrong(answer, whole) == [], (method, path, sent, body)

    asked()
    site.channel.say(LEADER, LEADER, "việc")
    assert TITLE.decode() in site.until(lambda: site.heard(LEADER))[-1]
