"""The pages on a phone, in a real browser: what fits, what is pressed, what is loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect

from services.links import Purpose
from tests.browser import PATIENCE
from tests.browser import browser as browser
from tests.web import samples
from tests.web.conftest import Site
from tests.web.test_files import NAME, XLSX

pytestmark = pytest.mark.browser
Phone = Callable[..., Page]
PHONE = {"viewport": {"width": 360, "height": 640}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
THUMB = 44  # CSS px, the least that a thumb hits


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[Phone]:
    """Opens an address of the site as a small phone does; nothing may fail in the page or come from elsewhere."""
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def opened(path: str, **options: object) -> Page:
        context = browser.new_context(**(PHONE | options))  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on(
            "console", lambda line: troubles.append(line.text) if "Failed to load resource" not in line.text else None
        )
        page.on("request", lambda asked: troubles.append(asked.url) if not asked.url.startswith(site.url) else None)
        page.goto(site.url + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def download(site: Site) -> str:
    return "/files/" + site.issue(Purpose.FILES, blob_id=site.keep(samples.workbook(), XLSX), name=NAME)


@pytest.fixture
def upload(site: Site) -> str:
    return "/upload/" + site.issue(Purpose.UPLOAD)


PDF: FilePayload = {"name": "biên bản.pdf", "mimeType": "application/pdf", "buffer": samples.PDF}


@pytest.fixture
def too_large(tmp_path: Path) -> Path:
    """On the disk, as on a phone; handing it over in memory would take the browser's driver seconds."""
    path = tmp_path / "phim.pdf"
    path.write_bytes(samples.PDF.ljust(10 * 1024 * 1024 + 1, b"\0"))
    return path


def fits(page: Page) -> bool:
    """Nothing is wider than the phone, and what is pressed is on the first screen and big enough."""
    wide: bool = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = page.locator("button").bounding_box()
    assert box
    return wide and box["height"] >= THUMB and box["y"] + box["height"] <= 640


def paint(page: Page, folder: Path, name: str) -> bool:
    """A picture of the page; is there anything on it?"""
    path = folder / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    return path.stat().st_size > 5000


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_pages_fit_a_small_phone(phone: Phone, download: str, upload: str, tmp_path: Path, scheme: str) -> None:
    for name, path in (("download", download), ("upload", upload)):
        page = phone(path, color_scheme=scheme)
        assert fits(page)
        assert paint(page, tmp_path, f"{name}-{scheme}")


def test_a_press_downloads_the_file_under_its_name(phone: Phone, download: str, site: Site) -> None:
    page = phone(download)
    with page.expect_download() as loading:
        page.get_by_role("button", name="Tải tệp").click()
    assert loading.value.suggested_filename == NAME
    assert Path(loading.value.path()).read_bytes() == samples.workbook()
    assert site.left(download.removeprefix("/files/")) == 4


def test_a_file_is_chosen_and_sent(phone: Phone, upload: str, site: Site, tmp_path: Path) -> None:
    page = phone(upload)
    page.locator("input").set_input_files(PDF)
    assert paint(page, tmp_path, "chosen")
    page.get_by_role("button", name="Gửi tệp này").click()
    expect(page.get_by_role("heading")).to_have_text("Đã nhận tệp")
    assert paint(page, tmp_path, "received")
    page.get_by_role("link", name="Gửi tệp khác").click()
    expect(page.get_by_role("button", name="Gửi tệp này")).to_be_enabled()
    assert site.blobs() == [samples.PDF]


def test_a_file_too_large_is_told_before_it_is_sent(phone: Phone, upload: str, too_large: Path) -> None:
    page = phone(upload)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method))
    page.locator("input").set_input_files(too_large)
    expect(page.get_by_role("alert")).to_have_text(
        "Tệp lớn hơn 10 MB nên không được lưu. Đề nghị đồng chí gửi tệp nhỏ hơn hoặc chia thành nhiều phần."
    )
    page.locator("button").click()
    page.locator("input").set_input_files(PDF)
    expect(page.get_by_role("alert")).to_have_count(0)
    assert asked == []


def test_without_a_script_the_server_says_the_same(
    phone: Phone, upload: str, site: Site, too_large: Path, tmp_path: Path
) -> None:
    page = phone(upload, java_script_enabled=False)
    page.locator("input").set_input_files(too_large)
    page.locator("button").click()
    expect(page.locator(".problem").first).to_contain_text("Tệp lớn hơn 10 MB")
    assert paint(page, tmp_path, "too-large")
    assert site.blobs() == []


def test_the_page_names_what_was_chosen_and_asks_where_nothing_was(phone: Phone, upload: str) -> None:
    page = phone(upload)
    page.locator("button").click()
    expect(page.get_by_role("alert")).to_have_text("Chưa chọn tệp nào. Đề nghị đồng chí chọn tệp rồi gửi lại.")
    with page.expect_file_chooser() as chooser:
        page.get_by_text("Chọn tệp", exact=True).tap()
    chooser.value.set_files(PDF)
    expect(page.locator("label")).to_have_text("biên bản.pdf")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_second_press_sends_nothing_twice(phone: Phone, upload: str, site: Site) -> None:
    page = phone(upload)
    page.locator("input").set_input_files(PDF)
    page.locator("button").dblclick()
    expect(page.get_by_role("heading")).to_have_text("Đã nhận tệp")
    assert site.left(upload.removeprefix("/upload/")) == 4


def test_a_page_that_is_gone_says_why(phone: Phone, tmp_path: Path) -> None:
    page = phone("/files/" + "0" * 40)
    expect(page.get_by_role("alert")).to_have_text("Đường dẫn không đúng. Đề nghị đồng chí mở lại từ cuộc trò chuyện.")
    assert paint(page, tmp_path, "gone")
