"""The whole phrase: one deadline among words from a closed list (domain/deadlines.md rules 2 and 9)."""

from collections.abc import Iterator

from rules.deadlines import (
    bounds,
    clocks,
    dates,
    days,
    durations,
    moons,
    numerals,
    parts,
    periods,
    ranges,
    recurring,
    tet,
    weekdays,
    weeks,
)
from rules.deadlines.engine import Rules
from rules.deadlines.lexicon import word
from rules.deadlines.tokens import Words
from rules.folding import vocabulary

GRAMMAR = Rules()

# Tried in this order; a later one only where the earlier ones find nothing.
GOALS = ("plain", "two", "doubtful", "baseless")

GRAMMAR.same("plain", "<openings> <goal:found> <closings>", "<hour_openings> <hour_of_today:found> <closings>")
GRAMMAR.same("two", "<openings> <pair:found> <closings>")
GRAMMAR.same("doubtful", "<openings> <vague:found> <closings>")
GRAMMAR.same("baseless", "<openings> <counted:found> <closings>")

GRAMMAR.same("openings", "", "<opening> <openings>")
GRAMMAR.same("closings", "", "<closing> <closings>")
GRAMMAR.same("hour_openings", "", "<hour_opening> <hour_openings>")

GRAMMAR.same("hour_opening", "<closing>", "chậm|muộn|trễ nhất", "đến|tới")
GRAMMAR.same("opening", "<hour_opening>", "trong", "hết", "không quá", "không chậm|muộn|trễ hơn", "nội", "vào", "lúc")
GRAMMAR.same("opening", "hạn [chót|cuối|nộp]", "thời hạn|gian", "deadline", "tính", "cho", "ngay")
GRAMMAR.same("closing", ",", "hoàn thành", "xong", "phải", "là", "thực hiện", "kết thúc", "ạ|nhé|nha")
GRAMMAR.same("closing", "hạn chót|cuối", "báo cáo [kết quả]", "theo tiến độ [dự án]", "nộp|gửi về <place>")

_LONGEST_PLACE = 8  # words
# A place's name has none of these: they may say when, or that something is not so.
_NOT_IN_A_PLACE = [
    word(each)
    for each in vocabulary(
        "ngày tháng quý năm tuần thứ hôm mai kia mốt tết rằm giêng chạp mùng giờ sáng trưa chiều tối đêm nay này "
        "trước sau từ đến tới hết cuối đầu giữa trong khoảng tầm độ hằng mỗi định kỳ nửa chậm muộn hạn "
        "không chưa trừ nếu khi hoặc hay và thì cn t q th"
    )
]


@GRAMMAR.terminal("place", [])
def place(words: Words, at: int) -> Iterator[tuple[int, object]]:
    """`Văn phòng Huyện ủy` after `nộp về`: some words, none of them about time."""
    for end in range(at, min(at + _LONGEST_PLACE, len(words.tokens))):
        token = words.tokens[end]
        if not token.is_word or any(each.matches(token, words.plain) for each in _NOT_IN_A_PLACE):
            return
        yield end + 1, ""


@GRAMMAR.terminal("rest", [])
def rest(words: Words, at: int) -> Iterator[tuple[int, object]]:
    """All that is left, if anything."""
    if at < len(words.tokens):
        yield len(words.tokens), ""


_FILES = (
    numerals,
    dates,
    days,
    weekdays,
    weeks,
    periods,
    parts,
    moons,
    tet,
    durations,
    clocks,
    bounds,
    ranges,
    recurring,
)
GRAMMAR.include(*(file.rules for file in _FILES))
