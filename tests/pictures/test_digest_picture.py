"""The committee's picture: its size, its words, and that every number in it is one of the figures."""

import io
import re
from dataclasses import replace
from unicodedata import normalize

import pytest
from matplotlib.font_manager import get_font
from PIL import Image

from services.published import Figures, Json, Listed, Named, Reached, as_json, of_json
from tests.pictures.sample import GROUPS, WEEK_48, sample
from views.pictures import canvas
from views.pictures.canvas import MARGIN, WIDTH, Sheet, fitted, width_of
from views.pictures.digest import draw

UNIT = "Tỉnh ủy"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are put on the sheet, in order; each within its edges."""
    said: list[str] = []
    put = Sheet.text

    def text(sheet: Sheet, x: float, y: float, text: str, size: int, **how: object) -> None:
        said.append(text)
        width = width_of(text, size, bold=bool(how.get("bold")))
        left = x - {"center": width / 2, "right": width}.get(str(how.get("side")), 0)
        assert left >= MARGIN - 1, text
        assert left + width <= WIDTH - MARGIN + 2, text
        put(sheet, x, y, text, size, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(Sheet, "text", text)
    return said


def drawn(digest: Json) -> Image.Image:
    result, mime, data = draw(digest, UNIT)
    assert (result, mime) == ({}, "image/png")
    return Image.open(io.BytesIO(data))


def test_it_is_a_png_as_wide_as_a_phone_reads_and_no_larger_than_the_channels_take() -> None:
    _, _, data = draw(sample(), UNIT)
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.size[0]) == ("PNG", 1080)
    assert image.size[1] <= 2400
    assert len(data) < 300_000


def test_it_says_the_week_the_totals_the_residual_and_the_worst(written: list[str]) -> None:
    drawn(sample())
    assert written[:2] == ["Tuần 48 (23–29/11/2026)", "Tỉnh ủy · 266 nhiệm vụ"]
    tiles = ["!", "12", "+3", "quá hạn", "▲", "31", "−4", "chậm tiến độ", "●", "195", "−1", "đúng tiến độ"]
    assert written[2:14] == tiles
    assert written[14:26] == ["○", "3", "=", "tạm dừng", "★", "20", "+2", "trước hạn", "✔", "5", "=", "hoàn thành"]
    assert "Chỉ tiêu: 25 trong 28 – 3 chưa phân loại" in written
    late = written[written.index("NV-12") :]
    assert late[:6] == ["NV-12", "22 ngày", "xã Nguyệt Đức", "· Bàn giao mặt bằng…", "NV-140", "9 ngày"]
    assert written[-4:] == [
        "HT-9",
        "6 ngày",
        "Giám đốc Sở Tài chính",
        "Số liệu đến 24 giờ Chủ nhật 29/11/2026; ngày là ngày làm việc",
    ]


def test_every_number_is_one_of_the_figures(written: list[str]) -> None:
    drawn(sample())
    known = {int(number) for number in re.findall(r"\d+", str(as_json(WEEK_48)) + str(sample()))}
    known |= {sum(group.values()) for group in GROUPS.values()}
    known |= {3, 4, 1, 2, 5}  # the changes on last week, and done in time and late together
    known |= {25, 24, 48, 47, 50, 70}  # 28 targets without their residual; hours, weeks, the names of buckets
    said = {int(number) for text in written for number in re.findall(r"\d+", text)}
    assert said - known == set()


def test_a_first_week_without_targets_and_lateness_has_no_empty_sections(written: list[str]) -> None:
    quiet = Figures("2026-W48", WEEK_48.first, WEEK_48.last, 2, {"green": 2}, 0, {"": {"green": 2}})
    drawn({"issue_id": None, "figures": as_json(quiet), "before": None, "trend": []})
    tiles = ["!", "0", "quá hạn", "▲", "0", "chậm tiến độ", "●", "2", "đúng tiến độ"]
    assert written[2:11] == tiles
    assert written[-1] == "Số liệu tính đến lúc xem; ngày là ngày làm việc"
    assert len(written) == 2 + 18 + 1


def test_parts_that_do_not_add_up_say_so(written: list[str]) -> None:
    figures = replace(WEEK_48, total=270, residual=4)
    drawn(sample() | {"figures": as_json(figures)})
    assert written[1] == "Tỉnh ủy · 270 nhiệm vụ – 4 chưa phân loại"


def test_large_numbers_and_long_names_stay_on_the_sheet(written: list[str]) -> None:
    """A province: the fixture holds each text to the sheet's edges."""
    name = "Đảng ủy các xã, phường, đặc khu trực thuộc Tỉnh ủy và các cơ quan số"
    groups = {f"{name} {n}": {"red": 100 + n, "yellow": 40, "green": 1} for n in range(9)}
    late = Listed(384, tuple(Named(f"NV-{99990 + n}", name, 122, name) for n in range(5)))
    figures = replace(
        WEEK_48,
        total=103853,
        lights={"red": 10384, "yellow": 11031, "green": 81495, "white": 1203, "blue": 4240, "done": 5500},
        groups=groups,
        longest_late=late,
        late_cases=late,
        reached=Reached({"exceeded": 1307, "met": 1704, "over70": 1008, "from50to70": 13, "under50": 3}, 92428, 88393),
    )
    image = drawn(sample() | {"figures": as_json(figures)})
    assert "5 nhóm khác" in written
    assert image.size[1] <= 2600


def test_a_confidential_task_is_a_code(written: list[str]) -> None:
    drawn(sample())
    place = written.index("NV-140")
    assert written[place : place + 4] == ["NV-140", "9 ngày", "Sở Tài chính", "NV-7"]


def test_every_vietnamese_letter_has_a_shape_in_the_font() -> None:
    marks = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")  # huyền, sắc, ngã, hỏi, nặng
    letters = "".join(normalize("NFC", base + mark) for base in "aăâeêioôơuưy" for mark in marks)
    letters += letters.upper() + "đĐ"
    shapes = get_font(canvas.FONTS / "DejaVuSans.ttf").get_charmap()
    signs = "●▲★✔○?!…–−·"
    assert [c for c in letters + signs if ord(c) not in shapes] == []


def test_a_text_is_cut_to_its_room() -> None:
    text = "Bàn giao mặt bằng 3 km đường liên xã"
    assert fitted(text, 10_000, 36) == text
    cut = fitted(text, 300, 36)
    assert (cut, width_of(cut, 36) <= 300) == ("Bàn giao mặt…", True)


def test_figures_come_back_from_json_as_they_were() -> None:
    assert of_json(as_json(WEEK_48)) == WEEK_48


def test_a_week_kept_by_an_earlier_version_is_read() -> None:
    kept = {key: value for key, value in as_json(WEEK_48).items() if key not in ("reached", "unplanned")}
    for item in kept["longest_late"]["items"]:
        del item["title"]
    again = of_json(kept)
    assert (again.reached, again.unplanned, again.longest_late.items[0].title) == (Reached(), 0, "")
