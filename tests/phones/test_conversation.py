"""Saying, answering, pressing, quoting – on the page, over the real stand-in, with a real bot client."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.phones.echo import EchoBot
from tests.phones.phone import PhoneOnPage

pytestmark = pytest.mark.browser


def test_what_is_said_stands_right_and_the_answer_left(page: Page) -> None:
    leader = PhoneOnPage(page, "leader")
    leader.say("việc")
    leader.shows("việc", "Đã nghe: việc")
    rows = leader.root.locator(".row")
    expect(rows).to_have_class([re.compile("mine"), re.compile("theirs")])
    assert rows.nth(0).locator(".bubble").bounding_box()["x"] > rows.nth(1).locator(".bubble").bounding_box()["x"]  # type: ignore[index]


def test_a_message_carries_its_time_and_its_day(page: Page) -> None:
    leader = PhoneOnPage(page, "leader")
    leader.say("việc")
    expect(leader.root.locator(".row time").first).to_have_text(re.compile(r"^\d\d:\d\d$"))
    expect(leader.root.locator(".day")).to_have_text(
        [re.compile(r"^(Thứ (Hai|Ba|Tư|Năm|Sáu|Bảy)|Chủ nhật) \d\d/\d\d/\d{4}$")]
    )


def test_shift_enter_is_a_new_line_and_enter_sends(page: Page, bot: EchoBot) -> None:
    leader = PhoneOnPage(page, "leader")
    leader.input.press_sequentially("một")
    leader.input.press("Shift+Enter")
    leader.input.press_sequentially("hai")
    leader.input.press("Enter")
    leader.shows("một\nhai", "Đã nghe: một\nhai")
    expect(leader.input).to_have_value("")
    assert bot.heard == ["một\nhai"]


def test_enter_that_ends_a_syllable_of_an_input_method_does_not_send(page: Page) -> None:
    leader = PhoneOnPage(page, "leader")
    leader.input.fill("việc")
    leader.input.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    expect(leader.input).to_have_value("việc")
    expect(leader.root.locator(".row")).to_have_count(0)


def test_an_empty_message_is_not_sent(page: Page, bot: EchoBot) -> None:
    leader = PhoneOnPage(page, "leader")
    leader.say("  \n ")
    leader.say("xong")
    leader.shows("xong", "Đã nghe: xong")
    assert bot.heard == ["xong"]


def test_a_long_text_goes_out_in_pieces_a_message_can_hold(page: Page, bot: EchoBot) -> None:
    leader = PhoneOnPage(page, "leader")
    leader.say("việc " * 2000)
    expect(leader.root.locator(".row.theirs")).to_have_count(3)
    assert [len(text) for text in bot.heard] == [4094, 4094, 1809]


def test_two_clerks_see_the_group_each_from_their_side(page: Page) -> None:
    first, second = PhoneOnPage(page, "clerk"), PhoneOnPage(page, "clerk2")
    first.say("giao việc")
    for phone in (first, second):
        phone.shows("giao việc", "Đã nghe: giao việc")
    expect(first.root.locator(".sender")).to_have_text(["Trợ lý"])
    expect(second.root.locator(".sender")).to_have_text(["Cán bộ tổng hợp", "Trợ lý"])
    expect(PhoneOnPage(page, "leader").root.locator(".row")).to_have_count(0)


def test_marks_are_shown_and_markup_is_only_text(page: Page) -> None:
    leader = PhoneOnPage(page, "leader")
    leader.say("đậm")
    leader.shows("đậm", "🔴 Mã K7M4Q2 <b>đúng</b>, xem /tiendo")
    expect(leader.root.locator(".theirs strong")).to_have_text(["đúng"])
    expect(leader.button("K7M4Q2")).to_have_class("word code")


def test_a_command_in_a_text_is_sent_by_a_tap(page: Page) -> None:
    leader = PhoneOnPage(page, "leader")
    leader.say("đậm")
    leader.button("/tiendo").click()
    leader.shows("đậm", "🔴 Mã K7M4Q2 <b>đúng</b>, xem /tiendo", "/tiendo", "Đã nghe: /tiendo")


def test_markup_and_direction_signs_of_a_person_stay_text(page: Page) -> None:
    leader = PhoneOnPage(page, "leader")
    nasty = "<img src=x onerror=alert(1)> ‮ '; DROP TABLE task;--"
    leader.say(nasty)
    leader.shows(nasty, f"Đã nghe: {nasty}")
    expect(leader.root.locator(".row img")).to_have_count(0)


def test_a_pressed_button_shows_the_answer_and_the_new_wording(page: Page) -> None:
    leader = PhoneOnPage(page, "leader")
    leader.say("chọn")
    leader.button("1 Đúng").click()
    expect(leader.root.locator(".toast")).to_have_text("Đã chọn yes")
    leader.shows("chọn", "Kết quả: yes")
    expect(leader.root.locator(".theirs .meta")).to_contain_text("đã sửa")
    expect(leader.root.locator(".key")).to_have_count(0)


def test_a_reply_quotes_its_message_and_reaches_the_bot(page: Page) -> None:
    clerk = PhoneOnPage(page, "clerk")
    clerk.say("xong")
    clerk.button("Trả lời tin: Đã nghe: xong").click()
    expect(clerk.root.locator(".quoting")).to_contain_text("Đã nghe: xong")
    clerk.say("1")
    clerk.shows("xong", "Đã nghe: xong", "1", "Trả lời cho: Đã nghe: xong")
    expect(clerk.root.locator(".mine .quote")).to_have_text(["Đã nghe: xong"])
    expect(clerk.root.locator(".quoting")).to_be_hidden()


def test_a_long_press_of_a_finger_begins_a_reply(page: Page) -> None:
    leader = PhoneOnPage(page, "leader")
    leader.say("xong")
    leader.shows("xong", "Đã nghe: xong")
    leader.root.locator(".theirs .bubble").dispatch_event("pointerdown", {"pointerType": "touch", "bubbles": True})
    expect(leader.root.locator(".quoting")).to_contain_text("Đã nghe: xong")


def test_escape_gives_up_a_reply(page: Page, bot: EchoBot) -> None:
    leader = PhoneOnPage(page, "leader")
    leader.say("xong")
    leader.button("Trả lời tin: Đã nghe: xong").click()
    leader.input.press("Escape")
    leader.say("rõ")
    leader.shows("xong", "Đã nghe: xong", "rõ", "Đã nghe: rõ")


def test_the_bot_is_seen_typing_until_it_speaks(page: Page) -> None:
    leader = PhoneOnPage(page, "leader")
    leader.say("gõ")
    expect(leader.root.get_by_text("đang soạn…")).to_be_visible()
    leader.say("việc")
    leader.shows("gõ", "việc", "Đã nghe: việc")
    expect(leader.root.get_by_text("đang soạn…")).to_be_hidden()


def test_a_deleted_message_goes_and_takes_its_day_along(page: Page) -> None:
    leader = PhoneOnPage(page, "leader")
    leader.say("xóa")
    expect(leader.root.locator(".row")).to_have_count(1)
    expect(leader.root.locator(".row, .day")).to_have_count(0)
    leader.say("việc")
    leader.shows("việc", "Đã nghe: việc")
    expect(leader.root.locator(".day")).to_have_count(1)


def test_a_reload_brings_the_conversation_back(page: Page) -> None:
    leader = PhoneOnPage(page, "leader")
    leader.say("chọn")
    leader.button("2 Không đúng").click()
    leader.shows("chọn", "Kết quả: no")
    page.reload()
    leader.shows("chọn", "Kết quả: no")
