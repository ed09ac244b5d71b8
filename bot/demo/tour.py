"""The steps that the phones' page walks a visitor through; each ticks itself when what it waits for is seen.

`{G}` and the like in a text to fill in stand for the last code of that kind which that phone was shown.
"""

from typing import Any

from bot.demo.scene import BOT_NAME, Codes

Step = dict[str, Any]
AT = f"@{BOT_NAME}"


def tours(codes: Codes) -> list[Step]:
    """One for each platform, with the codes on the leaders' slips; a visitor goes from one to the other at will."""
    return [
        {"title": "Telegram", "phone": "leader", "steps": _telegram(codes.telegram)},
        {"title": "Zalo", "phone": "zalo-leader", "steps": _zalo(codes.zalo)},
    ]


def _telegram(code: str) -> list[Step]:
    return [
        {
            "title": "Tham gia",
            "text": f"Đồng chí lãnh đạo nhắn mã `{code}` ghi trên phiếu, trả lời `1`; Ban Tổ chức bấm “Xác nhận”.",
            "phone": "leader",
            "fill": code,
            "done": {"phone": "leader", "contains": ["đã được kết nối"], "from": "bot"},
        },
        {
            "title": "Xem nhiệm vụ",
            "text": "Nhắn `việc` để xem danh sách, rồi nhắn một số để xem một nhiệm vụ.",
            "phone": "leader",
            "fill": "việc",
            "done": {"phone": "leader", "contains": ["đang có", "nhiệm vụ"], "from": "bot"},
        },
        {
            "title": "Trả lời bản tin sáng trong một dòng",
            "text": "Bấm “Tới 8:00 sáng mai”, đọc bản tin, rồi trả lời nhiều nhiệm vụ trong một tin nhắn.",
            "phone": "leader",
            "clock": "morning",
            "fill": "1 28, 4 80%, 6 vướng kinh phí",
            "done": {"phone": "leader", "contains": ["đã ghi nhận:"], "from": "bot"},
        },
        {
            "title": "Gửi ảnh",
            "text": "Gõ số của nhiệm vụ, ví dụ `2`, rồi bấm “Ảnh mẫu”.",
            "phone": "leader",
            "fill": "2",
            "done": {"phone": "leader", "contains": ["ảnh"], "from": "bot"},
        },
        {
            "title": "Đề nghị hỗ trợ và nhận trả lời",
            "text": "Lãnh đạo nhắn đề nghị; Ban Tổ chức trả lời bằng `/traloi HT-… nội dung`, hoặc trả lời thẳng vào tin nhắn.",
            "phone": "leader",
            "fill": "hỗ trợ 3 xin ý kiến về đơn giá hỗ trợ",
            "done": {"phone": "leader", "contains": ["trả lời ht-"], "from": "bot"},
        },
        {
            "title": "Giao và kết thúc một nhiệm vụ",
            "text": "Trong nhóm Ban Tổ chức: giao một nhiệm vụ, bấm nút xác nhận; sau đó `/ketthuc NV-… đạt`.",
            "phone": "board",
            "fill": "/giao truong phong nong nghiep | Bàn giao mặt bằng 3 km đường liên xã | biên bản 144/144 hộ | hết quý 2",
            "done": {"phone": "board", "contains": ["đã kết thúc"], "from": "bot"},
        },
        {
            "title": "Đọc bản tin thứ Hai",
            "text": "Bấm “Tới thứ Hai”; Ủy viên Thường vụ nhận bản tin tuần.",
            "phone": "member",
            "clock": "monday",
            "done": {"phone": "member", "contains": ["tuần", "nhiệm vụ"], "from": "bot"},
        },
    ]


def _zalo(code: str) -> list[Step]:
    return [*_zalo_leader(code), *_zalo_board()]


def _zalo_leader(code: str) -> list[Step]:
    me = "zalo-leader"
    return [
        {
            "title": "Tham gia",
            "text": f"Lãnh đạo nhắn mã `{code}` ghi trên phiếu, trả lời `1`. Zalo không có nút bấm: Ban Tổ chức xác nhận trong "
            "nhóm bằng cách nhắc tên trợ lý và ghi mã.",
            "phone": me,
            "fill": [code, "1", {"phone": "zalo-board", "text": f"{AT} ok {{G}}"}],
            "done": {"phone": me, "contains": ["đã được kết nối"], "from": "bot"},
        },
        {
            "title": "Xem nhiệm vụ",
            "text": "Nhắn `việc` để xem danh sách, rồi nhắn một số để xem một nhiệm vụ.",
            "phone": me,
            "fill": ["việc", "1"],
            "done": {"phone": me, "contains": ["nhắn số để xem"], "from": "bot"},
        },
        {
            "title": "Trả lời bản tin sáng trong một dòng",
            "text": "Bấm “Tới 8:00 sáng mai”, đọc bản tin, rồi trả lời các nhiệm vụ trong một tin nhắn, không cần dấu.",
            "phone": me,
            "clock": "morning",
            "fill": "1 55 km, 2 vuong mat bang cum cong nghiep",
            "done": {"phone": me, "contains": ["đã ghi nhận:"], "from": "bot"},
        },
        {
            "title": "Gửi ảnh",
            "text": "Gõ số của nhiệm vụ, ví dụ `1`, rồi bấm “Ảnh mẫu”.",
            "phone": me,
            "fill": "1",
            "done": {"phone": me, "contains": ["ảnh"], "from": "bot"},
        },
    ]


def _zalo_board() -> list[Step]:
    me, board, clerk = "zalo-leader", "zalo-board", "zalo-clerk"
    assign = "giao truong phong kinh te | Cắm mốc 4 km đường liên thôn | biên bản 4/4 km | 15/12/2023"
    return [
        {
            "title": "Đề nghị hỗ trợ, trả lời từ chat riêng",
            "text": "Lãnh đạo nhắn đề nghị và chọn loại bằng một số; cán bộ Ban Tổ chức trả lời ngay trong chat riêng với "
            "trợ lý, không cần nhóm và không cần dấu gạch chéo.",
            "phone": me,
            "fill": [
                "hỗ trợ 1 xin ý kiến về đơn giá cát sỏi",
                "5",
                {"phone": clerk, "text": "traloi {HT} Áp dụng đơn giá tại Công bố giá quý IV của Sở Xây dựng"},
            ],
            "done": {"phone": me, "contains": ["trả lời ht-"], "from": "bot"},
        },
        {
            "title": "Giao và kết thúc một nhiệm vụ",
            "text": "Trong nhóm, gõ `@` để chọn tên trợ lý rồi nhắn lệnh; xác nhận bằng `ok` và mã. Kết thúc từ chat riêng, "
            "trả lời `1` để xác nhận.",
            "phone": board,
            "fill": [
                f"{AT} {assign}",
                f"{AT} ok {{G}}",
                {"phone": me, "text": "3 xong"},
                {"phone": clerk, "text": "ketthuc {NV} đạt"},
                {"phone": clerk, "text": "1"},
            ],
            "done": {"phone": clerk, "contains": ["đã kết thúc"], "from": "bot"},
        },
        {
            "title": "Đọc bản tin thứ Hai",
            "text": "Bấm “Tới thứ Hai”; Bí thư Huyện ủy nhận bản tin tuần trên Zalo. Ở góc trên mỗi máy Zalo là số tin trợ lý đã "
            "dùng trong tháng.",
            "phone": "zalo-member",
            "clock": "monday",
            "done": {"phone": "zalo-member", "contains": ["tuần", "nhiệm vụ"], "from": "bot"},
        },
    ]
