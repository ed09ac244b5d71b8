"""What a phone shows while the server is slow, away or unwilling."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.phones.echo import EchoBot
from tests.phones.phone import PhoneOnPage

pytestmark = pytest.mark.browser
SEND = "**/phones/api/send"


def test_an_unsent_message_says_so_and_goes_out_once_on_retry(page: Page, bot: EchoBot) -> None:
    leader = PhoneOnPage(page, "leader")
    page.route(SEND, lambda route: route.abort())
    leader.say("1 xong")
    expect(leader.root.locator(".failure")).to_contain_text("Chưa gửi được. Không liên lạc được với máy chủ.")
    page.unroute(SEND)
    leader.button("Gửi lại").click()
    leader.shows("1 xong", "Đã nghe: 1 xong")
    expect(leader.root.locator(".failure")).to_have_count(0)
    assert bot.heard == ["1 xong"]


def test_a_message_whose_confirmation_was_lost_is_not_shown_twice(page: Page, bot: EchoBot) -> None:
    def deliver_and_lose(route: Route) -> None:
        route.fetch()
        route.abort()

    leader = PhoneOnPage(page, "leader")
    page.route(SEND, deliver_and_lose)
    leader.say("1 xong")
    leader.shows("1 xong", "Đã nghe: 1 xong")
    expect(leader.root.locator(".failure")).to_have_count(0)


def test_a_refused_message_can_be_dropped(page: Page) -> None:
    leader = PhoneOnPage(page, "leader")
    page.route(SEND, lambda route: route.fulfill(status=400, json={"error": "Đang chặn trợ lý."}))
    leader.say("1 xong")
    expect(leader.root.locator(".failure")).to_contain_text("Chưa gửi được. Đang chặn trợ lý.")
    leader.button("Bỏ").click()
    expect(leader.root.locator(".row")).to_have_count(0)


def test_messages_go_out_in_the_order_they_were_written(page: Page, bot: EchoBot) -> None:
    leader = PhoneOnPage(page, "leader")
    for text in ("một", "hai", "ba"):
        leader.say(text)
    expect(leader.root.locator(".theirs")).to_have_count(3)
    assert bot.heard == ["một", "hai", "ba"]


def test_a_button_that_is_gone_is_answered_in_words(page: Page) -> None:
    leader = PhoneOnPage(page, "leader")
    leader.say("chọn")
    page.route(
        "**/phones/api/press", lambda route: route.fulfill(status=400, json={"error": "Nút này không còn dùng được."})
    )
    leader.button("1 Đúng").click()
    expect(leader.root.locator(".toast")).to_have_text("Nút này không còn dùng được.")


def test_the_page_says_when_the_server_is_away_and_when_it_is_back(page: Page) -> None:
    notice = page.get_by_text("Mất kết nối với máy chủ diễn tập")
    events = "**/phones/api/events*"
    page.route(events, lambda route: route.abort())
    PhoneOnPage(page, "leader").say("việc")
    expect(notice).to_be_visible()
    page.unroute(events)
    expect(notice).to_be_hidden()
    PhoneOnPage(page, "leader").shows("việc", "Đã nghe: việc")
