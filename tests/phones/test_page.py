"""The page around the phones: layout, keyboard, theme, clock."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.phones.conftest import OpenPage
from tests.phones.phone import PhoneOnPage

pytestmark = pytest.mark.browser


def visible_panes(page: Page) -> list[str]:
    found: list[str] = page.locator(".pane").evaluate_all(
        "all => all.filter(e => { const r = e.getBoundingClientRect(); return r.left < innerWidth && r.right > 0 })"
        ".map(e => e.dataset.phone)"
    )
    return found


def test_every_phone_of_the_scene_stands_there_with_its_names(page: Page) -> None:
    panes = page.locator(".pane")
    expect(panes.locator("h2")).to_have_text(["1Lãnh đạoTelegram", "2Cán bộ 1Telegram", "3Cán bộ 2Telegram"])
    expect(panes.locator("h3")).to_have_text(["Trợ lý", "Ban Tổ chức", "Ban Tổ chức"])
    expect(panes.locator(".chat-head p")).to_have_text(["trợ lý tự động", "3 thành viên", "3 thành viên"])


def test_a_phone_is_as_wide_as_a_phone(page: Page) -> None:
    box = page.locator(".middle").first.bounding_box()
    assert box is not None
    assert box["width"] == 360
    whole = page.locator(".phone").first.bounding_box()
    assert whole is not None
    assert 650 <= whole["height"] <= 760


def test_the_clock_stands_in_words_above_and_short_on_each_phone(page: Page) -> None:
    clock = page.locator("#clock")
    expect(clock.locator(".clock-date")).to_have_text(
        re.compile(r"^(Thứ (Hai|Ba|Tư|Năm|Sáu|Bảy)|Chủ nhật), ngày \d+ tháng \d+ năm \d{4}$")
    )
    time = clock.locator("b").inner_text()
    expect(page.locator(".phone-time")).to_have_text([time] * 3)


def test_ctrl_and_a_number_jump_to_a_phone(page: Page) -> None:
    for number, phone in ((2, "clerk"), (3, "clerk2"), (1, "leader")):
        page.keyboard.press(f"Control+Digit{number}")
        expect(PhoneOnPage(page, phone).input).to_be_focused()


def test_tab_reaches_whatever_can_be_pressed(page: Page) -> None:
    leader = PhoneOnPage(page, "leader")
    leader.say("chọn")
    expect(leader.button("1 Đúng")).to_be_visible()
    page.locator(".skip").focus()
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "document.activeElement.getAttribute('aria-label') || document.activeElement.innerText.trim()"
            )
        )
    wanted = {"Tới 8:00 sáng mai", "Tới thứ Hai", "Giao diện: tự động", "Hướng dẫn", "1 Đúng", "2 Không đúng"}
    wanted |= {
        "Trả lời tin: Đúng không?",
        "Gửi ảnh",
        "Ảnh mẫu",
        "Gửi tệp",
        "Tin nhắn từ Lãnh đạo",
        "Gửi",
        "Tin nhắn từ Cán bộ 2",
    }
    assert wanted - reached == set()


def test_a_button_works_from_the_keyboard_and_shows_its_focus(page: Page) -> None:
    leader = PhoneOnPage(page, "leader")
    leader.say("chọn")
    expect(leader.button("2 Không đúng")).to_be_visible()
    for _ in range(4):  # back over the tools and the list's last reply button
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(leader.button("2 Không đúng")).to_be_focused()
    assert leader.button("2 Không đúng").evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(leader.root.locator(".toast")).to_have_text("Đã chọn no")


def test_the_theme_follows_the_system_until_it_is_chosen(open_page: OpenPage) -> None:
    page = open_page(color_scheme="dark")
    root = page.locator("html")
    expect(root).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="Giao diện: tự động").click()
    expect(root).to_have_attribute("data-theme", "light")
    page.get_by_role("button", name="Giao diện: sáng").click()
    page.emulate_media(color_scheme="light")
    expect(root).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.get_by_role("button", name="Giao diện: tối")).to_be_visible()
    expect(root).to_have_attribute("data-theme", "dark")


def test_unseen_messages_are_counted_while_the_list_is_scrolled_up(page: Page) -> None:
    first, second = PhoneOnPage(page, "clerk"), PhoneOnPage(page, "clerk2")
    first.say("\n".join(f"dòng {n}" for n in range(60)))
    expect(first.root.locator(".theirs")).to_have_count(1)
    first.root.locator(".messages").evaluate("e => { e.scrollTop = 0 }")
    expect(first.button("Xuống tin mới nhất")).to_be_visible()
    second.say("việc")
    badge = first.button("Xuống tin mới nhất, 2 tin chưa đọc")
    expect(badge).to_have_text("2")
    badge.click()
    expect(badge).to_be_hidden()
    expect(second.root.locator(".to-end")).to_be_hidden()


ONE_FRAME = """e => {
  e.scrollTop -= 20;
  return new Promise(done => setTimeout(() => {
    e.scrollTop = e.scrollHeight;
    e.firstElementChild.append(Object.assign(document.createElement("p"), { style: "height: 900px" }));
    setTimeout(() => done(e.scrollHeight - e.scrollTop - e.clientHeight), 300);
  }, 300));
}"""


def test_what_comes_in_the_moment_of_a_scrolling_is_scrolled_to(page: Page) -> None:
    phone = PhoneOnPage(page, "clerk")
    phone.say("\n".join(f"dòng {n}" for n in range(60)))
    expect(phone.root.locator(".theirs")).to_have_count(1)
    assert phone.root.locator(".messages").evaluate(ONE_FRAME) == 0
    expect(phone.root.locator(".to-end")).to_be_hidden()


def test_new_messages_are_told_to_a_screen_reader_once(page: Page) -> None:
    PhoneOnPage(page, "clerk").say("giao việc")
    expect(page.locator("#live")).to_have_text("Cán bộ 1 – Trợ lý: Đã nghe: giao việc")


def test_on_a_real_phone_one_pane_is_seen_and_tabs_lead_to_the_others(open_page: OpenPage) -> None:
    page = open_page(390, 844, has_touch=True, is_mobile=True, reduced_motion="reduce")
    assert visible_panes(page) == ["leader"]
    PhoneOnPage(page, "leader").say("việc")
    page.get_by_role("button", name="Cán bộ 2").tap()
    expect(page.get_by_role("button", name="Cán bộ 2")).to_have_attribute("aria-current", "true")
    assert visible_panes(page) == ["clerk2"]
    PhoneOnPage(page, "clerk2").say("giao việc")
    expect(page.get_by_role("button", name="Cán bộ 1, 2 tin chưa đọc")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_clock_that_cannot_be_moved_says_so(page: Page) -> None:
    page.get_by_role("button", name="Tới thứ Hai").first.click()
    expect(page.locator("#toasts .toast")).to_have_text("Chưa liên lạc được với đồng hồ của trợ lý.")


def test_a_moved_clock_is_shown_everywhere(page: Page) -> None:
    page.route("**/phones/api/clock", lambda route: route.fulfill(json={"now": "2023-11-24T07:59:58+07:00"}))
    page.get_by_role("button", name="Tới 8:00 sáng mai").first.click()
    expect(page.locator(".clock-date")).to_have_text("Thứ Sáu, ngày 24 tháng 11 năm 2023")
    expect(page.locator(".phone-time").first).to_have_text("08:00")
