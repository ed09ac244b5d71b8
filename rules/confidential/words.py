"""Which words stand beside "mật" in a mark, and which in ordinary speech. Accented forms; bare ones are derived."""

import re
import unicodedata

from rules.folding import clean, fold, vocabulary

# Letters of other alphabets that look the same, from a hasty keyboard or an evasive hand.
_LOOKALIKES = str.maketrans("МмТтАаІіОоЕеУуΜΤΑ", "MmTtAaIiOoEeYyMTA")
_LOOKALIKE = re.compile(f"[{''.join(map(chr, _LOOKALIKES))}]")
_LETTERS_APART = re.compile(
    r"(?<!\w)(?:(?P<tuyet>T[ .\-_]{1,3}U[ .\-_]{1,3}Y[ .\-_]{1,3}[ỆÊE][ .\-_]{1,3}T)|(?P<toi>T[ .\-_]{1,3}[ỐÔO][ .\-_]{1,3}I)"
    r"|(?P<mat>M[ .\-_]{1,3}[ẬÂA][ .\-_]{1,3}T|m[ .\-_]{1,3}ậ[ .\-_]{1,3}t))(?!\w)"
)
_JOINED = {"tuyet": "TUYỆT", "toi": "TỐI", "mat": "MẬT"}

# "mật" as a keyboard without its input method leaves it (Telex, VNI), and without the dot.
SPELLINGS = vocabulary("mật mât maatj maajt mâtj mataj ma65t mat65")

# … mật: bảo mật, bí mật, thân mật; lấy mật, túi mật, tuần trăng mật.
BEFORE = vocabulary(
    "bảo bí thân cơ kín nghiêm cẩn chu tường trăng lấy ong nuôi túi sỏi ống gan dịch rỉ đường vị ngọt hút cho nước giữ quyện"
)
# Mật …: mật ong, mật độ, mật khẩu; mật vụ, mật mía.
AFTER = vocabulary(
    "ong độ khẩu thiết mã vụ thám thư lệnh đàm ước danh hiệu ngữ tông gấu mía rỉ ngọt phục báo kích nghị hoa rừng nguyên nhân"
)
# Names: xã Mật Sơn, ông Nguyễn Văn Mật.
NAMES = vocabulary("xã thôn phường xóm làng bản phố núi sông suối ông bà anh chị văn thị chùa đền cầu chợ khu")


def _phrases(line: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in line.split(","))


NOUNS = _phrases(
    "tài liệu,văn bản,công văn,hồ sơ,báo cáo,kế hoạch,nghị quyết,chỉ thị,tờ trình,quyết định,thông báo,công điện,điện,"
    "đề án,phương án,biên bản,phiếu,danh sách,bản đồ,thông tin,nội dung,dấu,chế độ,mức,diện,tin,file,tệp"
)
# How such things are sent properly is talk about them: "gửi theo đường văn bản mật".
WAYS = _phrases("đường văn bản,đường công văn,đường tài liệu,theo chế độ,quy định về tài liệu,quy định về văn bản")
# Without diacritics only these: "bao cao mat dien" reports a power cut, "dau mat" is a sore eye.
BARE_NOUNS = _phrases("tai lieu,van ban,cong van,che do,muc do")
# "tai lieu mat trang" lost a page.
BARE_LOST = vocabulary("trang goc roi het bia chu o tai do vi mat bang tran dien nuoc duong khau ong thiet")

NEGATIONS = vocabulary("không đừng chớ cấm tránh ko khong dung cam tranh chưa")
NONE = vocabulary("không khong thường thuong")

# In a file name: what makes a trailing `mat` something else (bảo mật, bề mặt, tiền mặt, ra mắt, có mặt …).
FILE_BEFORE = vocabulary(
    "bao bi than co be ra tien thay gap hop chong dau khuon bo doi truoc trang tam cap hao that danh lam kin trong ngoai dat "
    "nhan lay ong tui nuoc giay bien khong vang noi ban hai ba bon rua le ve"
)
# … and what a document begins with, so that a leading `mat` before it is a mark.
FILE_NOUNS = vocabulary("bao bc cong cv ke kh to tt van vb tai tl quyet qd nghi nq ho hs thong tb chi ct")


# The letters of "mật" in whatever spelling, with nothing but marks, invisible ones too, and a keyboard's leavings between them.
_SPELT = re.compile(r"[mMМмΜ][\W_]*[aAâÂậẬАаΑ][\W_aAjJ65]*[tTТтΤ]")


def may_bear_mark(text: str) -> bool:
    """Whether it is worth a closer look, which costs ten times as much: nearly all texts are not. Compatibility forms and letters
    with their diacritics apart are always looked at."""
    return not unicodedata.is_normalized("NFKC", text) or _SPELT.search(text) is not None


def prepare(text: str) -> str:
    """`text` in one spelling: composed, without invisible marks, look-alike letters made Latin, M Ậ T drawn together."""
    seen = clean(unicodedata.normalize("NFKC", text))
    if _LOOKALIKE.search(seen):
        seen = seen.translate(_LOOKALIKES)
    return _LETTERS_APART.sub(lambda found: _JOINED[str(found.lastgroup)], seen)


def either(words: frozenset[str], low: str) -> bool:
    """Whether a word stands in a list, with its diacritics or all without."""
    return low in words or (low == fold(low) and any(fold(word) == low for word in words))
