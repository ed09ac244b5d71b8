"""The rules of domain/replies.md by number; every example of that page first."""

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
    Unclear,
    Value,
    Why,
)
from rules.replies.tabled import tabled
from tests.rules.bundle import BUNDLE, CEILING, HOUSEHOLDS, PLAIN, RATE, Said, answer

DONE, SAME, SEEN = Done(), NoChange(), Acknowledged()


def households(amount: int) -> Value:
    return Value(D(amount), "hộ")


def rate(amount: str) -> Value:
    return Value(D(amount), "%")


def every(action: Action) -> Said:
    return [(item.number, action) for item in BUNDLE]


EXAMPLES: list[tuple[str, Said]] = [
    (
        "1 130 ho, 2 39%, 3 vuong kinh phi mua men",
        [(1, households(130)), (2, rate("39")), (3, Stuck("kinh phi mua men"))],
    ),
    ("1 xong · 2 đạt 39% · 3 vướng kinh phí", [(1, DONE), (2, rate("39")), (3, Stuck("kinh phí"))]),
    ("xong 1 va 3", [(1, DONE), (3, DONE)]),
    ("1: thêm 10 hộ", [(1, Increase(D(10), "hộ"))]),
    ("2 được 39,5 phần trăm", [(2, rate("39.5"))]),
    ("cả ba vẫn đang làm", every(SAME)),
    ("1 chưa xong, 2 hoàn thành", [(1, SAME), (2, DONE)]),
    ("1 xin gia han den 15/12 vi mua lu", [(1, Extend(dt.date(2026, 12, 15), "mua lu"))]),
    ("0", every(SAME)),
    ("Báo cáo đ/c, việc 1 đã xong ạ", [(1, DONE)]),
    ("Nhất trí", every(SEEN)),
    ("3 cơ bản xong", [(3, SAME)]),
]

PIECES: list[tuple[str, Said]] = [  # rule 1
    ("1. xong", [(1, DONE)]),
    ("1: xong", [(1, DONE)]),
    ("1-xong", [(1, DONE)]),
    ("(1) xong", [(1, DONE)]),
    ("1) 130", [(1, households(130))]),
    ("1/ 130 hộ 2/ 39%", [(1, households(130)), (2, rate("39"))]),
    ("1=>130", [(1, households(130))]),
    ("số 2 39%", [(2, rate("39"))]),
    ("việc số 2 xong", [(2, DONE)]),
    ("mục 3: vướng mua men", [(3, Stuck("mua men"))]),
    ("v1 xong, v2 38%", [(1, DONE), (2, rate("38"))]),
    ("việc một xong việc hai 39%", [(1, DONE), (2, rate("39"))]),
    ("một xong, hai chưa", [(1, DONE), (2, SAME)]),
    ("NV-12 130 hộ", [(1, households(130))]),
    ("nv12 xong, nv 18 vướng", [(1, DONE), (3, Stuck(""))]),
    ("nv1 xong", [(1, DONE)]),
    ("1 130 2 39%", [(1, households(130)), (2, rate("39"))]),
    ("1 xong 2 chưa", [(1, DONE), (2, SAME)]),
    ("1xong2chua", [(1, DONE), (2, SAME)]),
    ("1 130 ho 2 39% 3 vuong kinh phi", [(1, households(130)), (2, rate("39")), (3, Stuck("kinh phi"))]),
    ("3 vuong kinh phi 1 xong 2 39%", [(3, Stuck("kinh phi")), (1, DONE), (2, rate("39"))]),
    ("1. 130 hộ 2. 39% 3. xong", [(1, households(130)), (2, rate("39")), (3, DONE)]),
    ("1. 130. 2. 39,5. 3. xong", [(1, households(130)), (2, rate("39.5")), (3, DONE)]),
    ("1:130,2:39,3:xong", [(1, households(130)), (2, rate("39")), (3, DONE)]),
    ("1, 130 hộ. 2, 39%", [(1, households(130)), (2, rate("39"))]),
    ("- Việc 1: 130 hộ\n- Việc 2: 39%", [(1, households(130)), (2, rate("39"))]),
    ("Việc 1\nxong", [(1, DONE)]),
    ("1 130 ho / 2 39%", [(1, households(130)), (2, rate("39"))]),
    ("1️⃣ xong 2️⃣ 39%", [(1, DONE), (2, rate("39"))]),
    ("1 ✅ 2 ❌", [(1, DONE), (2, SAME)]),
    ("Kết quả tuần 48: 1 xong", [(1, DONE)]),
    ("hiện nay việc 1 đạt 130 hộ", [(1, households(130))]),
    ("Đã xong việc 1, việc 2 đạt 39%", [(1, DONE), (2, rate("39"))]),
    ("1 xong và 2 39%", [(1, DONE), (2, rate("39"))]),
    ("1-128 2-38 3-vuong", [(1, households(128)), (2, rate("38")), (3, Stuck(""))]),
    ("128 hộ việc 1, 38% việc 2", [(1, households(128)), (2, rate("38"))]),
    (
        "viec 1 da ban giao duoc 128 ho con 16 ho chua chiu nhan tien viec 2 duoc 38 phan tram viec 3 dang lam",
        [(1, households(128)), (1, Stuck("con 16 ho chua chiu nhan tien")), (2, rate("38")), (3, SAME)],
    ),
    ("1 xong còn 2 với 3 thì chưa", [(1, DONE), (2, SAME), (3, SAME)]),
]

NUMBERS: list[tuple[str, Said]] = [  # rules 2, 4 and 10
    ("2 39.5", [(2, rate("39.5"))]),
    ("2 39,5, 3 xong", [(2, rate("39.5")), (3, DONE)]),
    ("2 ba mươi chín phần trăm", [(2, rate("39"))]),
    ("1 một trăm ba mươi hộ", [(1, households(130))]),
    ("1 130/144", [(1, households(130))]),
    ("1 128 hộ/144 hộ", [(1, households(128))]),
    ("2 38/40", [(2, rate("38"))]),
    ("1 130 trên 144 hộ", [(1, households(130))]),
    ("1 đã bàn giao được 132/144 hộ", [(1, households(132))]),
    ("1 lên 130", [(1, households(130))]),
    ("1 từ 120 lên 130 hộ", [(1, households(130))]),
    ("1 xong 130 hộ", [(1, households(130))]),
    ("1 mới được 125 hộ", [(1, households(125))]),
    ("1 đến nay được 130 hộ", [(1, households(130))]),
    ("2 kế hoạch 40% đạt 39%", [(2, rate("39"))]),
    ("1 +10", [(1, Increase(D(10), "hộ"))]),
    ("1 được 10 hộ nữa", [(1, Increase(D(10), "hộ"))]),
    ("1: bàn giao thêm 10 hộ", [(1, Increase(D(10), "hộ"))]),
    ("1 hôm nay thêm 2 hộ", [(1, Increase(D(2), "hộ"))]),
    ("1 thêm 10 hộ, tổng 130 hộ", [(1, households(130))]),
    ("1 thêm 6 hộ nữa là 126", [(1, households(126))]),
    ("1: 128 (+8)", [(1, households(128))]),
    ("2 39% – đạt 97,5% kế hoạch", [(2, rate("39"))]),
    ("2 39% (97,5%)", [(2, rate("39"))]),
    ("1 130/144 hộ (90,3%)", [(1, households(130))]),
    ("1 130 hộ, còn 14 hộ", [(1, households(130))]),
    ("1 144/144 hộ, xong", [(1, households(144)), (1, DONE)]),
    ("1 130 hộ ngày 25/11", [(1, households(130))]),
    ("1 0", [(1, SAME)]),
    ("1 tang 8", [(1, Increase(D(8), "hộ"))]),
    ("1 xong cả 144 hộ", [(1, households(144))]),
    ("2 38 phẩy 5", [(2, rate("38.5"))]),
    ("Tuần này được thêm 8 hộ ở việc 1", [(1, Increase(D(8), "hộ"))]),
    ("1. Bàn giao mặt bằng: 130/144 hộ", [(1, households(130))]),
]

STATES: list[tuple[str, Said]] = [  # rules 5, 8 and 9
    ("1 ok xong", [(1, DONE)]),
    ("1 hthanh r nhé", [(1, DONE)]),
    ("1 ht, 2 dc 39%, 3 vg kp", [(1, DONE), (2, rate("39")), (3, Stuck("kp"))]),
    ("1 xnog, 2 hoan thnah", [(1, DONE), (2, DONE)]),
    ("1 song roi", [(1, DONE)]),
    ("1 xong!", [(1, DONE)]),
    ("1 xong ngày 20/11", [(1, DONE)]),
    ("1 hôm qua xong rồi", [(1, DONE)]),
    ("3 xong 100%", [(3, DONE)]),
    ("BAO CAO DC VIEC 1 XONG ROI, VIEC 2 DAT 39 PHAN TRAM", [(1, DONE), (2, rate("39"))]),
    ("1 chua xg", [(1, SAME)]),
    ("1 ko có gì mới", [(1, SAME)]),
    ("1 k", [(1, SAME)]),
    ("1 vẫn thế", [(1, SAME)]),
    ("1 chưa làm được gì", [(1, SAME)]),
    ("1 sẽ xong 30/11", [(1, SAME)]),
    ("1 xong 30/11", [(1, SAME)]),
    ("1 chắc xong", [(1, SAME)]),
    ("1 gần xong", [(1, SAME)]),
    ("1 xong nhưng chưa nghiệm thu", [(1, SAME)]),
    ("1 xong, chưa nghiệm thu", [(1, SAME)]),
    ("3 xong chờ nghiệm thu", [(3, SAME)]),
    ("chưa có gì mới", every(SAME)),
    ("k co gi moi a", every(SAME)),
    ("báo cáo: 0", every(SAME)),
    ("👍", every(SEEN)),
    ("rõ", every(SEEN)),
    ("ok đ/c", every(SEEN)),
    ("Đã nhận. Em sẽ báo cáo sau", every(SEEN)),
    ("cảm ơn đồng chí", every(SEEN)),
    ("ok, 1 xong", [(1, DONE)]),
    ("vâng ạ, em làm ngay", every(SEEN)),
    ("Nhất trí với 3 việc trên", every(SEEN)),
    ("1 rõ, 2 39%", [(1, SEEN), (2, rate("39"))]),
]

OBSTACLES: list[tuple[str, Said]] = [  # rule 6
    ("3 vướng 1 hộ chưa nhận tiền", [(3, Stuck("1 hộ chưa nhận tiền"))]),
    ("3 vướng 2 hộ ông A và bà B", [(3, Stuck("2 hộ ông A và bà B"))]),
    ("3 vướng 1 hộ, 2 hộ kiện, 1 130 hộ", [(3, Stuck("1 hộ, 2 hộ kiện")), (1, households(130))]),
    ("3 kẹt vốn", [(3, Stuck("vốn"))]),
    ("3 khó khăn về kinh phí", [(3, Stuck("về kinh phí"))]),
    ("3 cần thêm 2 người", [(3, Stuck("thêm 2 người"))]),
    ("3 đề nghị hỗ trợ 20 triệu", [(3, Stuck("20 triệu"))]),
    ("3 thiếu 2 máy xúc, 1 chưa xong", [(3, Stuck("thiếu 2 máy xúc")), (1, SAME)]),
    ("3 vướng kinh phí, thiếu người, mưa nhiều", [(3, Stuck("kinh phí, thiếu người, mưa nhiều"))]),
    ("3 vướng kinh phí (20 triệu)", [(3, Stuck("kinh phí (20 triệu)"))]),
    ("3 chưa xong do vướng kinh phí", [(3, Stuck("kinh phí"))]),
    ("vướng kinh phí ở việc 3", [(3, Stuck("kinh phí"))]),
    ("hỗ trợ 1 xin ý kiến về đơn giá đền bù", [(1, Stuck("về đơn giá đền bù"))]),
    ("3 xin ý kiến: làm thế nào?", [(3, Stuck("làm thế nào"))]),
    ("1 130 hộ, vướng 14 hộ chưa nhận tiền", [(1, households(130)), (1, Stuck("14 hộ chưa nhận tiền"))]),
    ("3 không vướng gì, đang làm", [(3, SAME)]),
    ("3 đã hỗ trợ men cho dân", [(3, Note("đã hỗ trợ men cho dân"))]),
    ("xin gia hạn 1 đến 15/12 vì mưa lũ", [(1, Extend(dt.date(2026, 12, 15), "mưa lũ"))]),
    ("3 xin gia hạn đến hết quý 1/2027 do thiếu vốn", [(3, Extend(dt.date(2027, 3, 31), "thiếu vốn"))]),
    ("3 vì mưa lũ, xin gia hạn đến 15/12", [(3, Extend(dt.date(2026, 12, 15), "mưa lũ"))]),
    ("3 xin gia hạn đến 15/12, lý do: mưa lũ, dân bận", [(3, Extend(dt.date(2026, 12, 15), "mưa lũ, dân bận"))]),
    ("3 xin gia hạn đến 15/12", [(3, Extend(dt.date(2026, 12, 15), ""))]),
    ("3 đã họp dân", [(3, Note("đã họp dân"))]),
    ("1 130 hộ, còn 14 hộ chưa nhận tiền", [(1, households(130)), (1, Note("còn 14 hộ chưa nhận tiền"))]),
    ("3 xong, đề nghị thẩm định", [(3, DONE), (3, Note("đề nghị thẩm định"))]),
]

GROUPS: list[tuple[str, Said]] = [  # rule 7
    ("1,3 xong", [(1, DONE), (3, DONE)]),
    ("1, 2, 3 xong", every(DONE)),
    ("1 2 3 xong", every(DONE)),
    ("xong 1, 3", [(1, DONE), (3, DONE)]),
    ("1+2 xong", [(1, DONE), (2, DONE)]),
    ("1 và 2 đang làm, 3 xong", [(1, SAME), (2, SAME), (3, DONE)]),
    ("tất cả xong", every(DONE)),
    ("xong hết", every(DONE)),
    ("Cả 3 nhiệm vụ chưa có gì mới", every(SAME)),
    ("2 việc đầu xong", [(1, DONE), (2, DONE)]),
    ("xong trừ 2", [(1, DONE), (3, DONE)]),
    ("trừ việc 2 ra, còn lại xong hết", [(1, DONE), (3, DONE)]),
    ("tất cả xong, riêng 2 đạt 39%", [(1, DONE), (3, DONE), (2, rate("39"))]),
    ("1 xong, còn lại chưa có gì", [(1, DONE), (2, SAME), (3, SAME)]),
    ("1 xong, cả hai việc kia đang làm", [(1, DONE), (2, SAME), (3, SAME)]),
    ("2 39% con lai 0", [(2, rate("39")), (1, SAME), (3, SAME)]),
    ("1 130 hộ, còn lại đang vận động", [(1, households(130)), (1, Note("còn lại đang vận động"))]),
]

UNDERSTOOD = EXAMPLES + PIECES + NUMBERS + STATES + OBSTACLES + GROUPS


@pytest.mark.parametrize(("text", "actions"), UNDERSTOOD)
def test_what_is_said_is_understood(text: str, actions: Said) -> None:
    assert answer(text) == Reading(actions, [])


ASKED: list[tuple[str, list[Unclear]]] = [
    ("39%", [Unclear(None, "39%", Why.WHICH_ITEM)]),
    ("2 3.500", [Unclear(2, "2 3.500", Why.FAR_ABOVE, rate("3500"))]),
    ("1 90 hộ", [Unclear(1, "1 90 hộ", Why.WORSE, households(90))]),
    ("1 220 hộ", [Unclear(1, "1 220 hộ", Why.FAR_ABOVE, households(220))]),
    ("2 61", [Unclear(2, "2 61", Why.FAR_ABOVE, rate("61"))]),
    ("1 130,5 hộ", [Unclear(1, "1 130,5 hộ", Why.UNIT, Value(D("130.5"), "hộ"))]),
    ("xong", [Unclear(None, "xong", Why.WHICH_ITEM, DONE)]),
    ("130 hộ", [Unclear(1, "130 hộ", Why.WHICH_ITEM, households(130))]),
    ("vướng kinh phí", [Unclear(None, "vướng kinh phí", Why.WHICH_ITEM, Stuck("kinh phí"))]),
    ("1.130 hộ", [Unclear(1, "1.130 hộ", Why.WHICH_ITEM, households(1130))]),
    ("2.39%", [Unclear(None, "2.39%", Why.WHICH_ITEM)]),
    ("10 xong", [Unclear(None, "10 xong", Why.UNKNOWN_ITEM)]),
    ("NV-1 xong", [Unclear(None, "NV-1 xong", Why.UNKNOWN_ITEM)]),
    ("nv20 xong", [Unclear(None, "nv20 xong", Why.UNKNOWN_ITEM)]),
    ("1 50%", [Unclear(1, "1 50%", Why.SHARE, Share(D(50)))]),
    ("1 xong 90%", [Unclear(1, "1 xong 90%", Why.SHARE, Share(D(90)))]),
    ("2 đạt 97,5% kế hoạch", [Unclear(2, "2 đạt 97,5% kế hoạch", Why.SHARE, Share(D("97.5")))]),
    ("1 còn 14 hộ", [Unclear(1, "1 còn 14 hộ", Why.REMAINING, households(130))]),
    ("1 khoảng 130 hộ", [Unclear(1, "1 khoảng 130 hộ", Why.ESTIMATE, households(130))]),
    ("2 ước đạt 39%", [Unclear(2, "2 ước đạt 39%", Why.ESTIMATE, rate("39"))]),
    ("1 tuần sau đạt 140 hộ", [Unclear(1, "1 tuần sau đạt 140 hộ", Why.FORECAST, SAME)]),
    ("1 tuần này 10 hộ", [Unclear(1, "1 tuần này 10 hộ", Why.PERIOD, Increase(D(10), "hộ"))]),
    ("1 130 người", [Unclear(1, "1 130 người", Why.UNIT)]),
    ("2 130 ho", [Unclear(2, "2 130 ho", Why.UNIT)]),
    ("3 130 hộ", [Unclear(3, "3 130 hộ", Why.NO_TARGET, Note("130 hộ"))]),
    ("1 đã họp dân 130 hộ", [Unclear(1, "1 đã họp dân 130 hộ", Why.NOT_UNDERSTOOD, households(130))]),
    ("1 chỉ còn 10 hộ", [Unclear(1, "1 chỉ còn 10 hộ", Why.REMAINING, households(134))]),
    ("1 126-128 hộ", [Unclear(1, "1 126-128 hộ", Why.NOT_UNDERSTOOD)]),
    ("1 đạt", [Unclear(1, "1 đạt", Why.PARTLY, DONE)]),
    ("1 chưa được 130 hộ", [Unclear(1, "1 chưa được 130 hộ", Why.NOT_UNDERSTOOD)]),
    ("1 -5", [Unclear(1, "1 -5", Why.NOT_UNDERSTOOD)]),
    ("1 2", [Unclear(None, "1 2", Why.NOT_UNDERSTOOD)]),
    ("1 xong 2", [Unclear(None, "1 xong 2", Why.NOT_UNDERSTOOD)]),
    ("1 chưa xong 2", [Unclear(None, "1 chưa xong 2", Why.NOT_UNDERSTOOD)]),
    ("1-3 xong", [Unclear(None, "1-3 xong", Why.NOT_UNDERSTOOD)]),
    (
        "3 vướng kinh phí 2 39",
        [
            Unclear(3, "vướng kinh phí", Why.NOT_UNDERSTOOD, Stuck("kinh phí")),
            Unclear(2, "39", Why.NOT_UNDERSTOOD, rate("39")),
        ],
    ),
    (
        "3 vướng 2 hộ kiện 1 xong",
        [
            Unclear(3, "vướng 2 hộ kiện", Why.NOT_UNDERSTOOD, Stuck("2 hộ kiện")),
            Unclear(1, "xong", Why.PARTLY, DONE),
        ],
    ),
    ("1 130 1 140", [Unclear(1, "1 130 1 140", Why.NOT_UNDERSTOOD)]),
    ("2 39 ,5", [Unclear(2, "2 39 ,5", Why.CONTRADICTION)]),
    ("1 thêm 10 hộ, tổng 135 hộ", [Unclear(1, "tổng 135 hộ", Why.CONTRADICTION)]),
    ("1 130 hộ, còn 10 hộ", [Unclear(1, "1 130 hộ, còn 10 hộ", Why.CONTRADICTION)]),
    ("3 lắp đặt xong", [Unclear(3, "3 lắp đặt xong", Why.PARTLY, DONE)]),
    ("1 chư xong", [Unclear(1, "1 chư xong", Why.PARTLY, DONE)]),
    ("1 a xong", [Unclear(1, "1 a xong", Why.PARTLY, DONE)]),
    ("1 đã làm", [Unclear(1, "1 đã làm", Why.PARTLY, DONE)]),
    ("1 xong tuần này", [Unclear(1, "1 xong tuần này", Why.PARTLY, DONE)]),
    ("3 xin gia hạn vì mưa", [Unclear(3, "3 xin gia hạn vì mưa", Why.DEADLINE)]),
    ("3 xin gia hạn đến 31/2 vì mưa", [Unclear(3, "3 xin gia hạn đến 31/2 vì mưa", Why.DEADLINE)]),
    ("3 xin gia hạn thêm 10 ngày", [Unclear(3, "3 xin gia hạn thêm 10 ngày", Why.DEADLINE)]),
    ("1 xong?", [Unclear(1, "1 xong", Why.QUESTION, Stuck("1 xong"))]),
    ("1 xong chưa?", [Unclear(1, "1 xong chưa", Why.QUESTION, Stuck("1 xong chưa"))]),
    ("việc 2 tính thế nào", [Unclear(2, "việc 2 tính thế nào", Why.QUESTION, Stuck("tính thế nào"))]),
    ("bao giờ họp?", [Unclear(None, "bao giờ họp", Why.QUESTION, Stuck("bao giờ họp"))]),
    ("hôm nay trời mưa to", [Unclear(None, "hôm nay trời mưa to", Why.NOT_UNDERSTOOD)]),
    ("1, 3 130 hộ", [Unclear(1, "130 hộ", Why.NOT_UNDERSTOOD, households(130))]),
    ("cả hai xong", [Unclear(None, "cả hai xong", Why.WHICH_ITEM)]),
]


@pytest.mark.parametrize(("text", "unclear"), ASKED)
def test_what_is_not_sure_is_asked(text: str, unclear: list[Unclear]) -> None:
    assert answer(text) == Reading([], unclear)


PARTLY: list[tuple[str, Reading]] = [
    ("1 130, 2 39, 5", Reading([(1, households(130))], [Unclear(2, "2 39, 5", Why.CONTRADICTION)])),
    ("1 xong, 2 7", Reading([(1, DONE)], [Unclear(2, "2 7", Why.WORSE, rate("7"))])),
    (
        "1 xong, 130/144 hộ",
        Reading([(1, households(130))], [Unclear(1, "1 xong", Why.CONTRADICTION, DONE)]),
    ),
    (
        "1 xong vướng thanh toán",
        Reading([(1, Stuck("thanh toán"))], [Unclear(1, "1 xong", Why.CONTRADICTION, DONE)]),
    ),
    (
        "1 xong, 2 39%, 3 thì làm thế nào?",
        Reading(
            [(1, DONE), (2, rate("39"))],
            [Unclear(3, "3 thì làm thế nào", Why.QUESTION, Stuck("3 thì làm thế nào"))],
        ),
    ),
    (
        "2 39%, 130 hộ",
        Reading([(2, rate("39"))], [Unclear(1, "130 hộ", Why.WHICH_ITEM, households(130))]),
    ),
    (
        "đã xong 1, đang làm 2, vướng 3",
        Reading([(1, DONE), (2, SAME)], [Unclear(None, "vướng 3", Why.NOT_UNDERSTOOD)]),
    ),
    (
        "1. 130. 2. 39,5.3. xong",
        Reading(
            [(1, households(130))],
            [Unclear(2, "2. 39,5.3", Why.NOT_UNDERSTOOD), Unclear(None, "xong", Why.WHICH_ITEM, DONE)],
        ),
    ),
]


@pytest.mark.parametrize(("text", "reading"), PARTLY)
def test_only_the_piece_that_is_not_sure_is_asked(text: str, reading: Reading) -> None:
    assert answer(text) == reading


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("3 cơ bản xong", "cơ bản xong"),
        ("1 xong, chưa nghiệm thu", "xong, chưa nghiệm thu"),
        ("1 xong 30/11", "xong 30/11"),
        ("3 đang đợi huyện cấp kinh phí", "đang đợi huyện cấp kinh phí"),
        ("3 không làm", "không làm"),
        ("3 đang làm", None),
        ("3 chưa có gì mới", None),
    ],
)
def test_no_change_keeps_what_was_said_beside_it(text: str, note: str | None) -> None:
    notes = [action.note for _, action in answer(text).actions if isinstance(action, NoChange)]
    assert notes == [note]


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("xong", Reading([(1, DONE)], [])),
        ("130", Reading([(1, households(130))], [])),
        ("130 hộ\nvướng 14 hộ", Reading([(1, households(130)), (1, Stuck("14 hộ"))], [])),
        ("tất cả xong", Reading([(1, DONE)], [])),
        ("2 xong", Reading([], [Unclear(None, "2 xong", Why.UNKNOWN_ITEM)])),
        ("1", Reading([], [Unclear(None, "1", Why.NOT_UNDERSTOOD)])),
        ("-5", Reading([], [Unclear(1, "-5", Why.NOT_UNDERSTOOD)])),
        ("1.130 hộ", Reading([], [Unclear(1, "1.130 hộ", Why.FAR_ABOVE, households(1130))])),
        (
            "trời mưa",
            Reading(
                [], [Unclear(1, "trời mưa", Why.NOT_UNDERSTOOD, it) for it in (Note("trời mưa"), Stuck("trời mưa"))]
            ),
        ),
    ],
)
def test_with_one_line_shown_its_number_may_be_left_out(text: str, reading: Reading) -> None:
    assert answer(text, [HOUSEHOLDS]) == reading


def test_under_a_ceiling_more_is_worse() -> None:
    assert answer("4 13,5%", [CEILING]) == Reading([(4, rate("13.5"))], [])
    assert answer("4 15%", [CEILING]) == Reading([], [Unclear(4, "4 15%", Why.WORSE, rate("15"))])
    rise = Increase(D("0.5"), "%")
    assert answer("4 tăng 0,5", [CEILING]) == Reading([], [Unclear(4, "4 tăng 0,5", Why.WORSE, rise)])


def test_all_done_on_more_than_three_is_confirmed() -> None:
    four = [HOUSEHOLDS, RATE, PLAIN, CEILING]
    assert answer("tất cả xong", four) == Reading([], [Unclear(None, "tất cả xong", Why.MANY, DONE)])
    assert answer("tất cả chưa có gì", four) == Reading([(item.number, SAME) for item in four], [])
    assert answer("1,2,3,4 xong", four) == Reading([(item.number, DONE) for item in four], [])


def test_the_words_of_a_title_say_nothing_new() -> None:
    titled = [PLAIN, HOUSEHOLDS.__class__(1, "NV-12", "hộ", D(144), D(120), title="Kè suối Ngòi Thia")]
    assert answer("1. Kè suối Ngòi Thia: 130 hộ", titled) == Reading([(1, households(130))], [])
    assert answer("1. Kè suối Ngòi Thia: 130 hộ").actions == []


def test_a_last_value_never_reported_takes_any_plausible_one() -> None:
    fresh = HOUSEHOLDS.__class__(1, "NV-12", "hộ", D(144))
    assert answer("1 10 hộ", [fresh, PLAIN]) == Reading([(1, households(10))], [])


def test_a_day_long_past_may_be_next_year() -> None:
    assert answer("1 xong 30/1") == Reading([], [Unclear(1, "1 xong 30/1", Why.PARTLY, DONE)])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1 | 124 hộ | vướng khiếu kiện\n2 | 38,4%\n3 | xong", "1: 124 hộ, vướng khiếu kiện\n2: 38,4%\n3: xong"),
        ("1 - 128 hộ / 2 - 39% / 3 - xong", "1 - 128 hộ\n2 - 39%\n3 - xong"),
        ("1 - 128 hộ | 3 - xong", "1 - 128 hộ\n3 - xong"),
        ("1\n128 hộ\n2\nđạt 39", "1: 128 hộ\n2: đạt 39"),
        ("TT1: 128 hộ; TT3: xong", "số 1: 128 hộ; số 3: xong"),
    ],
)
def test_a_table_is_read_as_lines(text: str, said: str) -> None:
    assert answer(text) == answer(said)
    assert len(answer(text).actions) > 1


@pytest.mark.parametrize(
    "text", ["128 / 144 hộ", "1: 128 / 144 hộ", "2 / 3 việc xong", "5 | 6", "1 / 2", "|", "1 |", " / \n / "]
)
def test_what_is_no_table_stays_as_it_is(text: str) -> None:
    assert tabled(text, [1, 2, 3]) == text


def test_what_comes_after_it_is_over_is_asked_about() -> None:
    """ "xong, chưa nghiệm thu" is never done (rule 9); "xong rồi, tuần sau mời tỉnh" may be."""
    assert answer("3 xong, chưa nghiệm thu").actions == [(3, NoChange("xong, chưa nghiệm thu"))]
    reading = answer("3 xong cả rồi, tuần sau mời tỉnh lên dự")
    assert (reading.actions, [(each.item, each.why, each.proposal) for each in reading.unclear]) == (
        [],
        [(3, Why.PARTLY, Done())],
    )


def test_what_is_left_behind_a_figure_is_stuck_itself_and_not_the_other_tasks() -> None:
    stuck = Stuck("giá đất")
    assert answer("1. 124 hộ, còn lại vướng giá đất").actions == [(1, households(124)), (1, stuck)]
    others = [(1, households(124)), (2, stuck), (3, stuck)]
    assert answer("1. 124 hộ, các việc còn lại vướng giá đất").actions == others


def test_a_name_without_its_marks_is_no_obstacle() -> None:
    """ "ket nap" begins like "kẹt" to who types no diacritics."""
    item = Item(4, "NV-4", "đảng viên", D(15), D(11), title="Kết nạp đảng viên mới")
    assert answer("Ket nap dang vien xong ca roi a", (*BUNDLE, item)).actions == [(4, DONE)]
    assert answer("Nhờ đồng chí ghi nhận giúp, 3 xong", BUNDLE).actions == [(3, DONE)]
