"""What keeps words out of logs, numbers out of files, and marked documents out of everything."""

import io
import logging
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlmodel import Session, select

from bot import fetch
from bot.frames import WithoutWords, frames
from bot.marks import mark_inside
from channels.base import Attachment
from models import Blob, Inbox, InboxState
from rules.localtime import at
from rules.personal import masked
from tests.privacy.canaries.pages import paper, sheet
from tests.stage import START
from tests.web import samples

PLANTED = Path(__file__).parents[1] / "annex" / "planted"
WORDS = "lời không ai được đọc trong nhật ký"


def fail() -> BaseException:
    try:
        try:
            raise KeyError(WORDS)
        except KeyError as inner:
            raise ValueError(WORDS) from inner
    except ValueError as error:
        return error


def test_an_error_is_logged_by_where_it_was_and_what_kind() -> None:
    error = fail()
    said = frames((type(error), error, error.__traceback__))
    kinds = [line for line in said.splitlines() if not line.startswith("  File ")]
    assert (WORDS in said, kinds, said.count("in fail")) == (False, ["builtins.KeyError", "builtins.ValueError"], 2)


def test_each_error_of_a_group_is_told_without_its_words() -> None:
    group = ExceptionGroup(WORDS, [fail(), OSError(WORDS)])
    said = frames((type(group), group, None)).splitlines()
    assert [line for line in said if " File " not in line] == [
        "builtins.ExceptionGroup",
        "  | builtins.ValueError",
        "  | builtins.OSError",
    ]


def test_a_librarys_report_of_a_forgotten_task_shows_no_words() -> None:
    error = fail()
    said = f"Task exception was never retrieved\nfuture: <Task exception={error!r}>"
    record = logging.LogRecord("asyncio", 40, "", 1, said, None, (type(error), error, error.__traceback__))
    shown = WithoutWords("%(message)s").format(record)
    assert (shown.splitlines()[0], WORDS in shown) == ("Task exception was never retrieved", False)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("hộ có căn cước 001088012345 ở thôn 3", "hộ có căn cước •••••••••••• ở thôn 3"),
        ("gọi 0987 654 321 hoặc +84 912 345 678", "gọi •••• ••• ••• hoặc +•• ••• ••• •••"),
        ("130/144 hộ, 1.985.000.000 đồng, từ 05/01/2026 đến 30/06/2027", None),
    ],
)
def test_a_persons_numbers_are_hidden_and_others_stay(text: str, shown: str | None) -> None:
    assert masked(text) == (shown or text)


def test_a_mark_inside_a_document_is_found_and_an_ordinary_one_has_none() -> None:
    files = [sheet("x"), paper("x"), samples.workbook(), samples.document(), samples.PDF, b"PK\x03\x04 broken"]
    assert [mark_inside(data) for data in files] == ["Mật", "Mật", None, None, None, None]


def test_a_marked_row_of_an_annex_is_no_mark_of_the_whole() -> None:
    """Each of these has one, the ninth within its first rows: the reader leaves out that row alone."""
    annexes = sorted(PLANTED.glob("*.xlsx"))
    assert [(annex.stem, mark_inside(annex.read_bytes())) for annex in annexes] == [
        (each.stem, None) for each in annexes
    ]


def test_a_mark_in_the_header_of_the_pages_is_found() -> None:
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("word/header1.xml", "<w:p><w:r><w:t>TUYỆT </w:t></w:r><w:r><w:t>MẬT</w:t></w:r></w:p>")
    assert mark_inside(out.getvalue()) == "Tuyệt mật"


def test_a_marked_document_sent_in_a_chat_leaves_nothing(session: Session) -> None:
    document = {"kind": "document", "ref": "r", "name": "bieu.xlsx"}
    given = {"key": "1", "text": WORDS, "attachments": [document], "refused": None}
    when = {"received_at": START, "not_before": START}
    row = Inbox(bot="b", key="1", chat_id="c", user_id="u", state=InboxState.FETCH, payload=given, **when)
    session.add(row)
    session.flush()
    got: list[tuple[Attachment, bytes | None]] = [(Attachment("document", "r", "bieu.xlsx"), sheet(WORDS))]
    fetch.keep(session, row.id or 0, got, fetch.marked(got), at(START.date(), 10))
    assert row.payload == {"key": "1", "text": "", "attachments": [], "refused": "Mật"}
    assert (row.state, session.exec(select(Blob)).all()) == (InboxState.NEW, [])
