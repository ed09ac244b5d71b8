"""Obstacles told without a key word: nobody agrees, nothing has come, the road is gone.

`words/trouble.py` has the words that ask for help or call a thing an obstacle (rule 6). Here are the ways to tell one: what is
lacking, who refuses, what has not been granted. A remark or "chưa …" of that kind is an obstacle, not "nothing new"."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

from rules.folding import clean
from rules.replies.lexicon import listed
from rules.replies.spelling import fits
from rules.replies.tokens import tokenize

Phrase = tuple[str, ...]

_NOT = ("không", "không còn", "chưa", "chẳng", "chả", "không ai", "vẫn chưa")
_LACKING = listed("""
    kinh phí, vốn, tiền, nguồn, cây giống, giống, xi măng, vật liệu, vật tư, cát, đá, máy, máy xúc, máy móc, xe,
    nhân công, nhân lực, thợ, nhà thầu, cán bộ, men, chế phẩm, thùng, quỹ đất, hướng dẫn, đối ứng, vốn đối ứng,
    nguồn vốn, nguồn lực, người làm, chỗ đổ, thiết bị, mặt bằng thi công, ngân sách, quần chúng, nguồn kết nạp
""")
_REFUSED = listed("""
    chịu, đồng ý, nhất trí, thống nhất, đồng thuận, hợp tác, chấp thuận, ủng hộ, muốn, tự nguyện, hưởng ứng,
    chấp nhận, phối hợp, bằng lòng, thuyết phục được
""")
_PENDING = listed("""
    gỡ được, tháo gỡ được, có kết luận, lo được, tìm được, bố trí vốn, bố trí được vốn, bố trí được kinh phí,
    bố trí kinh phí, được bố trí, được cấp, cấp kinh phí, được phân bổ, có hướng dẫn, có ý kiến
""")
_TROUBLE = listed("""
    phản đối, khiếu nại, khiếu kiện, cản trở, chê giá, chê đền bù, đòi tăng giá, đòi giá, đòi giá cao, bất hợp tác,
    chống đối, vượt khả năng, vượt quá khả năng, không giao đất, không nhận tiền, không ký, không di dời,
    nhà thầu bỏ, bỏ dở, bỏ thầu, hết giống, hết tiền, hết vốn, hết vật liệu, hết kinh phí, thiếu giống
""")
_HELP = listed("""
    hỗ trợ, tháo gỡ, giúp, giúp đỡ, giúp xã, xem xét, vào cuộc, can thiệp, quan tâm, tác động, chỉ đạo giúp,
    có ý kiến, cho ý kiến, tham mưu, bố trí, xuống cùng, đôn đốc giúp, hối giùm, hối giúp, đẩy nhanh, đôn đốc,
    giải quyết, thúc giúp, cấp vốn, cấp thêm, bổ sung
""")
_ASKING = listed(
    "đề nghị, kính đề nghị, mong, rất mong, nhờ, xin, cần, kính mong, phải, kiến nghị, tỉnh phải, huyện phải"
)
_PLEADING = listed("nhờ, mong, rất mong, kính mong, đề nghị, kính đề nghị, kiến nghị")
_ABOVE = listed(
    "tỉnh, huyện, cấp trên, trên, các cấp, sở, các sở, ban ngành, trung ương, tỉnh ủy, ubnd tỉnh, các ban ngành"
)
_OVER = tuple(
    tuple(phrase.split())
    for phrase in listed(
        "đã hết, không còn vướng, không còn khó khăn, hết cảnh, đã gỡ, đã tháo gỡ, đã giải quyết, đã khắc phục, đã xử lý, đã ổn"
    )
)
_BETWEEN, _FAR = 4, 6  # words between who is asked and what for, and where it is "giúp"
# … unless what is asked for is that it be written down, or forgiven.
_MANNERS = tuple(
    tuple(phrase.split())
    for phrase in listed(
        "ghi nhận, cập nhật, ghi, sửa, nắm, biết, thông cảm, thông cảm cho, theo dõi, gửi bản tin, gửi tin"
    )
)


@cache
def _phrases() -> dict[str, list[Phrase]]:
    """Ways to tell an obstacle, by their first word."""
    found: dict[str, list[Phrase]] = {}
    for words in _spelt_out():
        found.setdefault(words[0], []).append(words)
    return found


def _spelt_out() -> Iterator[Phrase]:
    for denied, had, what in product(_NOT, ("", "có "), _LACKING):
        yield tuple(f"{denied} {had}{what}".split())
    for denied, what in product(_NOT, [*_REFUSED, *_PENDING]):
        yield tuple(f"{denied} {what}".split())
    yield from (tuple(phrase.split()) for phrase in _TROUBLE)


def is_obstacle(text: str) -> bool:
    """Whether words without a key word tell of an obstacle that is still there, or ask for help."""
    words = [token.word if token.kind == "word" else "" for token in tokenize(clean(text))]
    places = range(len(words))
    if any(_stands(words, at, phrase) for at in places for phrase in _OVER):
        return False
    told = any(
        _stands(words, at, phrase)
        for at in places
        for first, phrases in _phrases().items()
        if fits(words[at], first)
        for phrase in phrases
    )
    return told or _asks(words)


def _stands(words: Sequence[str], at: int, phrase: Phrase) -> bool:
    return len(words) - at >= len(phrase) and all(map(fits, words[at:], phrase))


def _asks(words: Sequence[str]) -> bool:
    """ "nhờ tỉnh xuống hỗ trợ": who is asked may stand between."""
    for at in range(len(words)):
        asking = next((p for p in _ASKING if _stands(words, at, tuple(p.split()))), None)
        if asking is None:
            continue
        start = at + len(asking.split())
        if any(_stands(words, place, each) for place in range(start, start + _FAR) for each in _MANNERS):
            continue
        if asking in _PLEADING and any(_stands(words, start, tuple(each.split())) for each in _ABOVE):
            return True
        if any(_stands(words, place, tuple(h.split())) for place in range(start, start + _BETWEEN) for h in _HELP):
            return True
        if asking in _PLEADING and any(_stands(words, place, ("giúp",)) for place in range(start, start + _FAR)):
            return True
    return False
