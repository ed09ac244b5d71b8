"""Words of a step on the way ("đã họp dân 130 hộ") and of a part of the whole ("thôn 3"): what is counted beside them may be
another thing than the result."""

from collections.abc import Sequence

from rules.replies.lexeme import Lexeme
from rules.replies.lexicon import listed
from rules.replies.spelling import fits

STEPS = [
    tuple(phrase.split())
    for phrase in listed("""
    họp, bị, báo, ủng hộ, góp, đóng góp, phá, dột, khiếu nại, khiếu kiện, thiết kế, quy hoạch, chủ trương,
    giới thiệu, kê khai, đo, đo đạc, kiểm đếm, chi trả, chi, nhận tiền, đồng ý, nhất trí, thống nhất, đồng thuận,
    cam kết, đăng ký, khảo sát, lập, hồ sơ, thủ tục, tuyên truyền, tập huấn, cấp phát, phát, giao đất, thông báo,
    mời, gặp, gửi, trình, thẩm định, phê duyệt, duyệt, xét, học, lớp, cắm mốc, cắm, cuốc hố, đào hố, phát dọn,
    thực bì, khởi công, móng, thô, mái, nền, cọc, hiến, mua, bán, vay, đền bù, bồi thường, tái định cư, chết, cháy,
    giải thể, chuyển, đề xuất, hợp đồng, tạm ứng, nghèo, phản đối, kiện, phần, khâu, bước, nửa, một nửa, rà soát,
    thống kê, danh sách, phỏng vấn, kiểm tra, được giao, tổng số hộ, nói, bảo, nếu, tính cả, giả sử, lẽ ra,
    đáng ra, đáng lẽ, theo lời, nghe nói, nghe đâu, đồn, yêu cầu, nợ, hụt, giảm, mất, huy động, dự kiến,
    theo kế hoạch giao, đất, vốn, giống, hom, vật liệu, xi măng, gạch, đo vẽ, phương án, bốc thăm, đối thoại, giấy,
    sổ, quyết định
    """)
]
PLACES = [
    tuple(phrase.split())
    for phrase in listed("thôn, xóm, bản, ấp, tổ, khu, buôn, chi bộ, cụm, khối, làng, ở, tại, bên, trong đó, riêng")
]


def names_any(words: Sequence[str], phrases: Sequence[tuple[str, ...]]) -> bool:
    words = [word.strip(".,:;()!?") for word in words]
    return any(
        all(map(fits, words[at:], phrase)) and len(words) - at >= len(phrase)
        for at in range(len(words))
        for phrase in phrases
    )


def is_long_ago(lexemes: Sequence[Lexeme]) -> bool:
    """ "tháng trước được 130 hộ": another report's figure – but "so với tuần trước", "từ tuần trước" only compare."""
    before = [each.bare for each in lexemes if each.code == "t"]
    return any("truoc" in words and not words.startswith(("so voi", "tu ")) for words in before)
