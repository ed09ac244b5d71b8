"""A message with a file, on channels that can carry it and on those that can't."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlmodel import Session, col, select

from bot.carry import DOWNLOADS, FILE_LIFE
from bot.fetch import keep_blob
from bot.post import Mail, keep_menus, render
from channels.base import Capabilities, ChatRef
from models import Account, Menu, Outbox, SignedLink
from services import links
from tests.web import samples
from tests.web.conftest import LEADER, START, STRANGER, _people
from views.message import Choice, Message, message

URL = "https://bot.example.vn"
BARE, PICTURES = Capabilities(), Capabilities(image_out=True, max_caption=2000)
FILES = Capabilities(image_out=True, files_out=True)
NAME = "so-nhiem-vu.xlsx"
ELSEWHERE = (
    "Kênh này không gửi được tệp so-nhiem-vu.xlsx. Đồng chí có thể nhận tệp qua Telegram, hoặc từ cán bộ Ban Tổ chức."
)


@pytest.fixture
def people(session: Session) -> Session:
    _people(session)
    return session


@pytest.fixture(autouse=True)
def public() -> Iterator[None]:
    links.use_public_url(URL)
    yield
    links.use_public_url("")


def sent(
    session: Session, data: bytes, can: Capabilities, user: str | None = LEADER, **more: bool
) -> tuple[str, object]:
    """The text that the channel gets, and the blob that goes with it."""
    blob = keep_blob(session, data, "application/octet-stream")
    parts = render(session, register(blob), ChatRef("bare", user or "g"), user, can, START, **more).parts
    return "".join(text for text, _ in parts[0]["spans"]), parts[0].get("blob")


def register(blob: int) -> Message:
    return replace(message("Sổ nhiệm vụ: 266", "Đến ngày 26/11"), blob_id=blob, file_name=NAME)


def test_where_files_go_out_it_stays_as_it_is(people: Session) -> None:
    assert sent(people, samples.workbook(), FILES) == ("Sổ nhiệm vụ: 266\nĐến ngày 26/11", 1)


@pytest.mark.parametrize("data", [samples.photo(), samples.png()])
def test_where_pictures_go_out_a_picture_does(people: Session, data: bytes) -> None:
    assert sent(people, data, PICTURES)[1] == 1


@pytest.mark.parametrize(
    ("data", "can"),
    [(samples.workbook(), BARE), (samples.workbook(), PICTURES), (samples.photo(), BARE), (b"GIF89a", PICTURES)],
)
def test_anything_else_becomes_a_line_with_an_address(people: Session, data: bytes, can: Capabilities) -> None:
    text, blob = sent(people, data, can)
    said, _, address = text.rpartition(": ")
    assert (said, blob) == (
        "Sổ nhiệm vụ: 266\nĐến ngày 26/11\nTệp so-nhiem-vu.xlsx, nhận được đến 9 giờ 00, ngày 29/11/2026",
        None,
    )
    token = address.removeprefix(f"{URL}/files/")
    [link] = people.exec(select(SignedLink)).all()
    leader = people.exec(select(Account).where(Account.user_id == LEADER)).one()
    assert link.model_dump(exclude={"id"}) == {
        "token_hash": links.hash_of(token),
        "purpose": "files",
        "args": {"account_id": leader.id, "blob_id": 1, "name": NAME, "left": DOWNLOADS},
        "person_id": leader.person_id,
        "expires_at": START + FILE_LIFE,
        "used_at": None,
    }


def test_without_a_public_address_it_says_where_the_file_is(people: Session) -> None:
    links.use_public_url("")
    for user in (LEADER, None):
        assert sent(people, samples.workbook(), BARE, user)[0].splitlines()[-1] == ELSEWHERE
    assert people.exec(select(SignedLink)).all() == []


def test_a_stranger_gets_no_address(people: Session) -> None:
    assert sent(people, samples.workbook(), BARE, STRANGER)[0].splitlines()[-1] == ELSEWHERE


@pytest.mark.parametrize(("user", "more"), [(None, {}), (LEADER, {"group": True})])
def test_a_group_gets_no_address(people: Session, user: str | None, more: dict[str, bool]) -> None:
    said = sent(people, samples.workbook(), BARE, user, **more)[0].splitlines()[-1]
    assert said == ("Tệp so-nhiem-vu.xlsx chỉ gửi trong cuộc trò chuyện riêng; đề nghị đồng chí yêu cầu tại đó.")
    assert people.exec(select(SignedLink)).all() == []


def test_the_choices_stay_last(people: Session) -> None:
    blob = keep_blob(people, samples.workbook(), "x")
    asked = register(blob).offering(Choice("tiếp", "a.b"))
    rendered = render(people, asked, ChatRef("bare", LEADER), LEADER, BARE, START)
    keep_menus(people, [rendered])
    lines = "".join(text for text, _ in rendered.parts[0]["spans"]).splitlines()
    menu = people.get_one(Menu, rendered.menu_id)
    assert (lines[-1], lines[-2].startswith("Tệp so-nhiem-vu.xlsx"), menu.title) == ("1 tiếp", True, "Sổ nhiệm vụ: 266")


def test_a_marked_name_goes_out_in_no_way(people: Session) -> None:
    blob = keep_blob(people, samples.workbook(), "x")
    marked = replace(register(blob), file_name="bao_cao_MAT.xlsx")
    rendered = render(people, marked, ChatRef("bare", LEADER), LEADER, BARE, START)
    assert rendered.parts == [{"spans": [["Nội dung có dấu hiệu mật nên không gửi qua kênh này.", "plain"]]}]


def test_a_handlers_answer_goes_the_same_way(people: Session) -> None:
    blob = keep_blob(people, samples.workbook(), "x")
    mail = Mail(people)
    for group in (False, True):
        mail.post(mail.reply([register(blob)], ChatRef("bare", LEADER), LEADER, BARE, START, group=group))
    mail.write()
    private, public = people.exec(select(Outbox).order_by(col(Outbox.id))).all()
    assert [URL in str(private.body), URL in str(public.body)] == [True, False]


def test_no_token_can_look_like_a_mark(people: Session) -> None:
    answers = [sent(people, samples.workbook(), BARE)[0] for _ in range(50)]
    assert all(URL in text for text in answers)
