"""Obstacles, requests and questions. What the classes are for stands in `lexicon.py`; a phrase a comma."""

TROUBLE: dict[str, str] = {
    # An obstacle; the key word is left out of the text (rule 6) …
    "S": """
        khó quá, khó khăn quá, vướng quá, vướng, vướng mắc, bị vướng, gặp vướng mắc, khó khăn, gặp khó khăn, gặp khó,
        khó khăn vướng mắc, vướng mắc khó khăn, kẹt, bị kẹt, khó, xin ý kiến, đề nghị hỗ trợ, cần, có vướng mắc,
        có khó khăn, đang cần, rất cần, bị mắc, gặp khó khăn vướng mắc, rất khó, rất khó khăn, khó khăn là,
        vướng mắc là, đang vướng, đang kẹt, đang vướng mắc, đang gặp khó khăn, đang khó khăn, đang gặp vướng mắc,
        đang gặp khó, vẫn vướng, còn vướng, vẫn còn vướng, vẫn đang vướng, còn khó khăn, còn vướng mắc, vẫn kẹt,
        còn kẹt, đang bị vướng, đang bị kẹt
    """,
    # … or left in.
    "s": """
        thiếu, đề nghị, kiến nghị, xin hỗ trợ, xin chỉ đạo, mong, nhờ, hỗ trợ, tắc, ách tắc, bị tắc, đang tắc,
        xin kinh phí, xin cấp, xin bổ sung, đang thiếu, xin thêm, xin được hỗ trợ, rất mong, đề xuất, bế tắc, đình trệ,
        chậm do, chậm vì, bị chậm, trở ngại, xin hướng dẫn, kính mong, kính đề nghị, chưa có kinh phí,
        không có kinh phí, hết kinh phí, không đủ kinh phí, chưa bố trí vốn, chưa bố trí được vốn,
        chưa bố trí kinh phí, chưa bố trí được kinh phí, chưa có vốn, không có vốn, không có nguồn, chưa có nguồn,
        chưa có tiền, không có tiền, chưa có nguồn kinh phí, không có nguồn kinh phí, chưa có nguồn vốn,
        không có nguồn vốn, vượt thẩm quyền, đề nghị tỉnh, đề nghị huyện, nhờ tỉnh, nhờ huyện, mong tỉnh, mong huyện,
        xin tỉnh, xin huyện, đề nghị cấp trên, mong cấp trên, đề nghị các cấp, xin dừng, xin thôi, xin rút,
        xin không làm, xin điều chỉnh, xin hủy, xin bỏ
    """,
    # The claim is to be checked, which is what follows being done.
    "V": """
        đề nghị cập nhật, đề nghị cập nhật lại, đề nghị sửa lại, đề nghị thẩm định, đề nghị nghiệm thu,
        đề nghị kiểm tra, xin thẩm định, xin nghiệm thu, mời kiểm tra, mời nghiệm thu, đề nghị công nhận,
        đề nghị xác nhận, đề nghị ghi nhận, mời thẩm định, đề nghị đánh giá, đề nghị xem xét công nhận, đề nghị đóng,
        đề nghị thẩm định công nhận, đề nghị công nhận hoàn thành, đề nghị cho đóng, nhờ ghi nhận, nhờ đồng chí ghi nhận,
        nhờ đồng chí ghi nhận giúp, nhờ ghi nhận giúp, ghi nhận giúp, nhờ cập nhật, nhờ cập nhật giúp, cập nhật giúp,
        nhờ đồng chí cập nhật, nhờ đồng chí cập nhật giúp, nhờ anh cập nhật, nhờ anh cập nhật giúp, nhờ em cập nhật,
        nhờ em cập nhật giúp, nhờ em ghi nhận, nhờ em ghi giúp, nhờ anh ghi nhận, nhờ đ/c ghi nhận, nhờ đ/c cập nhật,
        nhờ ban ghi nhận, nhờ ban cập nhật, nhờ bot cập nhật, nhờ ghi giúp, nhờ đồng chí ghi giúp
    """,
    # No trouble any more.
    "y": """
        hết vướng, đã tháo gỡ, đã gỡ, tháo gỡ xong, đã gỡ vướng, đã hết vướng, hết vướng mắc, đã tháo gỡ vướng mắc,
        đã tháo gỡ khó khăn, đã thông, đã ổn, hết kẹt, không còn, không còn tồn, không còn vụ nào, không còn đơn nào,
        đã gỡ xong, đã được tháo gỡ
    """,
    # More time.
    "X": """
        xin gia hạn, gia hạn, đề nghị gia hạn, xin lùi, xin lùi hạn, xin lùi thời hạn, lùi thời hạn, xin dời,
        xin dời hạn, xin kéo dài, xin kéo dài thời hạn, xin thêm thời gian, xin được gia hạn, đề nghị cho gia hạn,
        cho xin gia hạn, xin gia hạn thêm, cho gia hạn, xin lùi tiến độ, đề nghị được gia hạn, xin phép gia hạn,
        xin gia hạn thời gian, gia hạn thêm, xin gia hạn thời hạn, gia hạn cho, lùi hạn, cho lùi thời hạn,
        xin được lùi thời hạn, xin được lùi, xin được gia hạn thời hạn, cho gia hạn thời hạn, xin lui han,
        xin được lùi hạn, lùi đến, lùi tới, lùi sang, lùi qua, lùi lại đến, lùi lại tới, xin đến, xin tới, xin sang,
        xin cho đến, xin cho tới, xin cho sang, cho xin đến, cho xin tới, cho đến hết, cho tới hết, cho đến ngày,
        cho tới ngày, cho đến tháng, cho tới tháng, cho tui đến, cho tui tới, cho tôi đến, cho tôi tới, cho em đến,
        cho em tới, cho xã đến, cho xã tới, cho em xin đến, cho em xin tới, xin đến hết, xin tới hết, khất đến,
        khất tới, khất sang, dời đến, dời tới, dời sang, xin dời đến, xin dời sang, gia hạn đến, gia hạn tới,
        gia hạn sang, xin hoãn đến, xin hoãn, hoãn đến, cho lùi, cho dời, cho hoãn, cho khất, xin khất, xin giãn,
        xin giãn tiến độ, cho lùi đến, cho lùi tới, cho lùi sang, cho giãn, cho giãn đến,
        xin phép lùi, xin phép được lùi, xin phép cho lùi, xin phép cho xã lùi,
        xin cho lùi, xin cho lùi đến, xin cho lùi tới, xin cho xã lùi, cho xã xin lùi,
        xin phép dời,
        xin phép được gia hạn, xin phép cho gia hạn, xin lùi lại, xin lùi lại đến, xin thêm thời gian đến,
        xin thêm thời gian tới, xin thêm thời hạn, xin thêm thời hạn đến, xin được lùi đến, xin được lùi tới,
        xin phép lùi đến, xin phép lùi tới, xin lui lại, cho thêm đến, cho thêm tới, cho xin thêm, xin thêm tới, xin thêm đến,
        cho xã lùi đến, cho xã lùi tới, cho phường đến, cho phường tới, cho xã xin đến, cho xã xin tới, cho anh đến,
        cho anh tới, cho chị đến, cho chị tới, cho mình đến, cho mình tới, cho bác đến, cho chú đến, cho xin thêm đến,
        cho xin thêm tới, xin thêm tg, xin thêm tg đến, xin thêm tg tới, cho xin thêm tg, cho thêm thời gian, xin cho
        thêm thời gian, đề nghị cho thêm thời gian, cho xin thêm thời gian, cho em xin thêm thời gian, cho xã xin thêm
        thời gian, cho xã thêm thời gian
    """,
    # A question.
    "Q": """
        thế nào, như thế nào, ra sao, làm sao, tính sao, bao giờ, khi nào, lúc nào, là sao, được không, đúng không,
        phải không, hay chưa, xong chưa, được chưa, bao nhiêu, ở đâu, là gì, gì vậy, gì thế, gì đây, hả, tại sao,
        vì sao, sao lại, hay không, nghĩa là sao, cho hỏi, xin hỏi, hỏi, có phải, sao, không nhỉ, nhỉ, là ai,
        là việc gì, cái nào, cái gì, rồi chưa, rồi à, xong rồi à, hoàn thành chưa, đã xong chưa, có cần, có được không,
        cho biết, đề nghị cho biết, xin cho biết, cho xã hỏi, cho em hỏi, cho tôi hỏi, cho tui hỏi, cho mình hỏi, xin được hỏi,
        làm thế nào, xử lý thế nào, tính thế nào, thế nào ạ, ntn
    """,
}
