"""What agrees in a clause is read although not every word is known – and a figure of something else never."""

from decimal import Decimal as D

import pytest

from rules.replies import Done, Extend, Increase, Stuck, Value, Why, parse_reply
from rules.workdays import WorkingDays
from tests.rules.bundle import TODAY, Said
from tests.rules.role_played.judging import BUNDLES

WRITTEN = (Value, Increase, Done, Extend)


def read(text: str, bundle: str) -> Said:
    return parse_reply(text, BUNDLES[bundle], TODAY, WorkingDays()).actions


@pytest.mark.parametrize(
    ("bundle", "text", "said"),
    [
        ("A", "1 đến nay UBND xã đã phối hợp bàn giao được 137/144 hộ", [(1, Value(D(137), "hộ"))]),
        ("A", "1.131ho 2.38,5%", [(1, Value(D(131), "hộ")), (2, Value(D("38.5"), "%"))]),
        ("A", "1 xong rồi nha, bà con mừng lắm", [(1, Done())]),
        ("A", "1 chưa, 2 chưa, 7 rồi", [(7, Done())]),
        ("B", "3 5.2 4 12 5 245 9 xong 12 1920", [(3, "5.2"), (4, "12"), (5, "245"), (9, Done()), (12, "1920")]),
        ("B", "tháng 11 trồng được 30 ha nâng tổng diện tích lên 245 ha", [(5, Value(D(245), "ha"))]),
        ("B", "Rừng: 255. Đơn thư: xong", [(5, Value(D(255), "ha")), (9, Done())]),
        ("B", "12 được 1 tỷ 985 triệu", [(12, "1985")]),
        ("C", "xong thêm 1 cái nữa rồi", [(6, Increase(D(1), "nhà"))]),
        ("C", "xong nốt 2 nhà cuối rồi", [(6, Done())]),
    ],
)
def test_what_agrees_is_read(bundle: str, text: str, said: list[tuple[int, object]]) -> None:
    found = [(number, action) for number, action in read(text, bundle) if isinstance(action, WRITTEN)]
    assert len(found) == len(said)
    for (number, action), (own, meant) in zip(found, said, strict=True):
        same = isinstance(action, Value) and action.amount == D(meant) if isinstance(meant, str) else action == meant
        assert (number, same) == (own, True), action


@pytest.mark.parametrize(
    ("bundle", "text"),
    [
        ("A", "1 đã phát tờ rơi cho 140 hộ"),
        ("A", "1 được 130 hộ cam kết"),
        ("A", "1 thêm 5 hộ khiếu nại"),
        ("A", "1 thêm 5 hộ chưa chịu"),
        ("A", "1: 10 hộ nữa mới xong"),
        ("A", "2 mới 39% ở thôn 3"),
        ("A", "2 đạt 39% số thôn"),
        ("A", "tháng trước mặt bằng được 130 hộ"),
        ("A", "nếu huyện chi tiền thì mặt bằng được 140 hộ"),
        ("A", "đồng chí ghi giúp mặt bằng 130 hộ được không"),
        ("A", "7 xong rồi phần móng"),
        ("A", "7 xong mới báo"),
        ("A", "1 làm xong thì báo"),
        ("A", "1 được 130 hộ ủng hộ"),
        ("C", "có 9 nhà đang xây"),
        ("A", "1 xong rồi thôn 3"),
        ("A", "1 đang làm, rác 130"),
        ("B", "rừng cháy mất 20 ha"),
        ("B", "thêm 20 ha rừng bị phá"),
        ("B", "đã nhận giống trồng 240 ha"),
        ("B", "trồng rừng đã thiết kế 240 ha"),
        ("B", "đường 5 km nữa"),
        ("B", "đường 4,8 km đã giải phóng mặt bằng"),
        ("B", "thu ngân sách giao 2.100 triệu"),
        ("B", "7 hội phụ nữ đang làm, 12/15 hộ rồi"),
        ("B", "xin gia hạn đến 31/12 do vướng đơn thư"),
        ("C", "9 nhà có chủ trương"),
        ("C", "thêm 1 nhà bị dột"),
        ("C", "tổng 10 nhà"),
    ],
)
def test_what_is_counted_beside_the_result_is_not_written(bundle: str, text: str) -> None:
    assert [action for _, action in read(text, bundle) if isinstance(action, WRITTEN)] == []


def test_less_than_half_of_the_last_value_was_added_lately() -> None:
    found = parse_reply("vừa kết nạp 2 đồng chí", BUNDLES["B"], TODAY, WorkingDays())
    assert [(each.item, each.why, each.proposal) for each in found.unclear] == [
        (4, Why.PERIOD, Increase(D(2), "đảng viên"))
    ]


def test_an_obstacle_needs_no_key_word() -> None:
    assert read("1 được 132 hộ, còn 12 hộ chưa chịu ký", "A")[1] == (1, Stuck("còn 12 hộ chưa chịu ký"))
    # … but an apology to all is none of theirs.
    assert not [a for _, a in read("cả 5 việc chưa có gì. Mong đồng chí thông cảm", "B") if isinstance(a, Stuck)]
