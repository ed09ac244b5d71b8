"""Words for how a task stands. What the classes are for stands in `lexicon.py`; a phrase a comma."""

STANDING: dict[str, str] = {
    # Finished.
    "D": """
        nghiệm thu xong, hoàn thành và nghiệm thu xong, giải quyết hết, giải quyết xong hết, xử lý hết, xong,
        hoàn thành, hoàn tất, làm xong, xong xuôi, hoàn thành xong, ✅, ✔, ☑, đã nghiệm thu, đã nghiệm thu rồi,
        nghiệm thu rồi, giải quyết dứt điểm, xử lý dứt điểm, xong tất, xong sạch, xong trọn, hoàn thành dứt điểm,
        xong xuôi hết, xong béng, đã hoàn thành
    """,
    # Not.
    "N": """
        chưa, không, chẳng, chả, vẫn chưa, chưa hề, ❌, ✖, ✗, chứ không phải, chứ không, chứ ko phải, không phải là, nỏ
    """,
    # Under way.
    "G": """
        chờ, đợi, đang chờ, đang đợi, còn chờ, chỉ còn chờ, đang, vẫn đang, còn đang, đang còn, tiếp tục, đương,
        vẫn tiếp tục, hiện đang, vẫn còn đang, vưỡn đang, cứ đang, đang mần, vẫn đang mần, đang chỉ đạo,
        đang chỉ đạo quyết liệt, đang tập trung, vẫn đang tập trung
    """,
    # What there is nothing of.
    "Z": """
        gì thay đổi, gì tiến triển, gì thay đổi gì, nào, việc nào, gì, gì mới, gì thêm, gì cả, gì hết, gì khác,
        thay đổi, tiến triển, chuyển biến, biến động, phát sinh, số liệu mới, cập nhật, để báo cáo, gì để báo cáo,
        gì mới để báo cáo, tin mới, thông tin mới, thông tin, kết quả mới, động tĩnh, động tĩnh gì, tiến triển gì mới,
        phát sinh gì, phát sinh gì mới, phát sinh mới, gì để báo, gì nữa, phát sinh kết quả mới, gì khả quan,
        gì hết trơn, gì mới hết, gì hết á, gì mới cả, gì mới hơn, số mới, kết quả gì, kết quả gì mới, biến chuyển,
        biến chuyển gì, chuyển biến gì, thay đổi gì mới, cập nhật gì, cập nhật gì mới,
        chi mới, chi thêm, chi cả, chi hết, chi mới mô, chi thêm mô, chi mô, chi thay đổi, chi mới cả, chi để báo,
        gì mới mô
    """,
    # As before.
    "Y": """
        như cũ, y cũ, vẫn y cũ, như hôm qua, vẫn như hôm qua, như lần trước, như báo cáo trước, như ngày hôm qua,
        vẫn thế, vẫn vậy,
        vẫn như cũ, vẫn như vậy, vẫn như thế, như tuần trước, vẫn như tuần trước, giữ nguyên, như trước, vẫn như trước,
        như hôm trước, không đổi, không thay đổi, y nguyên, nguyên trạng, dậm chân tại chỗ, giậm chân tại chỗ,
        có gì đâu, có gì mới đâu, có gì thêm đâu, có thay đổi gì đâu, có tiến triển gì đâu, có động tĩnh gì đâu,
        nào có gì, nào có gì mới, vẫn giữ nguyên, vẫn y như cũ, y như cũ, vẫn y nguyên, vẫn y vậy, y vậy, y chang,
        vẫn y chang, i như cũ, như kỳ trước, như lần báo cáo trước, y như tuần trước, y như lần trước,
        vẫn dậm chân tại chỗ, vẫn bình thường, vẫn đúng tiến độ, vẫn theo kế hoạch, vẫn vậy thôi, không tăng, chưa đổi,
        chưa thay đổi, chưa có thay đổi, không thêm, chưa tăng, chưa thêm, không tăng thêm, chưa tăng thêm,
        không tăng được, chưa tăng được, chưa thêm được, không thêm được, không tăng giảm, vẫn số cũ, số cũ,
        y như bữa trước, vẫn như bữa trước, y như hôm trước, vẫn rứa, vẫn rứa thôi, như rứa, vẫn như rứa, cũng rứa,
        mới có số, mới có số liệu, mới có kết quả, mới có số mới
    """,
    # Read and understood.
    "O": """
        ok, vâng, ừ, rõ, đã rõ, rõ rồi, nhất trí, đã nhận, nhận rồi, đã tiếp nhận, đồng ý, tiếp thu, xin tiếp thu,
        ghi nhận, đã nắm, nắm được, đã hiểu, hiểu, hiểu rồi, đã xem, đã đọc, đã nhận được, nhận được,
        đã nhận thông tin, nhận thông tin, nắm rồi, 👍, 👌, yes, nhận, đã biết, biết rồi, đã nhận được thông tin,
        đã nhận tin, đã nắm được, đã nắm thông tin, nắm thông tin, xin nhận, rõ ạ, hoàn toàn nhất trí, 🆗, 🫡, ✋,
        đã nhận tin nhắn, đã nhận nhiệm vụ, nhận nhiệm vụ, đã tiếp thu, đã tiếp nhận thông tin, nhất trí với nội dung,
        hoàn toàn đồng ý, nhất trí với nội dung nhắc việc, đã nhận được bản tin, đã nhận bản tin, nhận bản tin,
        nhận được bản tin, đã nhận được tin, nhận được tin, đã nhận được nội dung, coi rồi, đã coi, xem rồi, đọc rồi,
        thấy rồi, đã thấy, biết vậy, nghe rồi, đã nhận được tin nhắn, đã xem tin, đã đọc tin, đã đọc bản tin,
        đã xem bản tin, ok luôn, ok nha, nắm thông tin rồi, xin ghi nhận, đã ghi nhận, nhận được rồi, đã nhận đủ,
        đã rõ nội dung, đã nắm nội dung, rõ rồi ạ
    """,
    # Nearly: never done (rule 9).
    "H": """
        cơ bản, về cơ bản, gần, gần như, hầu như, hầu hết, sắp, tương đối, tạm, chắc, có lẽ, coi như, xem như,
        phần lớn, đa phần, đa số, một phần, nửa, một nửa, dở, dở dang, bước đầu, sơ bộ, cơ bản là, chắc là, hình như,
        nói chung, phần nào, sắp sửa, gần gần, suýt, sắp tới, gần như là, cũng gần, xém, gần tới, tạm coi như,
        tạm xong
    """,
}
