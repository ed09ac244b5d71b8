"""What `giaoviec demo --script` does on the phones: the same seven steps as the page's tour, as data for the stand-in."""

from typing import Any


def script(code: str) -> list[dict[str, Any]]:
    """The acts, with the code on the leader's slip."""
    return [
        {"heading": "1. Tham gia"},
        {"phone": "leader", "say": code},
        {"phone": "leader", "press": "Đúng"},
        {"phone": "board", "press": "Xác nhận"},
        {"heading": "2. Xem nhiệm vụ"},
        {"phone": "leader", "say": "việc"},
        {"phone": "leader", "say": "1"},
        {"heading": "3. Trả lời bản tin sáng trong một dòng"},
        {"clock": "morning"},
        {"phone": "leader", "say": "1 28, 4 80%, 6 vướng kinh phí"},
        {"heading": "4. Gửi ảnh"},
        {"phone": "leader", "photo": "2"},
        {"heading": "5. Đề nghị hỗ trợ và nhận trả lời"},
        {"phone": "leader", "say": "hỗ trợ 3 xin ý kiến về đơn giá hỗ trợ"},
        {"phone": "leader", "press": "Ý kiến chỉ đạo"},
        {"phone": "board", "say": "/traloi {HT} Áp dụng đơn giá tại Quyết định của UBND tỉnh"},
        {"phone": "leader", "press": "Đã tháo gỡ"},
        {"heading": "6. Giao và kết thúc một nhiệm vụ"},
        {
            "phone": "board",
            "say": "/giao truong phong nong nghiep | Bàn giao mặt bằng 3 km đường liên xã | biên bản 144/144 hộ | hết quý 2",
        },
        {"phone": "board", "press": "Giao cho Trưởng phòng Nông nghiệp và PTNT"},
        {"phone": "leader", "press": "Tiếp nhận"},
        {"phone": "leader", "say": "7 xong"},
        {"phone": "leader", "photo": "7"},
        {"phone": "board", "say": "/thamdinh NV-38 144 đủ biên bản"},
        {"phone": "board", "press": "Ghi"},
        {"phone": "board", "say": "/ketthuc NV-38 đạt"},
        {"phone": "board", "press": "Kết thúc"},
        {"heading": "7. Đọc bản tin thứ Hai"},
        {"clock": "monday"},
    ]
