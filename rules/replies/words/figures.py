"""Words around a figure. What the classes are for stands in `lexicon.py`; a phrase a comma."""

FIGURES: dict[str, str] = {
    # What a value follows.
    "R": """
        được có, mới được có, chỉ được có, mới đạt có, vị chi, vị chi là, đạt, đủ, được, lên, lên tới, lên đến,
        lên được, là, tổng, tổng số, tổng cộng, lũy kế, cộng dồn, nâng lên, tăng lên, nâng tổng số lên, ở mức, mức,
        bằng, tỷ lệ, tỉ lệ, kết quả, kết quả là, đạt được, nâng số lên, tổng cộng là, đạt tỷ lệ, đạt tỉ lệ, tới,
        nâng tổng số hộ lên, tổng số hộ, được tổng, được tổng cộng, lũy kế đạt, lũy kế được, lũy kế là, ở, đến,
        giảm xuống, giảm xuống còn, giảm còn, xuống còn, hạ xuống còn, còn lại là, dài, chiều dài, tổng chiều dài,
        dài được, thành, thành ra, vậy là thành, vận động được, đưa tổng số, đưa tổng số lên, nâng tổng,
        nâng lũy kế lên, lũy kế đến nay, lũy kế đến nay là, lũy kế đến nay đạt, lũy kế đến nay được, lũy kế từ đầu năm,
        lũy kế từ đầu năm đạt, cộng dồn đạt, cộng dồn là, cộng dồn được, tổng là, tổng đạt, tổng được, tổng số là,
        tổng số đạt, tổng số đến nay, tổng cộng đạt, tổng cộng được, vẫn là, nhích lên, nhích được lên, leo lên,
        nâng tỷ lệ lên, nâng tỷ lệ, đưa tỷ lệ lên, tăng tổng số lên, tính ra được, đưa số lên, đưa lên,
        như vậy là được, như vậy được, tổng cộng lại là, gộp lại là, cả thảy, cả thảy là, cả thảy được, tổng lại là,
        giờ lên, hết thảy, hết thảy được, cố được, cố thu được, cố làm được
    """,
    # More than before …
    "+": """
        thêm, tăng thêm, tăng, được thêm, cộng thêm, bổ sung, bổ sung thêm, vận động thêm, vận động được thêm,
        vận động thêm được, phát sinh thêm, mới thêm, nhích thêm, nhích lên thêm, có thêm, được thêm nữa, tăng được,
        tăng thêm được, thêm được
    """,
    # … and the same, said after the number.
    "M": "nữa, nữa rồi",
    # About: never a value.
    "A": """
        khoảng, chừng, tầm, cỡ, độ, xấp xỉ, hơn, trên, dưới, ước, ước đạt, ước tính, ước được, ít nhất, tối thiểu,
        tối đa, không quá, trở lên, khoảng chừng, khoảng tầm, mấy, ngót, non, áng chừng, đâu đó, chắc khoảng, vài,
        trong, trong tổng, trong tổng số, trên tổng, trên tổng số
    """,
    # What is left of one task.
    "L": "còn, chỉ còn, còn thiếu, còn tồn, vẫn còn, hiện còn, chỉ còn lại, còn khoảng",
    # The plan.
    "K": """
        kế hoạch, chỉ tiêu, mục tiêu, kế hoạch giao, chỉ tiêu giao, so với kế hoạch, kế hoạch năm, chỉ tiêu kế hoạch,
        của kế hoạch, kh, so với chỉ tiêu, khối lượng công việc, yêu cầu, tiến độ kế hoạch, kế hoạch đề ra, dự toán,
        dự toán giao, dự toán năm, dự toán được giao
    """,
    # There is.
    "c": "có",
    # From.
    "o": "từ",
    # Per cent.
    "%": "phần trăm",
}
