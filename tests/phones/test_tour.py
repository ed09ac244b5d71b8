"""The tour: it fills in but never sends, and ticks itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from sandbox.phones import STATIC
from tests.phones.conftest import OpenPage
from tests.phones.echo import EchoBot, Json
from tests.phones.phone import PhoneOnPage

STEPS: list[Json] = [
    {
        "title": "Xem",
        "text": "Nhắn `việc`.",
        "phone": "leader",
        "fill": "việc",
        "done": {"phone": "leader", "contains": ["ĐÃ NGHE", "việc"], "from": "bot"},
    },
    {
        "title": "Giao",
        "text": "Giao rồi kết thúc.",
        "phone": "clerk",
        "fill": ["/giao", {"phone": "clerk2", "text": "/ketthuc"}],
        "clock": "morning",
        "done": {"phone": "clerk", "contains": "/ketthuc"},
    },
    {
        "title": "Ảnh",
        "text": "Gửi một ảnh.",
        "phone": "leader",
        "done": {"phone": "leader", "photo": True, "from": "person"},
    },
]


@pytest.fixture
def tour(page: Page) -> Locator:
    page.route("**/phones/api/tour", lambda route: route.fulfill(json=STEPS))
    page.reload()
    return page.get_by_role("complementary", name="Hướng dẫn")


@pytest.mark.browser
def test_filling_in_does_not_send(page: Page, tour: Locator, bot: EchoBot) -> None:
    leader = PhoneOnPage(page, "leader")
    tour.get_by_role("button", name="Điền giúp").click()
    expect(leader.input).to_have_value("việc")
    expect(leader.input).to_be_focused()
    assert bot.heard == []


@pytest.mark.browser
def test_a_step_ticks_itself_when_the_awaited_words_are_seen_and_the_next_one_opens(page: Page, tour: Locator) -> None:
    leader = PhoneOnPage(page, "leader")
    leader.say("chào")
    leader.shows("chào", "Đã nghe: chào")
    expect(tour.locator("header p")).to_have_text("0/3 bước")
    leader.say("việc")
    expect(tour.locator(".step.done")).to_have_text(["Xem (đã xong)"])
    expect(tour.locator("header p")).to_have_text("1/3 bước")
    expect(tour.locator(".step.open b")).to_have_text("Giao")


@pytest.mark.browser
def test_ticks_are_found_again_after_a_reload(page: Page, tour: Locator) -> None:
    PhoneOnPage(page, "leader").say("việc")
    PhoneOnPage(page, "leader").button("Ảnh mẫu").click()
    expect(tour.locator("header p")).to_have_text("2/3 bước")
    page.reload()
    expect(tour.locator(".step.done b")).to_have_text(["Xem", "Ảnh"])


@pytest.mark.browser
def test_a_step_may_fill_several_phones_and_move_the_clock(page: Page, tour: Locator) -> None:
    tour.get_by_role("button", name="Giao").click()
    expect(tour.locator(".fill code")).to_have_text(["/giao", "/ketthuc"])
    tour.get_by_role("button", name="Điền giúp").nth(1).click()
    expect(PhoneOnPage(page, "clerk2").input).to_have_value("/ketthuc")
    expect(tour.get_by_role("button", name="Tới 8:00 sáng mai")).to_be_visible()


@pytest.mark.browser
def test_of_two_tours_one_is_chosen_and_both_tick(page: Page) -> None:
    two = [
        {"title": "Một", "phone": "leader", "steps": STEPS[:1]},
        {"title": "Hai", "phone": "clerk", "steps": STEPS[1:]},
    ]
    page.route("**/phones/api/tour", lambda route: route.fulfill(json=two))
    page.reload()
    tour = page.get_by_role("complementary", name="Hướng dẫn")
    expect(tour.locator(".step b")).to_have_text(["Xem"])
    tour.get_by_role("button", name="Hai", exact=True).click()
    expect(tour.locator(".step b")).to_have_text(["Giao", "Ảnh"])
    PhoneOnPage(page, "leader").say("việc")
    PhoneOnPage(page, "clerk").say("/ketthuc")
    expect(tour.locator("header p")).to_have_text("1/2 bước")
    page.reload()
    expect(tour.get_by_role("button", name="Hai", exact=True)).to_have_attribute("aria-pressed", "true")
    tour.get_by_role("button", name="Một", exact=True).click()
    expect(tour.locator("header p")).to_have_text("1/1 bước")


@pytest.mark.browser
def test_a_code_to_fill_in_is_the_one_that_this_phone_was_shown(page: Page) -> None:
    step = {**STEPS[0], "fill": ["ok {G}", "traloi {HT} rõ", {"phone": "clerk", "text": "ok {G}"}]}
    page.route("**/phones/api/tour", lambda route: route.fulfill(json=[step]))
    page.reload()
    tour, leader = page.get_by_role("complementary", name="Hướng dẫn"), PhoneOnPage(page, "leader")
    expect(tour.locator(".fill code")).to_have_text(["ok G…", "traloi HT-… rõ", "ok G…"])
    leader.say("G7: 1 đúng, HT-15")
    leader.shows("G7: 1 đúng, HT-15", "Đã nghe: G7: 1 đúng, HT-15")
    for place, filled in (("leader", "ok G7"), ("leader", "traloi HT-15 rõ"), ("clerk", "ok G")):
        tour.get_by_role("button", name="Điền giúp").nth(["ok G7", "traloi HT-15 rõ", "ok G"].index(filled)).click()
        expect(PhoneOnPage(page, place).input).to_have_value(filled)


@pytest.mark.browser
def test_the_tour_can_be_closed_and_stays_closed(page: Page, tour: Locator) -> None:
    guide = page.get_by_role("banner").get_by_role("button", name="Hướng dẫn")
    tour.get_by_role("button", name="Đóng hướng dẫn").click()
    expect(tour).to_be_hidden()
    expect(guide).to_be_focused()
    page.reload()
    page.locator("body[data-following]").wait_for()
    expect(guide).to_have_attribute("aria-expanded", "false")
    guide.click()
    expect(tour).to_be_visible()


@pytest.mark.browser
def test_without_a_tour_of_the_server_the_page_brings_seven_neutral_steps(page: Page) -> None:
    expect(page.locator(".step b")).to_have_count(7)


@pytest.mark.browser
def test_on_a_real_phone_one_step_is_seen_at_a_time(open_page: OpenPage) -> None:
    page = open_page(390, 844)
    tour = page.get_by_role("complementary", name="Hướng dẫn")
    expect(tour.locator(".step:visible")).to_have_count(1)
    tour.get_by_role("button", name="Bước sau").click()
    expect(tour.locator(".step:visible b")).to_have_text("Xem nhiệm vụ")


def test_the_neutral_steps_keep_the_format() -> None:
    steps = json.loads(Path(STATIC / "tour.json").read_text(encoding="utf-8"))
    allowed = {"title", "text", "phone", "fill", "clock", "done"}
    assert [set(step) - allowed for step in steps] == [set()] * 7
    assert [set(step["done"]) - {"phone", "contains", "from", "photo"} for step in steps] == [set()] * 7
