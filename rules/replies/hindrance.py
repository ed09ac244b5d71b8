"""What may be an obstacle though nobody calls it one: rain, a missing excavator, a decision that is waited for.

`obstacles.py` has what surely is one. This is only ever asked about: "mưa cả tuần chưa trồng thêm được" may want help, or
just say why there is nothing new."""

import re

from rules.folding import fold
from rules.replies.lexicon import listed
from rules.replies.obstacles import is_obstacle

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
_RAIN = r"mua (?!sam|ban|them|duoc|phan|xe|may|vat|giong)\w+|mua$"  # "mua sắm" is bought


def _any(phrases: list[str]) -> str:
    return "|".join(map(fold, phrases))


_HINDERING = re.compile(rf"\b(?:{_RAIN}|{_any(_CAUSES)}|(?:cho|doi) (?:\w+ ){{0,2}}(?:{_any(_WAITED_FOR)}))\b")


def may_hinder(text: str) -> bool:
    """Whether words tell of something that stands in the way."""
    return is_obstacle(text) or _HINDERING.search(fold(text)) is not None
