"""Zalo phones on the page, beside one of Telegram."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import PATIENCE
from tests.browser import browser as browser
from tests.phones.phone import PhoneOnPage
from tests.sandbox_zalo.conftest import FIRST, GROUP, LAN, NAME, ONE, Control
from tests.sandbox_zalo.picture_host import png

pytestmark = pytest.mark.browser
PHONES = [{"id": "tele", "title": "Telegram", "subtitle": "lãnh đạo", "user": LAN, "chat": "bot:giaoviec_bot"}]


@pytest.fixture
def page(browser: Browser, control: Control) -> Iterator[Page]:
    """Lan's and Minh's Zalo, and Lan's Telegram; nothing may fail in the page."""
    control.post("/control/scene", {"phones": PHONES})
    context = browser.new_context(viewport={"width": 1500, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE)
    troubles: list[str] = []
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.goto(control.url)
    opened.locator("body[data-following]").wait_for()
    yield opened
    context.close()
    assert troubles == []


def update(control: Control) -> dict[str, object]:
    answer = httpx.post(f"{control.url}/zalo/bot{ONE}/getUpdates", trust_env=False, timeout=5)
    found: dict[str, object] = answer.json().get("result", {})
    return found


def answer(control: Control, member: int, text: str) -> None:
    given = {"chat_id": control.wire_id(member), "text": text}
    assert control.http.post(f"/zalo/bot{ONE}/sendMessage", json=given).json()["ok"]


def test_the_header_meters_the_month(page: Page, control: Control) -> None:
    lan, board, tele = (PhoneOnPage(page, name) for name in ("lan", "board", "tele"))
    expect(lan.root.locator(".quota")).to_have_text("0/3.000")
    expect(tele.root.locator(".quota")).to_be_hidden()
    lan.say("việc")
    answer(control, LAN, "Đồng chí có 2 nhiệm vụ")
    expect(lan.root.locator(".quota")).to_have_text("2/3.000")
    expect(board.root.locator(".quota")).to_have_text("2/3.000")
    control.zalo(quota_used=2400)
    expect(lan.root.locator(".quota")).to_have_attribute("data-level", "low")
    control.zalo(quota_used=3000)
    expect(lan.root.locator(".quota")).to_have_attribute("data-level", "out")
    expect(lan.root.get_by_label("Đã dùng 3.000 trên 3.000 tin của tháng")).to_be_visible()
    control.zalo(quota=None)
    expect(lan.root.locator(".quota")).to_be_hidden()


def test_a_link_in_a_text_can_be_tapped(page: Page, control: Control) -> None:
    answer(control, LAN, "Tải tại http://127.0.0.1:9/files/x.")
    link = PhoneOnPage(page, "lan").root.locator(".text a")
    expect(link).to_have_attribute("href", "http://127.0.0.1:9/files/x")
    expect(link).to_have_text("http://127.0.0.1:9/files/x")


def test_stickers_cards_and_voice_have_buttons_of_their_own(page: Page, control: Control) -> None:
    lan = PhoneOnPage(page, "lan")
    lan.button("Gửi nhãn dán").click()
    lan.button("Gửi danh thiếp").click()
    expect(lan.root.locator(".mine .voice")).to_have_text(["Nhãn dán", "Danh thiếp"])
    with page.expect_file_chooser() as chooser:
        lan.button("Gửi tin thoại").click()
    chooser.value.set_files([{"name": "a.aac", "mimeType": "audio/aac", "buffer": b"\xff\xf1"}])
    expect(lan.root.locator(".mine .voice")).to_have_text(["Nhãn dán", "Danh thiếp", "Tin nhắn thoại"])
    expect(lan.root.locator(".pending")).to_have_count(0)
    names = ["message.sticker.received", "message.unsupported.received", "message.voice.received"]
    assert [update(control)["event_name"] for _ in range(3)] == names
    expect(PhoneOnPage(page, "tele").button("Gửi nhãn dán")).to_have_count(0)


def test_a_mention_is_picked_in_a_group(page: Page, control: Control) -> None:
    board = PhoneOnPage(page, "board")
    board.input.fill("tiến độ")
    board.button(f"Nhắc @{NAME}").click()
    expect(board.input).to_have_value(f"@{NAME} tiến độ")
    board.input.press("Enter")
    board.shows(f"@{NAME} tiến độ")
    assert update(control)["message"]["text"] == f"@{NAME} tiến độ"  # type: ignore[index]
    expect(PhoneOnPage(page, "lan").button(f"Nhắc @{NAME}")).to_have_count(0)


def test_a_name_is_picked_after_an_at_with_the_keyboard(page: Page, control: Control) -> None:
    board = PhoneOnPage(page, "board")
    board.input.press_sequentially("ok G7 @bot")
    expect(board.root.get_by_role("option")).to_have_text([f"B{NAME}"])
    board.input.press("Enter")
    expect(board.input).to_have_value(f"ok G7 @{NAME} ")
    board.input.press("Enter")
    board.shows(f"ok G7 @{NAME}")
    expect(board.root.locator(".named")).to_have_text([f"@{NAME}"])
    assert update(control)["message"]["text"] == f"ok G7 @{NAME}"  # type: ignore[index]


def test_a_name_that_was_only_typed_reaches_nobody_and_the_phone_says_so(page: Page, control: Control) -> None:
    board = PhoneOnPage(page, "board")
    for text in ("tiến độ", f"@{NAME} tiến độ"):
        board.say(text)
        expect(board.root.locator(".toast").last).to_contain_text("chỉ nhận tin có chọn tên trợ lý")
    board.shows("tiến độ", f"@{NAME} tiến độ")
    expect(board.root.locator(".named")).to_have_count(0)
    assert control.zalo()["fresh"] == 0


def test_a_reply_in_a_group_reaches_the_bot(page: Page, control: Control) -> None:
    answer(control, GROUP, "Xác nhận? Trả lời tin này.")
    board = PhoneOnPage(page, "board")
    board.button("Trả lời tin: Xác nhận? Trả lời tin này.").click()
    board.say("ok")
    board.shows("Xác nhận? Trả lời tin này.", "ok")
    assert update(control)["message"]["text"] == "ok"  # type: ignore[index]


def test_the_tools_stand_in_one_line(page: Page) -> None:
    for name in ("lan", "board", "tele"):
        tools = PhoneOnPage(page, name).root.locator(".tool")
        boxes = [box for tool in tools.all() if (box := tool.bounding_box())]
        assert {(box["y"], box["height"]) for box in boxes} == {(boxes[0]["y"], 32)}
        edge = PhoneOnPage(page, name).root.locator(".composer").bounding_box()
        assert edge is not None
        assert boxes[-1]["x"] + boxes[-1]["width"] <= edge["x"] + edge["width"]


def test_several_pictures_are_seen_and_heard_one_by_one(page: Page, control: Control) -> None:
    lan = PhoneOnPage(page, "lan")
    with page.expect_file_chooser() as chooser:
        lan.button("Gửi ảnh").click()
    chooser.value.set_files([{"name": f"{i}.png", "mimeType": "image/png", "buffer": png()} for i in range(2)])
    lan.say("1 xong")
    expect(lan.root.locator(".mine .photo")).to_have_count(2)
    captions = [update(control)["message"].get("caption") for _ in range(2)]  # type: ignore[attr-defined]
    assert captions == ["1 xong", None]


def test_a_refusal_of_the_plan_is_said_on_the_phone(page: Page, control: Control) -> None:
    control.post("/control/scene", {"users": [{"id": 99, "first_name": "Mới"}]})
    more = {"id": "new", "title": "Mới", "user": 99, "chat": f"bot:{FIRST}", "platform": "zalo"}
    control.post("/control/scene", {"phones": [more]})
    control.zalo(user_limit=1)
    page.reload()
    new = PhoneOnPage(page, "new")
    new.say("chào")
    expect(new.root.locator(".failure")).to_contain_text("Bot này đã đủ 1 người dùng.")
