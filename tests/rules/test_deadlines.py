import re
import unicodedata
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.deadlines import REASONS, Deadline, parse_deadline, reasons
from rules.deadlines.lunar import lunar_day, lunar_months
from rules.deadlines.phrases import GRAMMAR
from rules.folding import fold, vocabulary
from rules.workdays import WorkingDays
from tests.rules.deadline_words import (
    CALENDAR,
    FRIDAY,
    ONGOING,
    SATURDAY,
    SUNDAY,
    WEDNESDAY,
    about,
    day_over,
    either,
    every,
    no_such_day,
    on,
    period_over,
    read,
    refused,
)

# Every row of the table in domain/deadlines.md.
EXAMPLES = {
    "30/9": on("2027-09-30"),
    "30-11-26": on("2026-11-30"),
    "30 tháng 9 năm 2027": on("2027-09-30"),
    "ngay 30 thang 11": on("2026-11-30"),
    "cuối tháng": on("2026-11-30"),
    "cuối tháng sau": on("2026-12-31"),
    "hết tháng 12": on("2026-12-31"),
    "tháng 10": on("2027-10-31"),
    "tháng 2/2028": on("2028-02-29"),
    "Quý I/2027": on("2027-03-31"),
    "cuối quý 3": on("2027-09-30"),
    "quý IV": on("2026-12-31"),
    "cuối năm": on("2026-12-31"),
    "6 tháng đầu năm 2027": on("2027-06-30"),
    "giai đoạn 2026-2030": on("2030-12-31"),
    "thường xuyên": ONGOING,
    "31/2": no_such_day("31/2"),
    "giai đoạn 2021-2025": period_over("31/12/2025"),
    "cuối tuần": either("2026-11-27", "2026-11-29"),
    "30 tháng chạp": no_such_day("30/12 âm lịch"),
    "Theo tiến độ dự án, chậm nhất 30/9/2027": on("2027-09-30"),
    "mai": on("2026-11-26"),
    "ngày kia": on("2026-11-27"),
    "thứ sáu": on("2026-11-27"),
    "thứ 6 tuần sau": on("2026-12-04"),
    "T2 tuần tới": on("2026-11-30"),
    "chủ nhật": on("2026-11-29"),
    "10 ngày nữa": on("2026-12-05"),
    "hai tuần nữa": on("2026-12-09"),
    "5 ngày làm việc": on("2026-12-02"),
    "trước ngày 15/12": on("2026-12-14"),
    "chậm nhất 15/12": on("2026-12-15"),
    "17h thứ sáu": on("2026-11-27", "17:00"),
    "mùng 10 tháng giêng": on("2027-02-15"),
    "rằm tháng giêng": on("2027-02-20"),
    "10/3 âm lịch": on("2027-04-16"),
    "hằng quý": every("quarter"),
    "1/1/2020": day_over("1/1/2020"),
    "sớm nhất có thể": about(reasons.NO_DEADLINE, "sớm nhất có thể"),
    "mùng 5 tháng 12": either("2026-12-05", "2027-01-12"),
    "trước ngày 25 hằng tháng": every("month", 24),
    "từ 1/6 đến 30/9/2027": on("2027-09-30"),
}

# Phrases that the rules themselves name, with the rule's number.
RULES = {
    "30.9": (1, on("2027-09-30")),
    "25/11": (1, on("2026-11-25")),
    "31/12/26": (1, on("2026-12-31")),
    "HOÀN   THÀNH  30/9": (2, on("2027-09-30")),
    "xong đến hết 30/9": (2, on("2027-09-30")),
    "hạn không quá 30/9": (2, on("2027-09-30")),
    "trong hết 30/9": (2, on("2027-09-30")),
    "trước 17h ngày 30/11": (3, on("2026-11-30", "17:00")),
    "thứ tư": (4, on("2026-12-02")),
    "thứ sáu tuần này": (4, on("2026-11-27")),
    "T6": (4, on("2026-11-27")),
    "thứ 6": (4, on("2026-11-27")),
    "CN": (4, on("2026-11-29")),
    "tháng 12": (5, on("2026-12-31")),
    "quý II/2027": (5, on("2027-06-30")),
    "năm 2027": (5, on("2027-12-31")),
    "giai đoạn 2026–2030": (5, on("2030-12-31")),
    "giữa tháng 12": (5, on("2026-12-15")),
    "sau 10 ngày": (6, on("2026-12-05")),
    "trong vòng hai tuần": (6, on("2026-12-09")),
    "ba tháng nữa": (6, on("2027-02-25")),
    "mùng 2 tháng 9": (7, either("2027-09-02", "2027-10-01")),
    "liên tục": (8, ONGOING),
    "hàng tuần": (8, every("week")),
    "hằng tháng": (8, every("month")),
    "hàng năm": (8, every("year")),
    "ngày 25 hằng tháng": (8, every("month", 25)),
    "nộp về Văn phòng Huyện ủy trước 15/12": (9, on("2026-12-14")),
    "báo cáo 30/9": (9, on("2027-09-30")),
    "30/9 nếu trời nắng": (9, refused(reasons.UNKNOWN_WORDS, words="nếu trời nắng")),
    "2026-12-31": (9, on("2026-12-31")),
    "Q2/2027": (9, on("2027-06-30")),
    "16 giờ 30": (9, on("2026-11-25", "16:30")),
    "5 giờ chiều": (9, on("2026-11-25", "17:00")),
    "từ 1/6 đến 30/9": (9, on("2027-09-30")),
    "trong quý I và quý II": (9, on("2027-06-30")),
    "30/6 và 31/12": (9, either("2027-06-30", "2026-12-31")),
    "trước quý II/2027": (9, on("2027-03-31")),
    "sau 30/9": (9, about(reasons.AFTER, "sau 30/9")),
    "trước 25/11": (9, day_over("24/11/2026")),
    "5/12/10": (10, either("2026-12-05", "2026-12-10")),
    "30/9/2099": (11, about(reasons.TOO_FAR, "30/9/2099")),
    "1000 tháng nữa": (11, about(reasons.TOO_FAR, "1000 tháng nữa")),
    "quý I/2026": (11, period_over("31/3/2026")),
}


@pytest.mark.parametrize(("text", "meant"), EXAMPLES.items())
def test_an_example_of_the_page(text: str, meant: Deadline) -> None:
    assert read(text) == meant


@pytest.mark.parametrize(("text", "rule"), RULES.items())
def test_a_phrase_of_a_rule(text: str, rule: tuple[int, Deadline]) -> None:
    assert read(text) == rule[1]


@pytest.mark.parametrize(
    ("text", "today", "meant"),
    [
        ("thứ sáu này", FRIDAY, either("2026-11-27", "2026-12-04")),
        ("thứ sáu này", WEDNESDAY, on("2026-11-27")),
        ("thứ sáu", FRIDAY, on("2026-12-04")),
        ("thứ sáu tuần này", FRIDAY, on("2026-11-27")),
        ("tuần tới", SUNDAY, either("2026-12-06", "2026-12-13")),
        ("thứ 6 tuần tới", SUNDAY, either("2026-12-04", "2026-12-11")),
        ("cuối tuần", FRIDAY, either("2026-11-27", "2026-11-29")),
        ("cuối tuần", SATURDAY, either("2026-11-29", "2026-12-04")),
        ("cuối tuần này", SATURDAY, on("2026-11-29")),
        ("chủ nhật", SUNDAY, on("2026-12-06")),
        ("hết tháng", date(2026, 11, 30), on("2026-11-30")),
        ("cuối tháng sau", date(2026, 12, 1), on("2027-01-31")),
        ("quý sau", date(2026, 12, 31), on("2027-03-31")),
        ("29/2", date(2027, 3, 1), on("2028-02-29")),
        ("29/2", WEDNESDAY, either("2027-02-28", "2028-02-29")),
        ("một tháng nữa", date(2027, 1, 31), on("2027-02-28")),
        ("Trước 15/12/2023", date(2022, 12, 1), on("2023-12-14")),
    ],
)
def test_what_is_meant_depends_on_the_day_it_is_said(text: str, today: date, meant: Deadline) -> None:
    assert read(text, today) == meant


def test_a_leap_month_asks() -> None:
    # 2028 has a fifth month and a leap fifth month.
    assert read("10/5 âm lịch", date(2028, 1, 5)) == either("2028-06-02", "2028-07-02")


def test_when_only_the_leap_month_is_ahead_the_next_year_is_as_likely() -> None:
    assert read("10/5 âm lịch", date(2028, 6, 15)) == either("2028-07-02", "2029-06-21")


def test_every_lunar_month_of_the_library_is_29_or_30_days_and_they_follow_each_other() -> None:
    months = sorted(
        (month.start, month.end) for year in range(2020, 2051) for n in range(1, 13) for month in lunar_months(year, n)
    )
    lengths = {(end - start).days + 1 for start, end in months}
    gaps = {(after[0] - before[1]).days for before, after in pairwise(months)}
    assert (lengths, gaps) == ({29, 30}, {1})


def test_a_lunar_day_that_does_not_exist_is_none() -> None:
    assert (lunar_day(2026, 12, 30), lunar_day(2026, 5, 1, leap=True)) == (None, None)


def test_working_days_are_those_of_the_calendar_given() -> None:
    calendar = WorkingDays(off={date(2026, 11, 26)}, worked={date(2026, 11, 28)})
    assert parse_deadline("2 ngày làm việc", WEDNESDAY, calendar) == on("2026-11-28")


def test_nothing_at_all_is_refused_with_its_own_sentence() -> None:
    assert [read(text) for text in ("", "  \n ", "…", "()")] == [refused(reasons.NOTHING_SAID)] * 4


@pytest.mark.parametrize("text", ["30/9 " * 200, "mai " * 45, "x" * 10_000, "nộp về " * 20])
def test_long_texts_are_refused_quickly(text: str) -> None:
    assert read(text).kind == "refused"


# --- whatever the text

_ABSENT_MARKS = {"sau", "kìa"}  # words that are others without their diacritics: sáu/sau, kìa/kia
_WORDS = sorted(
    vocabulary("ngày tháng quý năm tuần thứ sáu trước sau đến từ hết trong cuối hằng mùng rằm tết giờ nữa này")
)
_SIGNS = ["/", "-", ".", ",", ":", "–", "và", " "]
pieces = st.one_of(
    st.sampled_from(_WORDS),
    st.sampled_from(sorted(GRAMMAR.vocabulary)),
    st.sampled_from(_SIGNS),
    st.integers(0, 2100).map(str),
    st.integers(1, 31).map(str),
    st.text(max_size=3),
)
phrases = st.lists(st.tuples(pieces, st.sampled_from(["", " "])), max_size=12).map(
    lambda parts: "".join(f"{piece}{space}" for piece, space in parts)
)
texts = st.one_of(phrases, st.text(max_size=60), st.sampled_from([*EXAMPLES, *RULES]))


@settings(max_examples=300, deadline=None)
@given(text=texts, today=st.dates())
def test_no_text_raises_or_gives_a_day_before_today(text: str, today: date) -> None:
    found = parse_deadline(text, today, CALENDAR)
    days = [*found.readings, *([found.date] if found.date else [])]
    assert all(day >= today for day in days)
    assert len(set(found.readings)) == (2 if found.kind == "ambiguous" else 0)
    assert (found.kind == "date", found.kind == "recurring") == (found.date is not None, found.every is not None)
    assert (found.reason in REASONS) is (found.kind == "refused")


@given(text=texts)
@settings(max_examples=100, deadline=None)
def test_a_refusal_can_be_said(text: str) -> None:
    found = read(text)
    needed = set(re.findall(r"\{(\w+)\}", found.reason or ""))
    assert set(found.args) == needed
    assert "{" not in (found.reason or "").format(**dict.fromkeys(found.args, "…"))


@settings(max_examples=200, deadline=None)
@given(text=st.sampled_from([*EXAMPLES, *RULES]), data=st.data())
def test_case_diacritics_spaces_and_punctuation_change_nothing(text: str, data: st.DataObject) -> None:
    noises = [
        str.upper,
        str.title,
        lambda said: unicodedata.normalize("NFD", said),
        lambda said: said.replace(" ", " \u00a0\u200b "),
        lambda said: f"  ({said}) ",
        lambda said: f"- {said}.",
        lambda said: f"“{said}”",
        lambda said: said.replace("-", "–"),
    ]
    if not _ABSENT_MARKS & set(text.split()):
        noises.append(fold)
    noisy = data.draw(st.sampled_from(noises))(data.draw(st.sampled_from(noises))(text))
    expected, found = read(text), read(noisy)
    if expected.kind == "refused":
        assert found.reason == expected.reason
    else:
        assert found == expected


@given(day=st.dates(WEDNESDAY, WEDNESDAY + timedelta(days=9000)), separator=st.sampled_from("/-."))
def test_a_date_in_figures_is_that_date(day: date, separator: str) -> None:
    written = separator.join((str(day.day), str(day.month), str(day.year)))
    assert (read(written), read(day.isoformat())) == (on(day.isoformat()), on(day.isoformat()))


@given(day=st.dates(WEDNESDAY, date(2027, 11, 24)))
def test_a_date_without_a_year_is_the_next_one(day: date) -> None:
    assert read(f"{day.day}/{day.month}") == on(day.isoformat())


@given(day=st.dates(WEDNESDAY + timedelta(days=1), date(2040, 1, 1)))
def test_before_a_date_is_the_day_ahead_of_it(day: date) -> None:
    ahead = day - timedelta(days=1)
    assert read(f"trước ngày {day.day} tháng {day.month} năm {day.year}") == on(ahead.isoformat())


@given(month=st.integers(1, 12), year=st.integers(2027, 2045))
def test_a_month_is_its_last_day(month: int, year: int) -> None:
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    assert read(f"tháng {month}/{year}") == on(last.isoformat())
