"""Pictures and documents from a phone."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.phones.echo import EchoBot
from tests.phones.phone import PhoneOnPage

pytestmark = pytest.mark.browser


def png(shade: int, side: int = 40) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes([shade, 90, 160]) * side) * side
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def picture(name: str, shade: int) -> FilePayload:
    return {"name": name, "mimeType": "image/png", "buffer": png(shade)}


def choose(page: Page, button: Locator, *files: FilePayload) -> None:
    with page.expect_file_chooser() as chooser:
        button.click()
    chooser.value.set_files(list(files))


def widths(pictures: Locator) -> list[int]:
    """The natural widths, px: 0 for a picture that could not be opened."""
    found: list[int] = pictures.evaluate_all(
        "all => Promise.all(all.map(async i => (await i.decode(), i.naturalWidth)))"
    )
    return found


def test_the_sample_picture_goes_with_what_was_typed_as_its_caption(page: Page, bot: EchoBot) -> None:
    leader = PhoneOnPage(page, "leader")
    leader.input.fill("7 xong")
    leader.button("Ảnh mẫu").click()
    leader.shows("7 xong", "Đã nhận ảnh: 7 xong")
    assert widths(leader.root.locator(".mine .photo img")) == [1280]
    expect(leader.input).to_have_value("")
    assert bot.heard == ["7 xong"]


def test_several_chosen_pictures_go_together_with_one_caption(page: Page, bot: EchoBot) -> None:
    leader = PhoneOnPage(page, "leader")
    choose(page, leader.button("Gửi ảnh"), picture("a.png", 10), picture("b.png", 120), picture("c.png", 250))
    leader.button("Bỏ ảnh b.png").click()
    expect(leader.root.locator(".tray img")).to_have_count(2)
    leader.say("1 xong")
    expect(leader.root.locator(".mine .photo")).to_have_count(2)
    assert widths(leader.root.locator(".mine .photo img")) == [40, 40]
    expect(leader.root.locator(".tray")).to_be_hidden()
    leader.shows("1 xong", "Đã nhận ảnh: 1 xong", "Đã nhận ảnh: không chú thích")
    assert bot.heard == ["1 xong", ""]


def test_a_picture_is_enlarged_by_a_tap_and_closed_with_escape(page: Page) -> None:
    leader = PhoneOnPage(page, "leader")
    leader.button("Ảnh mẫu").click()
    leader.button("Phóng to ảnh").click()
    viewer = page.get_by_role("dialog", name="Xem ảnh")
    expect(viewer).to_be_visible()
    assert widths(viewer.get_by_role("img")) == [1280]
    page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()


def test_a_document_shows_its_name_and_size_and_can_be_fetched(page: Page, tmp_path: Path) -> None:
    clerk = PhoneOnPage(page, "clerk")
    paper: FilePayload = {"name": "phu-luc.xlsx", "mimeType": "application/octet-stream", "buffer": b"x" * 1536}
    choose(page, clerk.button("Gửi tệp"), paper)
    clerk.shows("Đã nhận tệp: phu-luc.xlsx")
    link = PhoneOnPage(page, "clerk2").root.get_by_role("link", name="Tệp phu-luc.xlsx, 1,5 KB")
    with page.expect_download() as download:
        link.click()
    download.value.save_as(tmp_path / "saved")
    assert (tmp_path / "saved").read_bytes() == b"x" * 1536
