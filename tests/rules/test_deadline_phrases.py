"""What officials write in annexes and chats, beyond the page's own examples; said on Wednesday 25/11/2026."""

import pytest

from rules.deadlines import Deadline, reasons
from tests.rules.deadline_words import (
    ONGOING,
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

# One reading only: separators, a zero before, the year in two digits or in words, hard spaces, quotation marks, a bullet.
DATES = {
    "Trước 30/6/2027": on("2027-06-29"),
    "ngày 30 tháng 6": on("2027-06-30"),
    "30.6.2027": on("2027-06-30"),
    "31-12-2026": on("2026-12-31"),
    "31.12.26": on("2026-12-31"),
    "01/01/2027": on("2027-01-01"),
    "30 / 9 / 2027": on("2027-09-30"),
    "ngày 30-6-2027": on("2027-06-30"),
    "30/9-2027": on("2027-09-30"),
    "ngày 30/tháng 9/năm 2027": on("2027-09-30"),
    "đến hết ngày 31/12/2027": on("2027-12-31"),
    "đến trước ngày 15/12": on("2026-12-14"),
    "chậm nhất là ngày 15 tháng 12 năm 2026": on("2026-12-15"),
    "không muộn hơn 15/12": on("2026-12-15"),
    "hạn chót: 30/9/2027": on("2027-09-30"),
    "Thời hạn hoàn thành: 30/9/2027.": on("2027-09-30"),
    "30/9 là hạn chót": on("2027-09-30"),
    "- 30/9/2027;": on("2027-09-30"),
    "TRƯỚC\u00a0NGÀY 15/12": on("2026-12-14"),
    "truoc ngay 15 thang 12": on("2026-12-14"),
    "30/6 năm sau": on("2027-06-30"),
    "31/12 năm nay": on("2026-12-31"),
    "ngày mười lăm tháng mười hai": on("2026-12-15"),
    "hai tháng chín": on("2027-09-02"),
    "ngày 30": on("2026-11-30"),
    "ngày 15 tháng sau": on("2026-12-15"),
    "30/11 này": on("2026-11-30"),
    "thứ sáu 27/11": on("2026-11-27"),
    "thứ Năm, ngày 31/12/2026": on("2026-12-31"),
    "31/12/2026 (thứ năm)": on("2026-12-31"),
    "báo cáo kết quả trước 20/12": on("2026-12-19"),
    "trước 15/12 nộp về Ban Tổ chức Huyện ủy": on("2026-12-14"),
    "Theo tiến độ, xong trước 15/12": on("2026-12-14"),
}

# Weekdays and days nearby; a part of the day is no hour.
NEAR = {
    "hôm nay": on("2026-11-25"),
    "trong ngày": on("2026-11-25"),
    "ngay trong ngày hôm nay": on("2026-11-25"),
    "cuối giờ chiều nay": on("2026-11-25"),
    "chiều mai": on("2026-11-26"),
    "cuối ngày mai": on("2026-11-26"),
    "trước ngày mai": on("2026-11-25"),
    "ngày mốt": on("2026-11-27"),
    "ngày kìa": on("2026-11-28"),
    "sáng thứ hai": on("2026-11-30"),
    "thứ bảy": on("2026-11-28"),
    "T7": on("2026-11-28"),
    "Chủ Nhật tuần này": on("2026-11-29"),
    "chiều thứ 6 tuần này": on("2026-11-27"),
    "thu sau tuan sau": on("2026-12-04"),
    "thứ sáu tuần sau nữa": on("2026-12-11"),
    "trước thứ sáu": on("2026-11-26"),
    "trước thứ hai": on("2026-11-29"),
    # Next and next week's are the same day for a weekday that is over this week.
    "thứ hai tới": on("2026-11-30"),
    "hết giờ làm việc ngày 30/11": on("2026-11-30"),
}

HOURS = {
    "trước 17 giờ 00 ngày 30/11": on("2026-11-30", "17:00"),
    "17h00’ ngày 30/11/2026": on("2026-11-30", "17:00"),
    "ngày 30 tháng 11 năm 2026 lúc 17 giờ 00 phút": on("2026-11-30", "17:00"),
    "17h30/11": on("2026-11-30", "17:00"),
    "17h30 30/11": on("2026-11-30", "17:30"),
    "30/11/2026 17:00": on("2026-11-30", "17:00"),
    "30/9/2027 (trước 17h)": on("2027-09-30", "17:00"),
    "trước 10h00 thứ 6 (27/11)": on("2026-11-27", "10:00"),
    "trước 12h trưa mai": on("2026-11-26", "12:00"),
    "5 giờ chiều mai": on("2026-11-26", "17:00"),
    "7h tối mai": on("2026-11-26", "19:00"),
    "8 rưỡi sáng mai": refused(reasons.UNREADABLE, text="8 rưỡi sáng mai"),
    "8 giờ rưỡi sáng mai": on("2026-11-26", "08:30"),
    "chiều thứ sáu lúc 5 giờ": on("2026-11-27", "17:00"),
    "trước 17h": on("2026-11-25", "17:00"),
    # 24h is the day's end.
    "24h ngày 30/11": on("2026-11-30"),
    "0h ngày 1/12": on("2026-12-01", "00:00"),
    # At five in the morning, or in the afternoon? At which hour is 25? Within 24 hours is no day.
    "5 giờ thứ sáu": about(reasons.HALF_DAY, "5 giờ thứ sáu"),
    "25h ngày 30/11": about(reasons.NO_SUCH_HOUR, "25h ngày 30/11"),
    "trong 24 giờ": about(reasons.UNREADABLE, "trong 24 giờ"),
    "8 giờ": about(reasons.UNREADABLE, "8 giờ"),
    "17h 6": about(reasons.UNREADABLE, "17h 6"),
}

PERIODS = {
    "Hoàn thành trong quý II": on("2027-06-30"),
    "Quý III năm 2027": on("2027-09-30"),
    "Quý 4": on("2026-12-31"),
    "Qúy tư": on("2026-12-31"),
    "Q.IV/2026": on("2026-12-31"),
    "q4/26": on("2026-12-31"),
    "QUÝ IV NĂM 2026": on("2026-12-31"),
    "quý I năm sau": on("2027-03-31"),
    "quý này": on("2026-12-31"),
    "hết quý sau": on("2027-03-31"),
    "trong tháng 12/2026": on("2026-12-31"),
    "T12/2026": on("2026-12-31"),
    "T12": on("2026-12-31"),
    "T6/2027": on("2027-06-30"),
    "12/2026": on("2026-12-31"),
    "tháng sáu": on("2027-06-30"),
    "tháng năm": on("2027-05-31"),
    "tháng năm năm 2027": on("2027-05-31"),
    "tháng mười một": on("2026-11-30"),
    "cuối tháng này": on("2026-11-30"),
    "ngày cuối cùng của tháng 12": on("2026-12-31"),
    "ngày làm việc cuối cùng của tháng 1/2027": on("2027-01-29"),
    "cả năm": on("2026-12-31"),
    "trong năm 2027": on("2027-12-31"),
    "cuối năm sau": on("2027-12-31"),
    "sang năm": on("2027-12-31"),
    "2027": on("2027-12-31"),
    "đến năm 2030": on("2030-12-31"),
    "đến năm 2045": on("2045-12-31"),
    "nửa đầu năm": on("2027-06-30"),
    "6 tháng cuối năm": on("2026-12-31"),
    "6T đầu năm 2027": on("2027-06-30"),
    "9 tháng đầu năm 2027": on("2027-09-30"),
    "nửa đầu tháng 12": on("2026-12-15"),
    "hạ tuần tháng 12": on("2026-12-31"),
    "nhiệm kỳ 2025-2030": on("2030-12-31"),
    "từ năm 2026 đến năm 2030": on("2030-12-31"),
    "5 năm 2026-2030": on("2030-12-31"),
    "trước tháng 12": on("2026-11-30"),
    "trước năm 2027": on("2026-12-31"),
}

RANGES = {
    "15-20/12": on("2026-12-20"),
    "từ ngày 15 đến 20/12": on("2026-12-20"),
    "15/12-20/12/2026": on("2026-12-20"),
    "từ nay đến 30/11": on("2026-11-30"),
    "từ nay đến cuối năm": on("2026-12-31"),
    "từ tháng 1 đến tháng 6/2027": on("2027-06-30"),
    "tháng 1-6/2027": on("2027-06-30"),
    "quý I, II năm 2027": on("2027-06-30"),
    "từ quý I đến quý III/2027": on("2027-09-30"),
    "quý IV/2026 và quý I/2027": on("2027-03-31"),
    "từ 1/10 đến 31/3": on("2027-03-31"),
    # The same day said twice.
    "Quý IV/2026 (31/12/2026)": on("2026-12-31"),
    "từ 20/12 đến 10/12": about(reasons.BACKWARDS, "từ 20/12 đến 10/12"),
    "giai đoạn 2030-2026": about(reasons.BACKWARDS, "giai đoạn 2030-2026"),
}

FROM_NOW = {
    "15 hôm nữa": on("2026-12-10"),
    "một tuần": on("2026-12-02"),
    "2 tuần tới": on("2026-12-09"),
    "một trăm ngày nữa": on("2027-03-05"),
    "nửa tháng nữa": on("2026-12-10"),
    "năm ngày nữa": on("2026-11-30"),
    "sau sáu ngày": on("2026-12-01"),
    "sau sau ngay": on("2026-12-01"),
    "trong 6 tháng": on("2027-05-25"),
    "sau 3 ngày làm việc": on("2026-11-30"),
    "5 ngày làm việc kể từ hôm nay": on("2026-12-02"),
}

MOONS = {
    "xong trước Tết": on("2027-02-05"),
    "mồng 1 Tết": on("2027-02-06"),
    "29 Tết": on("2027-02-05"),
    "trước Tết Nguyên đán 2028": on("2028-01-25"),
    "Tết dương lịch": on("2027-01-01"),
    "23 tháng chạp": on("2027-01-30"),
    "hết tháng giêng": on("2027-03-07"),
    "rằm": on("2026-12-23"),
    "rằm tháng bảy": on("2027-08-16"),
    "trước Tết Trung thu": on("2027-09-14"),
    "10/3/2027 âm lịch": on("2027-04-16"),
    "mùng 5 tháng 12 dương lịch": on("2026-12-05"),
    "30 Tết": no_such_day("30 Tết"),
    # "sau Tết" is after a day, not by one.
    "sau Tết": about(reasons.AFTER, "sau Tết"),
}

AGAIN = {
    "định kỳ hằng quý": every("quarter"),
    "mỗi tháng một lần": every("month"),
    "Hằng tháng (trước ngày 25)": every("month", 24),
    "25 hàng tháng": every("month", 25),
    "trước 17h ngày 25 hằng tháng": every("month", 25, "17:00"),
    "cuối mỗi quý": every("quarter"),
    "ngày 25 tháng cuối mỗi quý": every("quarter", 25),
    "thứ sáu hằng tuần": every("week", 5),
    "mỗi thứ hai": every("week", 1),
    "trước 15/12 hằng năm": every("year", 14),
    "tháng 12 hằng năm": every("year"),
    "thường xuyên, liên tục": ONGOING,
    "Thực hiện thường xuyên trong năm": ONGOING,
    # What can't be kept is refused: two days a year, a yearly day outside December, twice a year, every day, one till an end.
    "tháng 6, tháng 12 hằng năm": about(reasons.UNREADABLE, "tháng 6, tháng 12 hằng năm"),
    "30/6 hằng năm": about(reasons.YEARLY, "30/6 hằng năm"),
    "định kỳ 6 tháng": about(reasons.UNREADABLE, "định kỳ 6 tháng"),
    "hằng ngày": about(reasons.DAILY, "hằng ngày"),
    "hằng tháng đến hết năm 2027": about(reasons.UNREADABLE, "hằng tháng đến hết năm 2027"),
    "hằng tháng, hằng quý": about(reasons.UNREADABLE, "hằng tháng, hằng quý"),
    "thường xuyên, hằng quý": about(reasons.UNREADABLE, "thường xuyên, hằng quý"),
    # The day ahead of the 1st is of the month before.
    "trước ngày 1 hằng tháng": about(reasons.UNREADABLE, "trước ngày 1 hằng tháng"),
    "mùng 5 hằng tháng": about(reasons.LUNAR, "mùng 5 hằng tháng"),
    # The fifth of each month, or each May?
    "hàng tháng 5": about(reasons.UNREADABLE, "hàng tháng 5"),
}

# Two reasonable readings, the likelier first.
DOUBTS = {
    # A week ends on Friday for an office, on Sunday for the calendar.
    "hết tuần": either("2026-11-27", "2026-11-29"),
    "trong tuần này": either("2026-11-27", "2026-11-29"),
    "tuần sau": either("2026-12-04", "2026-12-06"),
    "cuối tuần sau": either("2026-12-04", "2026-12-06"),
    # A beginning is a day to some and longer to others; so is the middle of more than a month.
    "đầu tháng 12": either("2026-12-01", "2026-12-10"),
    "đầu tuần sau": either("2026-11-30", "2026-12-01"),
    "đầu năm 2027": either("2027-01-01", "2027-01-31"),
    "giữa quý II": either("2027-05-15", "2027-05-31"),
    "trung tuần tháng 12": either("2026-12-15", "2026-12-20"),
    # "Before the end" may include the last day; before a morning, the day itself is in doubt.
    "trước cuối tháng": either("2026-11-29", "2026-11-30"),
    "trước sáng thứ sáu": either("2026-11-26", "2026-11-27"),
    # The next Friday, or next week's.
    "thứ sáu tới": either("2026-11-27", "2026-12-04"),
    "thứ tư này": either("2026-11-25", "2026-12-02"),
    # Without diacritics: next month, or June.
    "thang sau": either("2026-12-31", "2027-06-30"),
    "cuoi thang sau": either("2026-12-31", "2027-06-30"),
    # Six months from now, or the first six of a year; months, or a day of next month; May, or nine months.
    "6 tháng": either("2027-05-25", "2027-06-30"),
    "15 tháng sau": either("2028-02-25", "2026-12-15"),
    "9 tháng năm 2027": either("2027-05-09", "2027-09-30"),
    "tháng 12/26": either("2026-12-31", "2026-12-26"),
    "1-6/2027": either("2027-06-01", "2027-06-30"),
    # The month has no such day: its last one, or the next that is.
    "ngày 31": either("2026-11-30", "2026-12-31"),
    # The weekday is not that day's.
    "thứ sáu ngày 30/11": either("2026-11-30", "2026-11-27"),
    # The weekdays of this week are half over.
    "từ thứ hai đến thứ sáu": either("2026-11-27", "2026-12-04"),
    # By its eve or on the day; solar or lunar.
    "Tết": either("2027-02-05", "2027-02-06"),
    "mùng 5": either("2026-12-05", "2026-12-13"),
    "trước mùng 5 tháng 12": either("2026-12-04", "2027-01-11"),
    "23 tháng chạp năm 2027": either("2028-01-19", "2027-01-30"),
    # Pairs that are no range.
    "quý II và quý IV": either("2027-06-30", "2026-12-31"),
    "mai hoặc thứ sáu": either("2026-11-26", "2026-11-27"),
    "Hoàn thành trước 30/6/2027; báo cáo trước 15/7/2027": either("2027-06-29", "2027-07-14"),
    "17h mai hoặc 17h thứ sáu": either("2026-11-26", "2026-11-27", "17:00"),
}

NO_DEADLINES = {
    "ngay": about(reasons.NO_DEADLINE, "ngay"),
    "khẩn trương": about(reasons.NO_DEADLINE, "khẩn trương"),
    "theo kế hoạch": about(reasons.NO_DEADLINE, "theo kế hoạch"),
    "xong": about(reasons.NO_DEADLINE, "xong"),
    "đột xuất": about(reasons.NO_DEADLINE, "đột xuất"),
    "30": about(reasons.UNREADABLE, "30"),
    "50%": refused(reasons.UNKNOWN_WORDS, words="%"),
    "từ 1/12": about(reasons.START, "từ 1/12"),
    "sau quý II": about(reasons.AFTER, "sau quý II"),
    "30 ngày kể từ ngày ký": about(reasons.COUNTED, "30 ngày kể từ ngày ký"),
    "5 ngày trước kỳ họp": about(reasons.COUNTED, "5 ngày trước kỳ họp"),
    "khoảng 30/9": refused(reasons.UNKNOWN_WORDS, words="khoảng"),
    "không phải 30/9": about(reasons.UNREADABLE, "không phải 30/9"),
    "chờ đến 30/9": refused(reasons.UNKNOWN_WORDS, words="chờ"),
    "hai ba ngày nữa": about(reasons.UNREADABLE, "hai ba ngày nữa"),
    "10-15 ngày nữa": about(reasons.UNREADABLE, "10-15 ngày nữa"),
    "trước Tết 10 ngày": about(reasons.UNREADABLE, "trước Tết 10 ngày"),
    # Weeks of a month are counted in several ways; a school year is no year.
    "tuần thứ 2 tháng 12": about(reasons.UNREADABLE, "tuần thứ 2 tháng 12"),
    "năm học 2026-2027": refused(reasons.UNKNOWN_WORDS, words="học"),
    "20/3, 20/6, 20/9, 20/12": about(reasons.UNREADABLE, "20/3, 20/6, 20/9, 20/12"),
    "31/4": no_such_day("31/4"),
    "29/2/2027": no_such_day("29/2/2027"),
    "00/12": no_such_day("0/12"),
    "thứ 8": no_such_day("thứ 8"),
    "tháng 13": about(reasons.NO_SUCH_PERIOD, "tháng 13"),
    "quý V": about(reasons.NO_SUCH_PERIOD, "quý V"),
    "hôm qua": day_over("24/11/2026"),
    "thứ hai tuần này": day_over("23/11/2026"),
    "30/6/2026": day_over("30/6/2026"),
    "tháng 10/2026": period_over("31/10/2026"),
    "6 tháng năm nay": period_over("30/6/2026"),
    "năm ngoái": period_over("31/12/2025"),
    "30/9/2062": about(reasons.TOO_FAR, "30/9/2062"),
    "9999 ngày nữa": about(reasons.TOO_FAR, "9999 ngày nữa"),
    # A mark that turns the order of letters around: what was seen is not what would be read.
    "\u202e30/9": refused(reasons.UNKNOWN_WORDS, words="\ufffd"),
}

GROUPS = (DATES, NEAR, HOURS, PERIODS, RANGES, FROM_NOW, MOONS, AGAIN, DOUBTS, NO_DEADLINES)


@pytest.mark.parametrize(("text", "meant"), [pair for group in GROUPS for pair in group.items()])
def test_a_phrase(text: str, meant: Deadline) -> None:
    assert read(text) == meant
