"""Words that say nothing of how far a task is. What the classes are for stands in `lexicon.py`; a phrase a comma."""

PLAIN: dict[str, str] = {
    # Longer words that begin like a key word, or end in one.
    ".": """
        cán bộ, căn cứ, căn hộ, kho bạc, kho bãi, kết thúc, kết hợp, kết nối, hợp tác, đối tác, nguyên tắc, quy tắc,
        đo đạc, đo đếm, dự án, dự thảo, hội nghị, hội đồng, hội viên, bản sao, quyết định, ổn định, nhất định,
        thẩm định, quy định, kiểm định, gia đình, trụ sở, lưu trữ, môi trường, cần thiết, con em, chi bộ, đảng viên,
        bà con, trong đó, ngoài đồng, khó tính, đồng bộ, còn nợ, nhận thức, cá nhân, tập thể,
        kết nạp, kết luận, kết dư, kết cấu, kết toán
    """,
    # Working words and subjects that say nothing of how far it is.
    "W": """
        giao, giao được, làm, thực hiện, triển khai, tiến hành, bàn giao, giải phóng, mặt bằng, giải phóng mặt bằng,
        bàn giao mặt bằng, gpmb, bgmb, thu gom, rác, rác thải, rác nông thôn, nông thôn, công việc, nhiệm vụ, nội dung,
        tiến độ, khối lượng, giải quyết, xử lý, mô hình, ủ rác, hữu cơ, ủ, xây dựng, số hộ, sản phẩm, hạng mục,
        phần việc, việc này, việc đó, xây, báo cáo tiến độ, số liệu, đi, giải ngân, phân loại, thu gom rác,
        thu gom rác nông thôn, mô hình ủ rác hữu cơ, mô hình ủ rác, việc, thi công, số đúng, con số đúng, số chính xác,
        đã đưa vào sử dụng, đã nghiệm thu đưa vào sử dụng, đã bàn giao đưa vào sử dụng, cái, công tác, diện tích,
        số tiền, toàn tuyến, kết quả thực hiện, chỉ đạo
    """,
    # Fillers.
    "F": """
        e, bọn em, bên chúng em, chúng mình, đã, rồi, thì, cũng, hiện, nay, giờ, bây giờ, đều, vẫn, mới, chỉ, chỉ mới,
        mới chỉ, tôi, em, mình, bên em, chúng tôi, chúng em, đơn vị, bên tôi, luôn, này, đó, nó, cụ thể, đúng,
        đúng hạn, đúng tiến độ, trước hạn, đúng kế hoạch, theo kế hoạch, theo tiến độ, vượt tiến độ, tốt, đầy đủ, ạ,
        nhé, nha, nhá, à, dạ, đ/c, d/c, đồng chí, anh, chị, sếp, vừa, vừa mới, bình thường, theo yêu cầu, đâu, hết sức,
        trước thời hạn, xong xuôi cả, đúng thời hạn, thực sự, thật, xin, hẳn, dứt điểm, chính thức, cơ quan, xã em,
        bên xã, khẩn trương, tích cực, bên này, thuận lợi, phía em, ra, thôi, đấy, thôi nhé, nghen, nghe, nha nghen,
        nhen, nè, hà, dạ thưa, tui, tụi tui, tụi em, bọn tôi, mấy anh, mấy em, mấy chị, anh em, các anh, các chị,
        em ơi, anh ơi, sếp ơi, đ/c ơi, d/c oi, hôm giờ, dậy, dzậy, vậy, vậy đó, hết trơn, bí thư, phó bí thư, chủ tịch,
        phó chủ tịch, văn phòng, vp, thường trực, vp đảng ủy, văn phòng đảng ủy, ban tổ chức, btc, kính thưa, rồi nè,
        đồng chí ơi, thôi nghen, nghen đồng chí, trọn vẹn, vượt kế hoạch, vượt kế hoạch đề ra, vượt chỉ tiêu,
        theo đúng kế hoạch, theo đúng tiến độ, phần việc, thôi ạ, tính ra, hè, hỉ, hén,
        chú, bác, cháu, chú ơi, bác ơi, chú ạ, bác ạ, nờ, hầy, rứa, dưng, luôn rồi, rồi đấy, rồi đó, đấy nhé, luôn đó
    """,
    # How a report begins.
    "p": """
        báo cáo, như sau, cụ thể như sau, gửi, trả lời, phản hồi, kết quả như sau, báo cáo kết quả, tiến độ như sau,
        kính báo cáo, xin báo cáo, báo cáo như sau, xin gửi, báo cáo tiến độ như sau, tình hình, tình hình như sau,
        xin cập nhật, em báo cáo, thông báo, báo cáo tình hình, toàn xã, toàn phường, ubnd, đảng ủy, đảng bộ, hđnd,
        mttq, ban chỉ đạo, xã, phường
    """,
}
