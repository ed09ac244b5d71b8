"""Answers as people tell them: one sentence runs into the next, thanks look like requests, and rain may be an obstacle."""

import datetime as dt
import inspect
import sys
from decimal import Decimal as D

import pytest

from rules.replies import (
    Action,
    Done,
    Extend,
    Increase,
    NoChange,
    Note,
    Reading,
    Stuck,
    Unclear,
    Value,
    Why,
    parse_reply,
)
from rules.replies.hindrance import may_hinder
from rules.workdays import WorkingDays
from tests.rules.bundle import TODAY
from tests.rules.role_played.judging import BUNDLES

Said = list[tuple[int, Action]]
SAME = NoChange()


def read(text: str, bundle: str) -> Reading:
    return parse_reply(text, BUNDLES[bundle], TODAY, WorkingDays())


@pytest.mark.parametrize(
    ("bundle", "text", "said"),
    [
        # "còn" with another name begins another sentence, and so does the rest
        ("A", "mặt bằng được 130 hộ còn thu gom rác 39%", [(1, Value(D(130), "hộ")), (2, Value(D(39), "%"))]),
        ("A", "mô hình ủ rác đã làm xong hôm qua còn hai việc kia vẫn đang làm", [(7, Done()), (1, SAME), (2, SAME)]),
        # what is left of one task is no other task
        (
            "B",
            "3 được 5,1 km. Đoạn còn lại vướng cột điện",
            [(3, Value(D("5.1"), "km")), (3, Stuck("Đoạn còn lại vướng cột điện"))],
        ),
        (
            "B",
            "5 được 240 ha, xin gia hạn hết tháng 12",
            [(5, Value(D(240), "ha")), (5, Extend(dt.date(2026, 12, 31), ""))],
        ),
        # thanks, and manners
        ("A", "2 39% nhờ hội phụ nữ làm thêm", [(2, Value(D(39), "%")), (2, Note("nhờ hội phụ nữ làm thêm"))]),
        ("A", "7 xong rồi, kính đề nghị Ban ghi nhận", [(7, Done()), (7, Note("kính đề nghị Ban ghi nhận"))]),
        # pairs without a mark, and a comma that is none
        (
            "B",
            "3 5,5 4 12 9 kẹt 12 2000",
            [
                (3, Value(D("5.5"), "km")),
                (4, Value(D(12), "đảng viên")),
                (9, Stuck("")),
                (12, Value(D(2000), "triệu đồng")),
            ],
        ),
        ("B", "4 them 1,9 con vuong 2 don", [(4, Increase(D(1), "đảng viên")), (9, Stuck("2 don"))]),
        # `0` with words around it
        ("A", "0 nhé, đang đi cơ sở", [(1, SAME), (2, SAME), (7, SAME)]),
        ("A", "Dạ chú nhờ em nhắn 0 nha", [(1, SAME), (2, SAME), (7, SAME)]),
        ("A", "Chưa có gì mới hết em ơi, mấy bữa nay mưa dữ quá", [(1, SAME), (2, SAME), (7, SAME)]),
        ("A", "nỏ có chi mới mô", [(1, SAME), (2, SAME), (7, SAME)]),
        (
            "B",
            "12 thêm 120 triệu. Khác không",
            [(12, Increase(D(120), "triệu đồng")), *((n, SAME) for n in (3, 4, 5, 9))],
        ),
        # days and tenths
        ("A", "2 xong, 1 xin đến t6 tuần sau", [(2, Done()), (1, Extend(dt.date(2026, 12, 4), ""))]),
        ("A", "7 xin 10/12", [(7, Extend(dt.date(2026, 12, 10), ""))]),
        ("B", "3 xin gia hạn đến 5/12, à nhầm 15/12", [(3, Extend(dt.date(2026, 12, 15), ""))]),
        ("B", "đường bê tông được năm cây hai rồi", [(3, Value(D("5.2"), "km"))]),
        (
            "B",
            "trồng rừng được 240 ha, thu ngân sách được 2 nghìn 150 triệu",
            [(5, Value(D(240), "ha")), (12, Value(D(2150), "triệu đồng"))],
        ),
        ("A", "2 được 38 rưỡi %", [(2, Value(D("38.5"), "%"))]),
        ("A", "1 đạt 130 hộ 🎉 2 đạt 39%", [(1, Value(D(130), "hộ")), (2, Value(D(39), "%"))]),
    ],
)
def test_is_understood(bundle: str, text: str, said: Said) -> None:
    assert read(text, bundle) == Reading(said, [])


ROAD = "trời mưa suốt không đổ bê tông được"


@pytest.mark.parametrize(
    ("bundle", "text", "reading"),
    [
        # nobody calls it an obstacle: the words are kept, and help is offered
        (
            "B",
            f"3 vẫn thế, {ROAD}",
            Reading([(3, NoChange())], [Unclear(3, f"vẫn thế, {ROAD}", Why.NOT_UNDERSTOOD, Stuck(ROAD))]),
        ),
        (
            "B",
            "Trồng rừng được 240 ha rồi. Đường thì vẫn thế",
            Reading(
                [(5, Value(D(240), "ha"))], [Unclear(3, "thì vẫn thế", Why.NOT_UNDERSTOOD, NoChange("thì vẫn thế"))]
            ),
        ),
        (
            "C",
            "Nhà thứ 9 xong sáng nay",
            Reading([], [Unclear(6, "Nhà thứ 9 xong sáng nay", Why.NOT_UNDERSTOOD, Value(D(9), "nhà"))]),
        ),
        (
            "B",
            "9 đề nghị cho thêm thời gian, đang chờ kết luận của thanh tra",
            Reading(
                [(9, Note("đang chờ kết luận của thanh tra"))],
                [Unclear(9, "9 đề nghị cho thêm thời gian", Why.DEADLINE)],
            ),
        ),
        (
            "A",
            "Thị trấn xin báo cáo nhiệm vụ số 7 đã hoàn thành. Các nhiệm vụ còn lại chưa có gì mới",
            Reading(
                [(1, SAME), (2, SAME)],
                [Unclear(7, "Thị trấn xin báo cáo nhiệm vụ số 7 đã hoàn thành", Why.PARTLY, Done())],
            ),
        ),
    ],
)
def test_is_proposed(bundle: str, text: str, reading: Reading) -> None:
    assert read(text, bundle) == reading


@pytest.mark.parametrize(
    ("bundle", "text"),
    [
        ("C", "Chưa, thợ đang về quê gặt"),  # no "chưa thợ"
        ("A", "Mặt bằng xong rồi, mừng quá. Nhưng rác thì đuối, cho xã xin đến 5/12"),  # whose day?
        ("B", "Mục 3 được 5,1 km. Đề nghị tỉnh cấp xi măng để làm đoạn còn lại. Các mục khác chưa thay đổi"),
        ("A", "1 xong còn 2 với 7 thì chưa"),
        ("B", "Hai nhà còn lại thiếu tôn lợp"),
    ],
)
def test_is_written_to_no_other_task(bundle: str, text: str) -> None:
    meant = {"C": set(), "A": {1} if "Mặt" in text else {1, 2, 7}, "B": {3} if "Mục" in text else set()}[bundle]
    told = {number for number, action in read(text, bundle).actions if isinstance(action, (Stuck, Extend, Done, Value))}
    assert told <= meant


@pytest.mark.parametrize(
    ("text", "hinders"),
    [
        ("mưa suốt nên chưa làm được", True),
        ("mua suot ko lam duoc", True),
        ("đang chờ thanh tra kết luận", True),
        ("dang cho ket luan", True),
        ("xe hỏng từ hôm 20", True),
        ("đã mua 100 cây giống", False),
        ("mua cay giong roi", False),
        ("hông có gì mới", False),
        ("sông Hồng", False),
        ("mùa vụ tốt", False),
        ("cho xã hỏi", False),
    ],
)
def test_what_may_stand_in_the_way(text: str, hinders: bool) -> None:
    assert may_hinder(text) is hinders


@pytest.mark.parametrize("text", ["0, dạ " * 680, "nhắn 0 " * 580, "0 nhé " * 680])
def test_any_number_of_zeros_is_read_without_going_deeper(text: str) -> None:
    read("0 nhé, dạ", "A")
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 150)
    try:
        assert {type(action) for _, action in read(text, "A").actions} <= {NoChange}
    finally:
        sys.setrecursionlimit(before)
