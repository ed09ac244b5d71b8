"""`/upload/<token>`: a file handed in on the page goes the way of one sent in the chat."""

import socket

import httpx
import pytest

from bot.fetch import LIMIT
from bot.pages.kinds import JPG, PDF, XLSX
from models import Account, Inbox, InboxState
from services.links import Purpose
from tests.web import samples
from tests.web.conftest import CLERK, HOUR, LEADER, Site
from tests.web.test_files import PREVIEW, words

TOO_LARGE = "Tệp lớn hơn 10 MB nên không được lưu. Đề nghị đồng chí gửi tệp nhỏ hơn hoặc chia thành nhiều phần."

FORM = {"Content-Type": "multipart/form-data; boundary=x"}
CUT_OFF = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n' + samples.PDF


@pytest.fixture
def token(site: Site) -> str:
    return site.issue(Purpose.UPLOAD)


def told(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, words(answer.text)[1]


def test_the_page_says_what_is_taken_and_until_when(site: Site, token: str) -> None:
    assert words(site.http.get(f"/upload/{token}").text) == [
        "Gửi tệp",
        "Nhận tệp Excel (xlsx), Word (docx), PDF hoặc ảnh (jpg, png), tối đa 10\u00a0MB.",
        "Đề nghị đồng chí không gửi tài liệu, thông tin mật.",
        "Trang có hiệu lực đến 10 giờ 00, ngày 26/11/2026.",
        "Chọn tệp",
        "Gửi tệp này",
    ]


def test_looking_uses_nothing_up(site: Site, token: str) -> None:
    for method in ("GET", "HEAD", "GET"):
        assert site.http.request(method, f"/upload/{token}", headers=PREVIEW).status_code == 200
    assert site.left(token) == 5


def test_a_leaders_document_is_asked_about_in_the_chat(site: Site, token: str) -> None:
    answer = site.upload(token, "biên bản.pdf", samples.PDF)
    assert (answer.status_code, words(answer.text)) == (
        200,
        [
            "Đã nhận tệp",
            "biên bản.pdf, 1 KB",
            "Đề nghị đồng chí quay lại cuộc trò chuyện để xem trả lời.",
            "Gửi tệp khác",
        ],
    )
    said = site.until(lambda: site.heard(LEADER))
    assert said[0].startswith("Tệp đồng chí gửi thuộc nhiệm vụ nào?")


@pytest.mark.parametrize(
    ("name", "data", "kept", "mime"),
    [
        ("phu luc.xlsx", samples.workbook(), "phu luc.xlsx", XLSX.mime),
        ("anh.xlsx", samples.photo(), "anh.xlsx.jpg", JPG.mime),
        ("../../x.pdf", samples.PDF, "x.pdf", PDF.mime),
    ],
)
def test_the_inbox_holds_what_a_chat_would_have_brought(
    site: Site, token: str, name: str, data: bytes, kept: str, mime: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.hold(monkeypatch)
    site.upload(token, name, data)
    [row] = site.inbox()
    assert (row.bot, row.chat_id, row.user_id, row.state) == ("bare", LEADER, LEADER, InboxState.NEW)
    assert row.key == row.payload["key"] == "upload:1:4"
    assert row.payload["attachments"] == [
        {
            "kind": "document",
            "ref": "upload:1:4",
            "name": kept,
            "mime": mime,
            "size": len(data),
            "stored": 1,
            "failure": None,
        }
    ]
    assert {each: row.payload[each] for each in ("event", "text", "group", "sender_name", "refused")} == {
        "event": "message",
        "text": "",
        "group": False,
        "sender_name": "N101",
        "refused": None,
    }
    assert site.blobs() == [data]


def test_five_files_can_be_handed_in(site: Site, token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    site.hold(monkeypatch)
    answers = [site.upload(token, f"{n}.pdf", samples.PDF + bytes([n])) for n in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [410]
    assert words(answers[4].text)[-1] != "Gửi tệp khác"
    assert (
        words(answers[5].text)[1] == "Đường dẫn đã dùng hết số lần. Đề nghị đồng chí yêu cầu lại trong cuộc trò chuyện."
    )
    assert [row.key for row in site.inbox()] == [f"upload:1:{left}" for left in (4, 3, 2, 1, 0)]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        (
            "a.pdf",
            b"MZ\x90 a program",
            (
                415,
                "Loại tệp này không được tiếp nhận và không được lưu. Đề nghị đồng chí gửi tệp xlsx, docx, pdf, jpg "
                "hoặc png.",
            ),
        ),
        (
            "a.pdf",
            b"",
            (400, "Tệp rỗng (0 byte) nên không được lưu. Đề nghị đồng chí kiểm tra rồi gửi lại."),
        ),
        ("a.pdf", samples.PDF + bytes(LIMIT), (413, TOO_LARGE)),
        ("a.pdf", samples.PDF + bytes(LIMIT - len(samples.PDF) + 1), (413, TOO_LARGE)),
        ("a.pdf", samples.PDF + bytes(3 * LIMIT), (413, TOO_LARGE)),
    ],
    ids=["wrong type", "empty", "too large", "one byte too large", "far too large"],
)
def test_what_is_not_taken_is_said_and_the_page_stays_good(
    site: Site, token: str, name: str, data: bytes, said: tuple[int, str]
) -> None:
    answer = site.upload(token, name, data)
    assert told(answer) == said
    assert 'type="file"' in answer.text
    assert (site.left(token), site.inbox(), site.blobs()) == (5, [], [])


def test_a_form_without_a_choice_is_said(site: Site, token: str) -> None:
    chosen = b'--x\r\nContent-Disposition: form-data; name="file"; filename=""\r\n\r\n\r\n--x--\r\n'
    answer = site.http.post(f"/upload/{token}", content=chosen, headers=FORM)
    assert told(answer) == (400, "Chưa chọn tệp nào. Đề nghị đồng chí chọn tệp rồi gửi lại.")


def test_ten_megabytes_are_taken(site: Site, token: str) -> None:
    data = samples.PDF + bytes(LIMIT - len(samples.PDF))
    assert words(site.upload(token, "a.pdf", data).text)[:2] == ["Đã nhận tệp", "a.pdf, 10 MB"]
    assert site.blobs() == [data]


def test_a_name_with_a_mark_of_secrecy_is_refused_as_in_the_chat_and_no_byte_is_kept(site: Site, token: str) -> None:
    answer = site.upload(token, "bao_cao_MAT.pdf", samples.PDF)
    assert told(answer) == (
        400,
        "Tên tệp có dấu hiệu mật nên tệp không được tiếp nhận, không được lưu lại. Đề nghị đồng chí gửi theo đường văn "
        "bản mật đúng quy định.",
    )
    said = site.until(lambda: site.heard(LEADER))
    assert said[0].startswith("Tin nhắn có dấu hiệu mật nên không được tiếp nhận")
    assert (site.blobs(), "bao_cao" in repr([row.model_dump() for row in site.inbox()])) == ([], False)


def test_a_mark_is_found_behind_another_kinds_ending(site: Site, token: str) -> None:
    assert site.upload(token, "toi-mat.doc", samples.PDF).status_code == 400
    assert site.blobs() == []


def test_a_name_is_shown_as_text(site: Site, token: str) -> None:
    answer = site.upload(token, "<img src=x onerror=alert(1)>.pdf", samples.PDF)
    assert "<img" not in answer.text
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "send",
    [
        {"content": b"name=value", "headers": {"Content-Type": "application/x-www-form-urlencoded"}},
        {"content": b"no boundary", "headers": {"Content-Type": "multipart/form-data"}},
        {"content": b"--x\r\nbroken", "headers": FORM},
        {"content": CUT_OFF, "headers": FORM},
        {"content": b"nothing"},
        {"files": {"other": ("a.pdf", samples.PDF)}},
        {"files": [("file", ("a.pdf", samples.PDF)), ("file", ("b.pdf", samples.PDF))]},
    ],
    ids=["no file form", "no boundary", "cut off", "cut off in the file", "no type", "another field", "two at once"],
)
def test_a_form_that_can_not_be_read_is_said(site: Site, token: str, send: dict[str, object]) -> None:
    answer = site.http.post(f"/upload/{token}", **send)  # type: ignore[arg-type]
    assert told(answer) == (
        400,
        "Tệp gửi lên không trọn vẹn nên không được lưu. Đề nghị đồng chí gửi lại từng tệp một.",
    )
    assert site.left(token) == 5


def test_the_body_of_a_wrong_address_is_not_even_read(site: Site) -> None:
    answer = site.upload("0" * 40, "a.pdf", samples.PDF)
    assert told(answer) == (404, "Đường dẫn không đúng. Đề nghị đồng chí mở lại từ cuộc trò chuyện.")


def test_after_its_term_nothing_is_taken(site: Site, token: str) -> None:
    site.later(HOUR)
    assert told(site.upload(token, "a.pdf", samples.PDF)) == (
        410,
        "Đường dẫn đã hết hạn. Đề nghị đồng chí yêu cầu lại trong cuộc trò chuyện.",
    )
    assert site.inbox() == []


def test_nothing_is_taken_from_somebody_unlinked(site: Site, token: str) -> None:
    account_id = site.account(LEADER).id
    site.look(lambda session: setattr(session.get_one(Account, account_id), "person_id", None))
    assert told(site.upload(token, "a.pdf", samples.PDF)) == (
        410,
        "Đường dẫn không còn hiệu lực. Đề nghị đồng chí liên hệ Ban Tổ chức.",
    )
    assert (site.inbox(), site.blobs()) == ([], [])


def test_the_file_goes_to_the_one_the_page_was_made_for(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.hold(monkeypatch)
    site.upload(site.issue(Purpose.UPLOAD, CLERK), "a.xlsx", samples.workbook())
    rows: list[Inbox] = site.inbox()
    assert [(row.chat_id, row.user_id) for row in rows] == [(CLERK, CLERK)]


def test_who_goes_away_in_the_middle_leaves_nothing(site: Site, token: str) -> None:
    host, port = site.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as line:
        line.sendall(
            f"POST /upload/{token} HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 9999\r\n"
            "Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n".encode()
        )
    assert site.http.get(f"/upload/{token}").status_code == 200
    assert (site.left(token), site.inbox()) == (5, [])
