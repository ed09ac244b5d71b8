"""The words themselves, by class; what the classes are for stands in `lexicon.py`. A phrase a comma."""

PHRASES: dict[str, str] = {
    # Longer words that begin like a key word, or end in one.
    ".": """
        cán bộ, căn cứ, căn hộ, kho bạc, kho bãi, kết thúc, kết hợp, kết nối, công tác, hợp tác, đối tác, nguyên tắc,
        quy tắc, đo đạc, đo đếm, dự án, dự thảo, hội nghị, hội đồng, hội viên, bản sao, quyết định, ổn định, nhất định,
        thẩm định, quy định, kiểm định, gia đình, trụ sở, lưu trữ, môi trường, cần thiết, con em, chi bộ, đảng viên,
        bà con, trong đó, ngoài đồng, khó tính, đồng bộ, còn nợ, nhận thức, cá nhân, tập thể
    """,
    # Finished.
    "D": """
        nghiệm thu xong, hoàn thành và nghiệm thu xong, giải quyết hết, giải quyết xong hết, xử lý hết, xong, hoàn
        thành, hoàn tất, làm xong, xong xuôi, hoàn thành xong, ✅, ✔, ☑
    """,
    # Not.
    "N": "chưa, không, chẳng, chả, vẫn chưa, chưa hề, ❌, ✖, ✗",
    # Under way.
    "G": """
        chờ, đợi, đang chờ, đang đợi, còn chờ, chỉ còn chờ, đang, vẫn đang, còn đang, đang còn, tiếp tục, đương, vẫn
        tiếp tục
    """,
    # What there is nothing of.
    "Z": """
        gì thay đổi, gì tiến triển, gì thay đổi gì, nào, việc nào, gì, gì mới, gì thêm, gì cả, gì hết, gì khác, thay
        đổi, tiến triển, chuyển biến, biến động, phát sinh, số liệu mới, cập nhật, để báo cáo, gì để báo cáo, gì mới để
        báo cáo, tin mới, thông tin mới, thông tin, kết quả mới
    """,
    # As before.
    "Y": """
        như cũ, như hôm qua, vẫn như hôm qua, như lần trước, như báo cáo trước, như ngày hôm qua, vẫn thế, vẫn vậy, vẫn
        như cũ, vẫn như vậy, vẫn như thế, như tuần trước, vẫn như tuần trước, giữ nguyên, như trước, vẫn như trước, như
        hôm trước, không đổi, không thay đổi, y nguyên, nguyên trạng, dậm chân tại chỗ, giậm chân tại chỗ
    """,
    # Working words and subjects that say nothing of how far it is.
    "W": """
        giao, giao được, làm, thực hiện, triển khai, tiến hành, bàn giao, giải phóng, mặt bằng, giải phóng mặt bằng, bàn
        giao mặt bằng, gpmb, bgmb, thu gom, rác, rác thải, rác nông thôn, nông thôn, công việc, nhiệm vụ, nội dung, tiến
        độ, khối lượng, giải quyết, xử lý, mô hình, ủ rác, hữu cơ, ủ, xây dựng, số hộ, sản phẩm, hạng mục, phần việc,
        việc này, việc đó, xây, báo cáo tiến độ, số liệu, đi, giải ngân, phân loại, thu gom rác, thu gom rác nông thôn,
        mô hình ủ rác hữu cơ, mô hình ủ rác, việc, thi công, số đúng, con số đúng, số chính xác, đã đưa vào sử dụng, đã
        nghiệm thu đưa vào sử dụng, đã bàn giao đưa vào sử dụng
    """,
    # Fillers.
    "F": """
        e, bọn em, bên chúng em, chúng mình, đã, rồi, thì, cũng, hiện, nay, giờ, bây giờ, đều, vẫn, mới, chỉ, chỉ mới,
        mới chỉ, tôi, em, mình, bên em, chúng tôi, chúng em, đơn vị, bên tôi, luôn, này, đó, nó, cụ thể, đúng hạn, đúng
        tiến độ, trước hạn, đúng kế hoạch, theo kế hoạch, theo tiến độ, vượt tiến độ, tốt, đầy đủ, ạ, nhé, nha, nhá, à,
        dạ, đ/c, d/c, đồng chí, anh, chị, sếp, vừa, vừa mới, bình thường, theo yêu cầu, đâu, hết sức, trước thời hạn,
        xong xuôi cả, đúng thời hạn, thực sự, thật, xin, hẳn, dứt điểm, chính thức, cơ quan, xã em, bên xã, khẩn trương,
        tích cực, bên này, thuận lợi, phía em, ra, thôi, đấy, thôi nhé
    """,
    # What a value follows.
    "R": """
        được có, mới được có, chỉ được có, mới đạt có, vị chi, vị chi là, đạt, đủ, được, lên, lên tới, lên đến, lên
        được, là, tổng, tổng số, tổng cộng, lũy kế, cộng dồn, nâng lên, tăng lên, nâng tổng số lên, ở mức, mức, bằng, tỷ
        lệ, tỉ lệ, kết quả, kết quả là, đạt được, nâng số lên, tổng cộng là, đạt tỷ lệ, đạt tỉ lệ, tới, nâng tổng số hộ
        lên, tổng số hộ, được tổng, được tổng cộng, lũy kế đạt, lũy kế được, lũy kế là, ở, đến, giảm xuống, giảm xuống
        còn, giảm còn, xuống còn, hạ xuống còn, còn lại là
    """,
    # More than before …
    "+": "thêm, tăng thêm, tăng, được thêm, cộng thêm, bổ sung, bổ sung thêm",
    # … and the same, said after the number.
    "M": "nữa",
    # About: never a value.
    "A": """
        khoảng, chừng, tầm, cỡ, độ, xấp xỉ, hơn, trên, dưới, ước, ước đạt, ước tính, ước được, ít nhất, tối thiểu, tối
        đa, không quá, trở lên, khoảng chừng, khoảng tầm, mấy, ngót, non, áng chừng, đâu đó, chắc khoảng, vài, trong,
        trong tổng, trong tổng số, trên tổng, trên tổng số
    """,
    # Nearly: never done (rule 9).
    "H": """
        cơ bản, về cơ bản, gần, gần như, hầu như, hầu hết, sắp, tương đối, tạm, chắc, có lẽ, coi như, xem như, phần lớn,
        đa phần, đa số, một phần, nửa, một nửa, dở, dở dang, bước đầu, sơ bộ, cơ bản là, chắc là, hình như, nói chung,
        phần nào, sắp sửa, gần gần, suýt, sắp tới
    """,
    # In the future.
    "U": """
        sẽ, mai, ngày mai, sáng mai, chiều mai, tối mai, ngày kia, tuần sau, tuần tới, tháng sau, tháng tới, quý sau,
        quý tới, năm sau, cuối tuần, cuối tháng, cuối năm, cuối quý, đầu tuần sau, đầu tháng sau, dự kiến, phấn đấu, cố
        gắng, quyết tâm, chuẩn bị, hứa, cam kết, thời gian tới, hôm sau, dự định, trong tuần tới, trong tuần sau, bắt
        đầu, định, hẹn, cố, sang tuần, sang tháng, đến cuối tuần, đến cuối tháng, trước cuối tuần, tối nay
    """,
    # Lately.
    "t": """
        so với hôm qua, so với tuần trước, so với trước, so với kỳ trước, so với lần trước, so với tháng trước, hôm qua,
        hôm kia, sáng nay, chiều qua, tối qua, tuần trước, tuần qua, tuần vừa qua, tuần rồi, tháng trước, tháng qua, hôm
        trước, từ hôm qua, từ tuần trước, từ tháng trước, từ lâu, trưa nay, từ hôm trước, từ hôm kia, lúc sáng, ban sáng
    """,
    # A window of time, over or not.
    "P": """
        toi nay, tuần này, tháng này, hôm nay, trong tuần, trong tháng, quý này, năm nay, trong tuần này, trong tháng
        này, trong hôm nay, chiều nay, đợt này, trong ngày
    """,
    # As of now.
    "T": """
        đến nay, tính đến nay, tới nay, đến giờ, tới giờ, đến hiện tại, hiện nay, hiện tại, tính đến hôm nay, đến hôm
        nay, hiện giờ, đến thời điểm này, tính đến thời điểm này, đến thời điểm hiện tại, tính đến thời điểm hiện tại,
        tính tới nay, tính đến hiện tại, từ đầu năm đến nay, lúc này, đến sáng nay, tính đến sáng nay, tính đến giờ, cho
        đến nay, đến hết ngày hôm qua, đến hết hôm qua, tính đến hết ngày hôm qua, tính đến hết hôm qua, đến hôm qua,
        như vậy đến nay, như vậy, như vậy là, vậy là, vậy là đến nay, như vậy là đến nay
    """,
    # What is left of one task.
    "L": "còn, chỉ còn, còn thiếu, còn tồn, vẫn còn, hiện còn, chỉ còn lại, còn khoảng",
    # An obstacle; the key word is left out of the text (rule 6) …
    "S": """
        khó quá, khó khăn quá, vướng quá, vướng, vướng mắc, bị vướng, gặp vướng mắc, khó khăn, gặp khó khăn, gặp khó,
        khó khăn vướng mắc, vướng mắc khó khăn, kẹt, bị kẹt, khó, xin ý kiến, đề nghị hỗ trợ, cần, có vướng mắc, có khó
        khăn, đang cần, rất cần, bị mắc, gặp khó khăn vướng mắc, rất khó, rất khó khăn, khó khăn là, vướng mắc là, đang
        vướng, đang kẹt, đang vướng mắc, đang gặp khó khăn, đang khó khăn, đang gặp vướng mắc, đang gặp khó, vẫn vướng,
        còn vướng, vẫn còn vướng, vẫn đang vướng, còn khó khăn, còn vướng mắc, vẫn kẹt, còn kẹt, đang bị vướng, đang bị
        kẹt
    """,
    # … or left in.
    "s": """
        thiếu, đề nghị, kiến nghị, xin hỗ trợ, xin chỉ đạo, mong, nhờ, hỗ trợ, tắc, ách tắc, bị tắc, đang tắc, xin kinh
        phí, xin cấp, xin bổ sung, đang thiếu, xin thêm, xin được hỗ trợ, rất mong, đề xuất, bế tắc, đình trệ, chậm do,
        chậm vì, bị chậm, trở ngại, xin hướng dẫn, kính mong, kính đề nghị, chưa có kinh phí, không có kinh phí, hết
        kinh phí, không đủ kinh phí, chưa bố trí vốn, chưa bố trí được vốn, chưa bố trí kinh phí, chưa bố trí được kinh
        phí, chưa có vốn, không có vốn, không có nguồn, chưa có nguồn, chưa có tiền, không có tiền, chưa có nguồn kinh
        phí, không có nguồn kinh phí, chưa có nguồn vốn, không có nguồn vốn, vượt thẩm quyền
    """,
    # The claim is to be checked, which is what follows being done.
    "V": """
        đề nghị cập nhật, đề nghị cập nhật lại, đề nghị sửa lại, đề nghị thẩm định, đề nghị nghiệm thu, đề nghị kiểm
        tra, xin thẩm định, xin nghiệm thu, mời kiểm tra, mời nghiệm thu, đề nghị công nhận, đề nghị xác nhận, đề nghị
        ghi nhận, mời thẩm định, đề nghị đánh giá, đề nghị xem xét công nhận, đề nghị đóng
    """,
    # More time.
    "X": """
        xin gia hạn, gia hạn, đề nghị gia hạn, xin lùi, xin lùi hạn, xin lùi thời hạn, lùi thời hạn, xin dời, xin dời
        hạn, xin kéo dài, xin kéo dài thời hạn, xin thêm thời gian, xin được gia hạn, đề nghị cho gia hạn, cho xin gia
        hạn, xin gia hạn thêm, cho gia hạn, xin lùi tiến độ, đề nghị được gia hạn, xin phép gia hạn, xin gia hạn thời
        gian, gia hạn thêm, xin gia hạn thời hạn, gia hạn cho, lùi hạn, cho lùi thời hạn, xin được lùi thời hạn, xin
        được lùi, xin được gia hạn thời hạn, cho gia hạn thời hạn, xin lui han, xin được lùi hạn
    """,
    # A question.
    "Q": """
        thế nào, như thế nào, ra sao, làm sao, tính sao, bao giờ, khi nào, lúc nào, là sao, được không, đúng không, phải
        không, hay chưa, xong chưa, được chưa, bao nhiêu, ở đâu, là gì, gì vậy, gì thế, gì đây, hả, tại sao, vì sao, sao
        lại, hay không, nghĩa là sao, cho hỏi, xin hỏi, hỏi, có phải, sao, không nhỉ, nhỉ, là ai, là việc gì, cái nào,
        cái gì, rồi chưa, hoàn thành chưa, đã xong chưa, có cần, có được không, làm thế nào, xử lý thế nào, tính thế
        nào, thế nào ạ, ntn
    """,
    # But.
    "B": "nhưng, nhưng mà, tuy nhiên, song, mà, tuy, dù, mặc dù, nhưng còn, nhưng vẫn, nhưng chưa có",
    # Because.
    "C": "vì, do, bởi, bởi vì, tại vì, lý do, nguyên nhân, lý do là, với lý do, nguyên nhân do, nguyên nhân là, do là, tại",
    # The plan.
    "K": """
        kế hoạch, chỉ tiêu, mục tiêu, kế hoạch giao, chỉ tiêu giao, so với kế hoạch, kế hoạch năm, chỉ tiêu kế hoạch,
        của kế hoạch, kh, so với chỉ tiêu, khối lượng công việc, yêu cầu, tiến độ kế hoạch, kế hoạch đề ra, dự toán, dự
        toán giao, dự toán năm, dự toán được giao
    """,
    # Read and understood.
    "O": """
        ok, vâng, ừ, rõ, đã rõ, rõ rồi, nhất trí, đã nhận, nhận rồi, đã tiếp nhận, đồng ý, tiếp thu, xin tiếp thu, ghi
        nhận, đã nắm, nắm được, đã hiểu, hiểu, hiểu rồi, đã xem, đã đọc, đã nhận được, nhận được, đã nhận thông tin,
        nhận thông tin, nắm rồi, 👍, 👌, yes, nhận, đã biết, biết rồi, đã nhận được thông tin, đã nhận tin, đã nắm được,
        đã nắm thông tin, nắm thông tin, xin nhận, rõ ạ, hoàn toàn nhất trí, 🆗, 🫡, ✋, đã nhận tin nhắn, đã nhận nhiệm
        vụ, nhận nhiệm vụ, đã tiếp thu, đã tiếp nhận thông tin, nhất trí với nội dung, hoàn toàn đồng ý
    """,
    # All …
    "J": """
        tất cả, toàn bộ, tất cả các việc, mọi việc, các việc, các nhiệm vụ, tất cả các nhiệm vụ, tất cả nhiệm vụ, hết,
        cả, hết cả, tất cả đều, hết tất cả, tất tần tật, tất cả các nội dung, các nội dung, các mục, tất cả các mục,
        toàn bộ các việc, toàn bộ nhiệm vụ, tất cả việc, toàn bộ các nhiệm vụ, tất, các việc trên, các nhiệm vụ trên,
        các việc được giao, các nhiệm vụ được giao, hết các việc, hết việc
    """,
    # … the rest …
    "j": """
        còn lại, các việc còn lại, những việc còn lại, việc còn lại, các việc khác, những việc khác, việc khác, mấy việc
        còn lại, còn các việc khác, còn việc khác, các nhiệm vụ còn lại, nhiệm vụ còn lại, các nhiệm vụ khác, mấy việc
        kia, các việc kia, những việc kia, các cái còn lại, mấy cái còn lại, còn mấy việc kia, các mục còn lại, còn các
        việc còn lại, mấy việc khác, còn mấy việc khác, các nội dung còn lại, những nhiệm vụ còn lại, các phần còn lại,
        số việc còn lại, còn mấy việc còn lại, việc kia, nhiệm vụ kia, mục kia, cái kia, cái còn lại, nội dung còn lại,
        mục còn lại
    """,
    # … except.
    "E": "trừ, ngoại trừ, trừ ra, chỉ trừ",
    # And.
    "&": "và, với, cùng, lẫn, cùng với, riêng, thế còn, còn như, ngoài ra",
    # What stands before an item's number.
    "r": """
        số, việc số, mục, mục số, nhiệm vụ số, câu, stt, đầu việc, đầu việc số, task, nội dung số, công việc số, v, nvu,
        chỉ tiêu số, nv số, riêng việc, riêng nhiệm vụ, riêng mục, còn việc, còn nhiệm vụ, còn mục, các việc số
    """,
    # There is.
    "c": "có",
    # From.
    "o": "từ",
    # Per cent.
    "%": "phần trăm",
    # No trouble any more.
    "y": """
        hết vướng, đã tháo gỡ, đã gỡ, tháo gỡ xong, đã gỡ vướng, đã hết vướng, hết vướng mắc, đã tháo gỡ vướng mắc, đã
        tháo gỡ khó khăn
    """,
    # How a report begins.
    "p": """
        báo cáo, như sau, cụ thể như sau, gửi, trả lời, phản hồi, kết quả như sau, báo cáo kết quả, tiến độ như sau,
        kính báo cáo, xin báo cáo, báo cáo như sau, xin gửi, báo cáo tiến độ như sau, tình hình, tình hình như sau, xin
        cập nhật, em báo cáo, thông báo, báo cáo tình hình, toàn xã, toàn phường, ubnd, đảng ủy, đảng bộ, hđnd, mttq,
        ban chỉ đạo, xã, phường
    """,
}
