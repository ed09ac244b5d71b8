"""Figures of a made-up week, as a notice carries them."""

from datetime import date

from services.published import Figures, Json, Listed, Named, Reached, as_json, past

GROUPS = {
    "Đảng ủy xã, phường": {"red": 7, "yellow": 12, "green": 75, "blue": 6, "done": 2},
    "Sở, ban, ngành": {"red": 4, "yellow": 15, "green": 84, "white": 3, "blue": 10, "done": 3},
    "MTTQ và đoàn thể": {"red": 1, "yellow": 4, "green": 36, "blue": 4},
}
LATE = (
    Named("NV-12", "xã Nguyệt Đức", 22, "Bàn giao mặt bằng 3 km đường liên xã"),
    Named("NV-140", "Sở Tài chính", 9),
    Named("NV-7", "Đảng ủy các xã Yên Phương – Tam Hồng – Nguyệt Đức mở rộng", 2, "Nhà văn hóa"),
)
WEEK_48 = Figures(
    week="2026-W48",
    first=date(2026, 11, 23),
    last=date(2026, 11, 29),
    total=266,
    lights={"red": 12, "yellow": 31, "green": 195, "white": 3, "blue": 20, "done": 4, "done_late": 1},
    residual=0,
    groups=GROUPS,
    longest_late=Listed(12, LATE),
    late_cases=Listed(1, (Named("HT-9", "Giám đốc Sở Tài chính", 6),)),
    reached=Reached({"exceeded": 7, "met": 4, "over70": 8, "from50to70": 3, "under50": 3}, 28, 3),
)
WEEK_47 = Figures(
    week="2026-W47",
    first=date(2026, 11, 16),
    last=date(2026, 11, 22),
    total=266,
    lights={"red": 9, "yellow": 35, "green": 196, "white": 3, "blue": 18, "done": 5},
    residual=0,
)


def sample() -> Json:
    return {"issue_id": 1, "figures": as_json(WEEK_48), "before": as_json(WEEK_47), "trend": past([WEEK_47])}
