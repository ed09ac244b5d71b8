"""A task named by the words of its title, or by a unit no other has, instead of by its number – and never a number, a date or
"xong" in a task that is not surely meant."""

import datetime as dt
from decimal import Decimal as D

import pytest

from rules.replies import (
    Acknowledged,
    Action,
    Done,
    Extend,
    Increase,
    Item,
    NoChange,
    Note,
    Reading,
    Share,
    Stuck,
    Value,
    Why,
    parse_reply,
)
from rules.workdays import WorkingDays
from tests.rules.bundle import TODAY, Said
from tests.rules.role_played.judging import BUNDLES

DONE, SAME = Done(), NoChange()
HAMLETS, BRANCH, ONE = BUNDLES["A"], BUNDLES["B"], BUNDLES["C"]


def read(text: str, items: tuple[Item, ...] = HAMLETS, others: tuple[Item, ...] = ()) -> Reading:
    return parse_reply(text, items, TODAY, WorkingDays(), others)


def households(amount: int) -> Value:
    return Value(D(amount), "hộ")


def rate(amount: str) -> Value:
    return Value(D(amount), "%")


NAMED: list[tuple[str, Said]] = [
    ("mặt bằng xong", [(1, DONE)]),
    ("mat bang xong", [(1, DONE)]),
    ("mặt bằng 130 hộ, rác nông thôn 39%", [(1, households(130)), (2, rate("39"))]),
    ("rác nông thôn 39% mặt bằng 130 hộ", [(2, rate("39")), (1, households(130))]),
    ("Mặt bằng: 130/144 hộ", [(1, households(130))]),
    ("mặt bằng 130", [(1, households(130))]),
    ("việc bàn giao mặt bằng đạt 130 hộ", [(1, households(130))]),
    ("mặt bằng xong, rác nông thôn xong, ủ rác chưa", [(1, DONE), (2, DONE), (7, SAME)]),
    ("mặt bằng chưa xong", [(1, SAME)]),
    ("mặt bằng gần xong", [(1, SAME)]),
    ("mặt bằng vướng 5 hộ thôn 2", [(1, Stuck("5 hộ thôn 2"))]),
    ("mặt bằng xong, còn lại chưa có gì", [(1, DONE), (2, SAME), (7, SAME)]),
    ("xong hết trừ mặt bằng", [(2, DONE), (7, DONE)]),
    ("tất cả xong, riêng mặt bằng chưa", [(2, DONE), (7, DONE), (1, SAME)]),
    ("Về mặt bằng, được 130 hộ", [(1, households(130))]),
    ("ủ rác xin đến 15/12 vì chưa có men", [(7, Extend(dt.date(2026, 12, 15), "chưa có men"))]),
    (
        "bà con bận nên xã đề nghị đồng chí cho gia hạn nội dung bàn giao mặt bằng đến ngày 05/12/2026",
        [(1, Extend(dt.date(2026, 12, 5), "bà con bận"))],
    ),
    # A value reached in a unit of its own, or by per cent with a word of the title.
    ("được 130 hộ", [(1, households(130))]),
    ("Đến hết ngày hôm qua xã đã bàn giao được 134/144 hộ", [(1, households(134))]),
    ("bàn giao thêm 10 hộ", [(1, Increase(D(10), "hộ"))]),
    ("rác đạt 39%", [(2, rate("39"))]),
    ("GPMB 130/144 hộ", [(1, households(130))]),
    ("mặt bằng là 132 hộ không phải 123 hộ", [(1, households(132))]),
    ("mặt bằng thêm 5 hộ từ thôn Nà Lùng", [(1, Increase(D(5), "hộ"))]),
    ("Biên bản bàn giao mặt bằng ký xong. Nhiệm vụ 1 hoàn thành", [(1, DONE)]),
]


@pytest.mark.parametrize(("text", "actions"), NAMED)
def test_a_title_names_its_task(text: str, actions: list[tuple[int, Action]]) -> None:
    assert read(text) == Reading(actions, [])


@pytest.mark.parametrize(
    "text",
    [
        "rác xong",  # of two tasks
        "1 thu gom rác 39%",  # the number says one, the words another
        "2 mặt bằng xong",
        "mặt bằng 30",  # a bare number behind a name that is no likely value
        "mặt bằng 150",
        "mặt bằng và rác nông thôn xong",
        "do vướng mặt bằng nên rác nông thôn chưa làm",
        "thôn 2 mặt bằng xong",  # of a part
        "họp mặt bằng xong",
        "mặt bằng xong 1 nửa",
        "mặt bằng khoảng 130 hộ",
        "mặt bằng tuần sau đạt 140 hộ",
        "mặt bằng đã xong. 39%",  # of whom are the per cent?
        "mặt bằng còn 2 hộ",
        "mặt bằng xong chưa?",
        "mặt bằng dân xin gia hạn đến 15/12",  # somebody else's request
        "130 hộ",
        "đã họp được 130 hộ",
        "vướng 130 hộ",
        "rác chưa xong",
        "1 tuyến xong",
        "xong 1 tuyến mặt bằng",
        "mặt bằng không đạt 130 hộ",
        "không nên xin gia hạn việc 1 đến 15/12",
    ],
)
def test_what_could_be_anothers_is_asked(text: str) -> None:
    found = read(text)
    written = [action for _, action in found.actions if not isinstance(action, Stuck)]
    assert (written, bool(found.unclear or found.actions)) == ([], True)


def test_the_number_and_the_words_may_both_be_said() -> None:
    assert read("2 thu gom rác 39%") == Reading([(2, rate("39"))], [])
    assert read("mặt bằng xong 2").actions == []
    assert read("7 vướng mặt bằng 5 hộ") == Reading([(7, Stuck("mặt bằng 5 hộ"))], [])
    assert read("7 vướng kinh phí, mặt bằng") == Reading([(7, Stuck("kinh phí, mặt bằng"))], [])


def test_all_of_one_task_is_not_all_of_them() -> None:
    assert read("mặt bằng xong hết") == Reading([(1, DONE)], [])
    assert read("xong hết mặt bằng") == Reading([(1, DONE)], [])
    assert read("đơn thư xong hết, 3 đang làm", BRANCH) == Reading([(9, DONE), (3, SAME)], [])
    assert read("rác xong hết").actions == []
    assert read("tất cả mặt bằng xong").actions == []


@pytest.mark.parametrize(
    "text",
    [
        "được giao 350 ha",
        "tổng 350 ha",
        "trồng rừng được giao 350 ha",
        "thu ngân sách là 2.400 triệu",
        "chi được 2 tỷ",
        "tăng 20 triệu",
        "sắp trồng thêm 20 ha",
        "rừng cháy 20 ha",
        "hôm qua được 5 ha",
    ],
)
def test_the_plan_what_was_spent_and_what_is_to_come_are_no_values(text: str) -> None:
    assert read(text, BRANCH).actions == []


def test_whom_an_exception_means_is_known_or_nothing_is_written() -> None:
    assert read("xong hết trừ cái kia của xã bạn").actions == []


def test_words_and_units_of_a_task_that_was_not_shown_are_asked_about() -> None:
    hidden = Item(9, "NV-900", "hộ", D(60), title="Cắm mốc mặt bằng tái định cư")
    for text in ("mặt bằng xong", "được 130 hộ", "bàn giao thêm 10 hộ"):
        assert read(text, others=(hidden,)).actions == [], text
    assert read("thu gom rác 39%", others=(hidden,)) == Reading([(2, rate("39"))], [])


def test_what_every_task_has_names_none() -> None:
    plain = (Item(1, "NV-1", title="Triển khai hồ sơ thủ tục"), Item(2, "NV-2", title="Giải quyết kinh phí"))
    for text in ("hồ sơ thủ tục xong", "kinh phí xong", "giải quyết xong"):
        assert read(text, plain).actions == [], text


MEASURED: list[tuple[str, Said]] = [
    ("thu ngân sách 1,9 tỷ", [(12, Value(D("1900.0"), "triệu đồng"))]),
    ("thu NS dc 1ty9 roi", [(12, Value(D("1900"), "triệu đồng"))]),
    ("trong rung them 20ha", [(5, Increase(D(20), "ha"))]),
    ("Trồng rừng được hai trăm hai mươi héc ta", [(5, Value(D(220), "ha"))]),
    ("Đảng viên thì 13 đồng chí rồi", [(4, Value(D(13), "đảng viên"))]),
    ("4. Kết nạp đảng viên: 12 đồng chí", [(4, Value(D(12), "đảng viên"))]),
    ("rừng 240 ha", [(5, Value(D(240), "ha"))]),
    ("3 tổng là 4 cây rưỡi", [(3, Value(D("4.5"), "km"))]),
    ("3 thêm 300 m", [(3, Increase(D("0.300"), "km"))]),
    ("đơn thư còn 2 vụ đang xác minh", [(9, SAME)]),
    ("đơn thư đã giải quyết xong", [(9, DONE)]),
]


@pytest.mark.parametrize(("text", "actions"), MEASURED)
def test_amounts_in_the_words_of_the_speaker(text: str, actions: Said) -> None:
    found = read(text, BRANCH)
    assert [(n, a) for n, a in found.actions if not isinstance(a, NoChange)] == [
        (n, a) for n, a in actions if not isinstance(a, NoChange)
    ]
    assert (len(found.actions), found.unclear) == (len(actions), [])


@pytest.mark.parametrize(
    ("text", "whys"),
    [
        ("đường liên thôn 5", [Why.NOT_UNDERSTOOD]),
        ("đơn thư 9 xong", [Why.PARTLY]),
        ("3 trồng rừng 240 ha", [Why.CONTRADICTION]),
        ("thu ngân sách 19 tỷ", [Why.FAR_ABOVE]),
        ("đảng viên bỏ tiền trồng được 20 ha", [Why.UNIT]),
        ("trồng rừng 9 ha", [Why.WORSE]),
    ],
)
def test_a_number_of_another_kind_is_asked(text: str, whys: list[Why]) -> None:
    found = read(text, BRANCH)
    assert (found.actions, [unclear.why for unclear in found.unclear]) == ([], whys)


def test_a_share_stays_a_share() -> None:
    assert read("Thu NS đạt 80% dự toán", BRANCH).unclear[0].proposal == Share(D(80))


def test_with_one_task_shown_a_count_is_no_number_of_a_task() -> None:
    nine = Reading([(6, Value(D(9), "nhà"))], [])
    assert [read(text, ONE) for text in ("9 nha r d/c", "được 9 cái nhà")] == [nine, nine]
    assert read("vẫn 8 nhà", ONE) == Reading([(6, SAME)], [])
    assert read("cả 10 nhà văn hóa thôn đều đã hoàn thành", ONE).actions == [(6, Value(D(10), "nhà")), (6, DONE)]


def test_what_follows_goes_on_about_the_task_in_words_only() -> None:
    told = read("Đường bê tông liên thôn bị sạt sau trận mưa, phải dừng thi công. Kính mong đồng chí hỗ trợ", BRANCH)
    assert [(number, type(action)) for number, action in told.actions] == [(3, Note), (3, Stuck)]
    assert read("mặt bằng chưa xong. 39%").actions == []
    assert [type(action) for _, action in read("mặt bằng vướng đền bù. Thêm 2 km").actions] == [Stuck]


def test_heard_and_something_else_is_heard() -> None:
    found = read("Đã nhận. Chiều nay họp xong tôi báo")
    assert (found.actions, len(found.unclear)) == ([(number, Acknowledged()) for number in (1, 2, 7)], 1)


def test_a_part_of_a_task_without_a_figure_is_under_way() -> None:
    assert [read(text).actions for text in ("7 đạt 60%", "7 xong 90%")] == [[(7, SAME)]] * 2
    assert read("7 xong 100%").actions == [(7, DONE)]


def test_an_excess_that_adds_up_says_nothing_new() -> None:
    assert read("2 đạt 40,25% vượt 0,25% KH") == Reading([(2, rate("40.25"))], [])
    assert read("2 đạt 40,25% vượt 5%").actions == []


def test_short_of_the_plan_is_no_obstacle() -> None:
    assert read("2 đạt 38,6%, thiếu 1,4% so với kế hoạch") == Reading([(2, rate("38.6"))], [])
