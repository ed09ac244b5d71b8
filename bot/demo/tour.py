"""The seven steps that the phones' page walks a visitor through; each ticks itself when what it waits for is seen."""

from typing import Any


def steps(code: str) -> list[dict[str, Any]]:
    """The tour, with the code on the leader's slip."""
    return [
        {
            "title": "Tham gia",
            "text": f"Đồng chí lãnh đạo nhắn mã `{code}` ghi trên phiếu, trả lời `1`; Ban Tổ chức bấm “Xác nhận”.",
            "phone": "leader",
            "fill": code,
            "done": {"phone": "leader", "contains": ["giao đồng chí"], "from": "bot"},
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
