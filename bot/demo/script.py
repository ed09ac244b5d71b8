"""What `giaoviec demo --script` does on the phones: the steps of the page's tours, as data for the stand-in.

Both tours run one after the other on the same servers; each prints what its own platform's phones show.
"""

from typing import Any

from bot.demo.scene import BOT_NAME, Codes

Act = dict[str, Any]
AT = f"@{BOT_NAME}"


def script(codes: Codes) -> list[Act]:
    """The acts of both tours, with the codes on the leaders' slips."""
    return [
        {"title": "Telegram", "platform": "telegram"},
        *_telegram(codes.telegram),
        {"title": "Zalo", "platform": "zalo"},
        *_zalo(codes.zalo),
    ]


def _telegram(code: str) -> list[Act]:
    return [
        {"heading": "1. Tham gia"},
        {"phone": "leader", "say": code},
        {"phone": "leader", "press": "Đúng", "then": ["board"]},
        {"phone": "board", "press": "Xác nhận", "then": ["leader"]},
        {"heading": "2. Xem nhiệm vụ"},
        {"phone": "leader", "say": "việc"},
        {"phone": "leader", "say": "1"},
        {"heading": "3. Trả lời bản tin sáng trong một dòng"},
        {"clock": "morning", "then": ["leader", "clerk"]},
        {"phone": "leader", "say": "1 28, 4 80%, 6 vướng kinh phí", "then": ["board"]},
        {"heading": "4. Gửi ảnh"},
        {"phone": "leader", "photo": "2"},
        {"heading": "5. Đề nghị hỗ trợ và nhận trả lời"},
        {"phone": "leader", "say": "hỗ trợ 3 xin ý kiến về đơn giá hỗ trợ"},
        {"phone": "leader", "press": "Ý kiến chỉ đạo", "then": ["board"]},
        {"phone": "board", "say": "/traloi {HT} Áp dụng đơn giá tại Quyết định của UBND tỉnh", "then": ["leader"]},
        {"phone": "leader", "press": "Đã tháo gỡ"},
        {"heading": "6. Giao và kết thúc một nhiệm vụ"},
        {
            "phone": "board",
            "say": "/giao truong phong nong nghiep | Bàn giao mặt bằng 3 km đường liên xã | biên bản 144/144 hộ | hết quý 2",
        },
        {"phone": "board", "press": "Giao cho Trưởng phòng Nông nghiệp và PTNT", "then": ["leader"]},
        {"phone": "leader", "press": "Tiếp nhận"},
        {"phone": "leader", "say": "7 xong"},
        {"phone": "leader", "photo": "7"},
        {"phone": "board", "say": "/thamdinh {NV} 144 đủ biên bản"},
        {"phone": "board", "press": "Ghi", "then": ["leader"]},
        {"phone": "board", "say": "/ketthuc {NV} đạt"},
        {"phone": "board", "press": "Kết thúc", "then": ["leader"]},
        {"heading": "7. Đọc bản tin thứ Hai"},
        {"clock": "monday", "then": ["member"]},
    ]


def _zalo(code: str) -> list[Act]:
    me, board, clerk = "zalo-leader", "zalo-board", "zalo-clerk"
    return [
        {"heading": "1. Tham gia"},
        {"phone": me, "say": code},
        {"phone": me, "say": "1", "then": [board]},
        {"phone": board, "say": f"{AT} ok {{G}}", "then": [me]},
        {"heading": "2. Xem nhiệm vụ"},
        {"phone": me, "say": "viec"},
        {"phone": me, "say": "1"},
        {"heading": "3. Trả lời bản tin sáng trong một dòng"},
        {"clock": "morning", "then": [me, clerk]},
        {"phone": me, "say": "1 55 km, 2 vuong mat bang cum cong nghiep", "then": [board]},
        {"heading": "4. Gửi ảnh"},
        {"phone": me, "photo": "1"},
        {"heading": "5. Đề nghị hỗ trợ, trả lời từ chat riêng"},
        {"phone": me, "say": "hỗ trợ 1 xin ý kiến về đơn giá cát sỏi"},
        {"phone": me, "say": "5", "then": [board]},
        {"phone": clerk, "say": "traloi {HT} Áp dụng đơn giá tại Công bố giá quý IV của Sở Xây dựng", "then": [me]},
        {"phone": me, "say": "1"},
        {"heading": "6. Giao và kết thúc một nhiệm vụ"},
        {
            "phone": board,
            "say": f"{AT} giao truong phong kinh te | Cắm mốc 4 km đường liên thôn | biên bản 4/4 km | 15/12/2023",
        },
        {"phone": board, "say": f"{AT} ok {{G}}", "then": [me]},
        {"phone": me, "say": "1"},
        {"phone": me, "say": "3 xong"},
        {"phone": me, "photo": "3"},
        {"phone": clerk, "say": "thamdinh {NV} 4 đủ biên bản"},
        {"phone": clerk, "say": "1", "then": [me]},
        {"phone": board, "say": f"{AT} ketthuc {{NV}} đạt"},
        {"phone": board, "say": f"{AT} ok {{G}}", "then": [me]},
        {"heading": "7. Đọc bản tin thứ Hai"},
        {"clock": "monday", "then": ["zalo-member"]},
    ]
