"""What is planted: each kind once on each channel, and the places where it may be found (issue 7, item 5)."""

from dataclasses import dataclass
from enum import StrEnum

CHANNELS = ("telegram", "zalo")


class Place(StrEnum):
    """Where a string is looked for; the values are the table's headings."""

    USED = "được dùng"  # a secret that opened what it opens
    REFUSED = "bị từ chối"  # received, and turned away
    OWN = "chat người gửi, người được giao"
    BOARD = "chat Ban Tổ chức"
    OUTSIDE = "chat người khác"  # another leader, a stranger, the committee
    STORED = "CSDL trước khi xóa"
    LOGS = "nhật ký"
    METRICS = "chỉ số"
    DIGEST = "bản tin"
    EXPORT = "tệp xuất"
    LEFT = "tệp CSDL sau khi xóa"
    BACKUP = "bản sao lưu"


P = Place
SECRET, TURNED_AWAY = frozenset({P.USED}), frozenset({P.REFUSED})
SAID = frozenset({P.OWN, P.BOARD, P.STORED})  # a leader's words: the leader, the board, the record until it is erased


@dataclass(frozen=True)
class Kind:
    """One thing that enters: its name in a string, in the table, where it may be, and where it has to be."""

    slug: str
    what: str
    may: frozenset[Place]
    must: frozenset[Place] = frozenset({P.STORED})
    planted: str = ""  # not a word of our own making: the string itself, one a channel, parted by "|"

    def string(self, channel: str) -> str:
        if self.planted:
            return self.planted.split("|")[CHANNELS.index(channel)]
        return f"zq{self.slug}{channel[:2]}xw"


def refused(slug: str, what: str, planted: str = "") -> Kind:
    return Kind(slug, what, TURNED_AWAY, TURNED_AWAY, planted)


KINDS = (
    Kind("token", "mã truy cập của bot", SECRET, SECRET, "AAE-stage|abc-stage"),
    Kind("hook", "mã bí mật của webhook", SECRET, SECRET),
    Kind("code", "mã tham gia trên phiếu", SECRET, SECRET, "?|?"),
    Kind("link", "địa chỉ có ký tên để gửi tệp", SECRET, SECRET, "?|?"),
    refused("pasted", "mã truy cập của bot bị dán vào chat"),
    refused("marked", "tin nhắn có dấu MẬT"),
    refused("markedcaption", "lời kèm ảnh có dấu Tối mật"),
    refused("markedname", "tên tệp có dấu mật"),
    refused("markedsheet", "nội dung xlsx có dấu MẬT"),
    refused("markedpaper", "nội dung docx có dấu MẬT"),
    refused("wronghook", "mã webhook sai"),
    refused("guess", "địa chỉ trang bị đoán"),
    refused("badbody", "thân webhook không đọc được"),
    refused("field", "trường lạ trong biểu mẫu của trang"),
    Kind("obstacle", "vướng mắc trong báo cáo", SAID),
    Kind("edit", "báo cáo sửa lại (vào báo cáo năm)", SAID | {P.EXPORT}),
    Kind("caption", "lời kèm ảnh (vào báo cáo năm)", SAID | {P.EXPORT}),
    Kind("file", "tên tệp minh chứng", SAID),
    Kind("support", "nội dung đề nghị hỗ trợ (vào báo cáo năm)", SAID | {P.EXPORT}),
    Kind("guided", "đề nghị hỗ trợ theo từng bước", SAID | {P.EXPORT}),
    Kind("extension", "lý do xin gia hạn", SAID),
    Kind("objection", "ý kiến về nhiệm vụ được giao", SAID),
    Kind("commitment", "lời cam kết (vào sổ theo dõi)", SAID | {P.EXPORT}),
    Kind("answer", "trả lời ý kiến chỉ đạo", SAID),
    Kind("order", "ý kiến chỉ đạo của Ban Tổ chức", SAID),
    Kind("reply", "trả lời kiến nghị của Ban Tổ chức (vào báo cáo năm)", SAID | {P.EXPORT}),
    Kind("remark", "dòng của Ban Tổ chức trong bản tin", SAID | {P.DIGEST, P.OUTSIDE}, frozenset({P.STORED, P.DIGEST})),
    Kind("group", "tên hỏi trong nhóm mà không có", frozenset({P.BOARD, P.STORED}), frozenset({P.REFUSED})),
    refused("gibberish", "lời của người lạ"),
    Kind("forged", "nút bấm giả, mã lệnh giả (gõ thì là lời của người gõ)", SAID, TURNED_AWAY),
    Kind("poison", "tin làm hỏng chương trình xử lý", frozenset({P.STORED})),
    Kind("database", "tin gặp lỗi cơ sở dữ liệu", frozenset({P.STORED})),
    Kind("display", "tên hiển thị của người xin tham gia", frozenset({P.BOARD, P.STORED})),
    Kind("name", "họ tên người giữ chức danh", frozenset({P.BOARD, P.STORED})),
    Kind(
        "phone",
        "số điện thoại của người giữ chức danh",
        frozenset({P.BOARD, P.STORED}),
        planted="0913579246|0913579247",
    ),
    Kind("card", "số căn cước trong báo cáo", SAID, planted="001088012345|001088012346"),
    Kind("asked", "số căn cước trong đề nghị hỗ trợ", SAID, planted="001077054321|001077054322"),
    Kind("dialled", "số điện thoại trong dòng của bản tin", SAID, planted="0987654321|0987654322"),
    Kind("title", "tên nhiệm vụ mật", frozenset({P.OWN, P.STORED, P.LEFT, P.BACKUP})),
)
