"""What may be an obstacle though nobody calls it one: rain, a missing excavator, a decision that is waited for.

`obstacles.py` has what surely is one. This is only ever asked about: "mưa cả tuần chưa trồng thêm được" may want help, or
just say why there is nothing new."""

from collections.abc import Mapping, Sequence
from functools import cache

from rules.folding import clean, fold, vocabulary
from rules.replies.lexicon import listed
from rules.replies.obstacles import is_obstacle
from rules.replies.spelling import fits
from rules.replies.tokens import tokenize

_CAUSES = listed("""
    bão số, bão lũ, bão lụt, lụt, lũ về, mưa lũ, ngập, sạt lở, rét, nước lớn, nước ròng, nước lên, nước dâng, hỏng, gãy, thiếu,
    hết giống, hết tiền, hết vốn, hết vật tư, hết xi măng, chưa về, không về, về trễ, về chậm, về không kịp, trễ do, trễ vì,
    chậm do, chậm vì, chậm tại, nợ tiền, nợ thuế, nợ đọng, đi vắng, ốm, nghỉ ốm, nghỉ phép, rút thợ, bỏ thầu, ngưng,
    dừng thi công, tạm dừng, kéo máy đi, rút máy, đi công trình khác,
    không vào được, không gặp được, chưa gặp được, chưa có giấy, chưa có sổ đỏ, chưa có mặt bằng,
    chưa có đất, chưa có người, chưa có cán bộ, chưa có kết luận, chưa có ý kiến, chưa có văn bản, chưa có hướng dẫn,
    chưa có quyết định, chưa có phê duyệt, tranh chấp, kiện, chưa góp đủ tiền, chưa góp tiền, chưa đóng tiền, chưa nộp tiền,
    chưa nghe, chưa ưng, chưa thuận, chưa ký, chưa chịu, chưa thống nhất, chưa đồng ý, chưa đồng thuận, không ký, không chịu,
    không đồng ý, không hợp tác, không đến, không nhận
""")
_WAITED_FOR = listed("""
    phê duyệt, thẩm định, thẩm tra, nghiệm thu, bổ sung, ý kiến, xác minh, kết luận, hướng dẫn, giải ngân, vốn, kinh phí,
    giống, tiền, tòa án, tỉnh, huyện, sở, vật tư, phụ tùng, quyết định, văn bản, cấp, bàn giao, trả lời, thông báo, bố trí
""")
# Without its diacritics "mưa" is also "mua", to buy: it rains hard, all week, without end.
_RAINING = vocabulary("to lon suot nhieu qua hoai ca keo dam bao lu phun mai miet du lien gio lanh ret nen dai")
_WAITING = ("chờ", "đợi")
_REACH = 4  # words within which stands what is waited for


def may_hinder(text: str) -> bool:
    """Whether words tell of something that stands in the way."""
    words = [token.word if token.kind == "word" else "" for token in tokenize(clean(text))]
    told = any(_rains(words, at) or _waits(words, at) or _begins(words, at, _causes()) for at in range(len(words)))
    return told or is_obstacle(text)


def _rains(words: Sequence[str], at: int) -> bool:
    marked = words[at] == "mưa"
    return marked or (words[at] == "mua" and fold(" ".join(words[at + 1 : at + 2])) in _RAINING)


def _waits(words: Sequence[str], at: int) -> bool:
    waiting = any(fits(words[at], each) for each in _WAITING) and words[at] not in ("cho", "doi")
    bare = words[at] == "cho" and fold(" ".join(words[at - 1 : at])) in ("dang", "con", "phai")
    return (waiting or bare) and any(_begins(words, place, _waited_for()) for place in range(at + 1, at + _REACH))


def _begins(words: Sequence[str], at: int, phrases: Mapping[str, Sequence[tuple[str, ...]]]) -> bool:
    """Whether one of the phrases stands at this place, with all, some or none of its diacritics."""
    candidates = phrases.get(fold(words[at]), ()) if at < len(words) else ()
    return any(len(words) - at >= len(each) and all(map(fits, words[at:], each)) for each in candidates)


@cache
def _causes() -> Mapping[str, Sequence[tuple[str, ...]]]:
    return _by_first_word(_CAUSES)


@cache
def _waited_for() -> Mapping[str, Sequence[tuple[str, ...]]]:
    return _by_first_word(_WAITED_FOR)


def _by_first_word(phrases: Sequence[str]) -> Mapping[str, Sequence[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        found.setdefault(fold(phrase.split()[0]), []).append(tuple(phrase.split()))
    return found
