"""Columns found by what their headings mean, in any order, spelling and number of rows."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from rules import headings
from rules.folding import fold
from rules.headings import Vocabulary


class Meaning(StrEnum):
    ORDER = "order"
    TITLE = "title"
    OWNER = "owner"
    PRODUCT = "product"
    DUE = "due"
    PLAN = "plan"
    MEASURE = "measure"
    FIELD = "field"
    KIND = "kind"
    SUPERVISOR = "supervisor"
    DIRECTING = "directing"
    REASON = "reason"
    ADVISING = "advising"
    ASSIGNER = "assigner"
    UNIT = "unit"
    QUALITY = "quality"
    NOTE = "note"
    OTHER = "other"  # known, and not for us: last year's result, other resources


# Folded; the surer a word is for its meaning, the earlier it stands. A heading is compared whole, then by its beginning, then by
# what it contains; a word may stand under two meanings (Nội dung), the column that fits better elsewhere gives way.
SYNONYMS: Mapping[Meaning, tuple[str, ...]] = {
    Meaning.ORDER: ("tt", "stt", "so tt", "so thu tu", "thu tu", "no", "so"),
    Meaning.OWNER: (
        "chuc danh chiu trach nhiem", "nguoi chiu trach nhiem", "chiu trach nhiem", "trach nhiem thuc hien",
        "nguoi duoc giao", "chuc danh duoc giao", "duoc giao", "nguoi dung dau", "can bo chu tri", "nguoi chu tri",
        "dong chi chu tri", "nguoi thuc hien", "chuc danh", "can bo duoc giao", "don vi chu tri", "co quan chu tri", "chu tri",
        "nguoi nhan nhiem vu", "dong chi", "co quan thuc hien", "don vi thuc hien", "to chuc thuc hien", "giao cho",
        "ho ten chuc vu", "chuc vu", "nguoi phu trach chinh",
        "dau moi thuc hien", "dau moi", "nguoi dam nhan", "ca nhan chu tri", "ca nhan duoc giao", "ca nhan thuc hien",
        "nguoi nhan viec", "phan cong thuc hien",
    ),
    Meaning.TITLE: (
        "chi tieu nhiem vu", "nhiem vu", "ten nhiem vu", "noi dung nhiem vu", "noi dung cong viec", "nhiem vu duoc giao",
        "nhiem vu giao", "nhiem vu chi tieu", "ten cong viec", "cong viec", "ten viec", "viec duoc giao", "viec dot pha",
        "nhiem vu dot pha", "dau viec", "viec giao", "viec", "ten chi tieu", "danh muc nhiem vu", "noi dung giao", "noi dung",
        "chi tieu",
        "viec phai lam", "viec can lam", "nhiem vu cu the", "nhiem vu trong tam", "mo ta cong viec",
    ),
    Meaning.PRODUCT: (
        "san pham phai dat", "san pham", "ket qua phai dat", "san pham cu the", "san pham dau ra", "ket qua dau ra", "dau ra",
        "khoan san pham", "ket qua can dat", "yeu cau san pham", "san pham hoan thanh", "ket qua", "san pham ket qua",
        "san pham ban giao", "san pham phai co", "san pham giao nop", "minh chung",
    ),
    Meaning.DUE: (
        "thoi han hoan thanh", "thoi han", "han", "han hoan thanh", "thoi gian hoan thanh", "thoi gian thuc hien",
        "hoan thanh truoc", "moc thoi gian", "thoi gian", "tien do hoan thanh", "tien do", "ngay hoan thanh", "han chot",
        "han bao cao", "thoi diem hoan thanh", "thoi diem phai xong", "thoi diem", "phai xong", "ngay xong", "lo trinh",
        "moc hoan thanh", "han cuoi", "han cuoi cung", "han xong", "phai xong truoc", "xong truoc", "thoi gian ket thuc",
        "ngay ket thuc", "thoi diem ket thuc", "hoan thanh", "moc",
    ),
    Meaning.PLAN: (
        "ke hoach", "ke hoach nam", "chi tieu ke hoach", "so luong", "chi tieu giao", "muc giao", "muc tieu", "gia tri",
        "khoi luong", "chi tieu", "dinh muc", "dinh luong", "muc phan dau", "muc phai dat", "ke hoach giao", "con so",
        "muc khoan", "so luong giao", "khoi luong giao", "chi so", "muc",
    ),
    Meaning.MEASURE: ("don vi tinh", "dvt", "don vi do", "dv tinh", "don vi do luong"),
    Meaning.KIND: ("loai viec", "loai nhiem vu", "tinh chat", "tinh chat nhiem vu", "phan loai", "loai hinh", "loai"),
    Meaning.FIELD: ("linh vuc", "nhom noi dung", "noi dung linh vuc", "mang cong viec", "noi dung"),
    Meaning.SUPERVISOR: (
        "uy vien btv phu trach", "nguoi theo doi", "theo doi chi dao", "btv phu trach",
        "giam sat", "nguoi giam sat", "dong chi phu trach", "lanh dao phu trach", "phu trach", "theo doi",
        "uy vien phu trach", "nguoi phu trach", "lanh dao theo doi", "dong chi theo doi", "theo doi don doc", "don doc",
    ),
    Meaning.DIRECTING: (
        "nguoi chi dao", "lanh dao chi dao", "dong chi chi dao", "uy vien chi dao", "phu trach chi dao", "chi dao",
    ),
    Meaning.REASON: (
        "ly do lua chon", "ly do chon", "ly do giao", "can cu lua chon", "ly do",
    ),
    Meaning.ADVISING: (
        "co quan tham muu", "don vi tham muu", "tham muu", "co quan phoi hop", "don vi phoi hop", "phoi hop",
        "co quan cung lam", "don vi cung lam", "cung lam", "cung thuc hien", "co quan cung thuc hien", "noi cung lam",
    ),
    Meaning.ASSIGNER: (
        "co quan giao", "cap giao", "nguoi giao", "don vi giao", "co quan ban hanh", "chu the giao", "giao boi",
        "cap giao viec", "co quan giao viec", "noi giao",
    ),
    Meaning.UNIT: ("co quan don vi", "ten don vi", "don vi", "dia phuong", "co quan", "don vi cong tac"),
    Meaning.QUALITY: ("yeu cau chat luong", "chat luong", "yeu cau", "tieu chi chat luong", "tieu chi"),
    Meaning.NOTE: ("ghi chu", "luu y", "chu thich"),
    Meaning.OTHER: (
        "thuc hien nam truoc", "thuc hien", "ket qua thuc hien nam", "uoc thuc hien", "thuc hien nam", "uoc th", "th nam",
        "kinh phi", "can cu", "nguon luc", "so sanh", "ty le", "giai phap", "muc do hoan thanh", "muc do", "ket qua thuc hien",
        "ngay giao", "so dien thoai", "dien thoai", "email",
    ),
}  # fmt: skip
FOLLOWING = ("uy vien", "btv", "thuong vu", "theo doi", "giam sat", "chi dao", "don doc")
VOCABULARY = Vocabulary({meaning.value: words for meaning, words in SYNONYMS.items()})


def fits(text: str) -> Mapping[str, int]:
    """How well a heading fits each meaning (`rules.headings.fits`)."""
    return headings.fits(text, VOCABULARY)


def best_of(text: str) -> Meaning | None:
    """What a heading means most likely."""
    scores = fits(text)
    return Meaning(max(scores, key=scores.__getitem__)) if scores else None


def columns_of(texts: Sequence[str]) -> dict[Meaning, int]:
    """Which column means what."""
    found = headings.columns_of(texts, VOCABULARY, Meaning.OTHER)
    return _settled(_in_charge({Meaning(meaning): column for meaning, column in found.items()}, texts))


def _in_charge(found: dict[Meaning, int], texts: Sequence[str]) -> dict[Meaning, int]:
    """“Người phụ trách” follows where somebody else answers for the task; where nobody does, that is who answers."""
    column = found.get(Meaning.SUPERVISOR)
    if Meaning.OWNER not in found and column is not None:
        said = fold(texts[column])
        if "phu trach" in said and not any(word in said for word in FOLLOWING):
            found[Meaning.OWNER] = found.pop(Meaning.SUPERVISOR)
    return found


def _settled(found: dict[Meaning, int]) -> dict[Meaning, int]:
    """A column of units holds the posts where no other does (“Cơ quan, đơn vị / người đứng đầu”); who directs follows, where
    nobody else does."""
    if Meaning.OWNER not in found and Meaning.UNIT in found:
        found[Meaning.OWNER] = found.pop(Meaning.UNIT)
    if Meaning.SUPERVISOR not in found and Meaning.DIRECTING in found:
        found[Meaning.SUPERVISOR] = found[Meaning.DIRECTING]
    return found


def enough(found: Mapping[Meaning, int]) -> bool:
    """Is this a row of headings? The task, and two of what tells who, what or when."""
    telling = {Meaning.OWNER, Meaning.PRODUCT, Meaning.DUE, Meaning.PLAN, Meaning.MEASURE}
    return Meaning.TITLE in found and len(telling & set(found)) >= 2
