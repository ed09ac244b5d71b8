"""Words of time. What the classes are for stands in `lexicon.py`; a phrase a comma."""

TIMES: dict[str, str] = {
    # Lately.
    "t": """
        so với hôm qua, so với tuần trước, so với trước, so với kỳ trước, so với lần trước, so với tháng trước,
        hôm qua, hôm kia, sáng nay, chiều qua, tối qua, tuần trước, tuần qua, tuần vừa qua, tuần rồi, tháng trước,
        tháng qua, hôm trước, từ hôm qua, từ tuần trước, từ tháng trước, từ lâu, trưa nay, từ hôm trước, từ hôm kia,
        lúc sáng, ban sáng, bữa qua, bữa trước, bữa hổm, hôm nọ, so với lần báo trước, so với lần báo cáo trước,
        so với báo cáo trước, so với kỳ báo cáo trước, so với đợt trước, so với tuần rồi, so với bữa trước,
        từ lần báo cáo trước, từ hôm báo cáo trước, từ hôm báo cáo lần trước, so với hôm trước, so với số cũ,
        mấy hôm nay, mấy hôm trước, mấy bữa nay, tối hôm qua, sáng hôm qua, chiều hôm qua, đầu tuần, hồi sáng, hồi tối,
        đêm qua, từ hôm báo cáo lần trước đến nay, từ lần báo cáo trước đến nay, từ tuần trước đến nay,
        so với kỳ trước đó, tuần vừa rồi, trong tuần qua, trong tuần vừa qua, mấy ngày nay, mấy ngày qua, hôm thứ hai,
        so với tin trên, so với số trên, so với số liệu trên, so với tin nhắn trên, so với tin nhắc, so với số trong tin,
        so với bản tin, so với tin nhắn, so với số liệu trong tin, so với số trong tin nhắn, so với số cũ trong tin
    """,
    # As of now.
    "T": """
        đến nay, tính đến nay, tới nay, đến giờ, tới giờ, đến hiện tại, hiện nay, hiện tại, tính đến hôm nay,
        đến hôm nay, hiện giờ, đến thời điểm này, tính đến thời điểm này, đến thời điểm hiện tại,
        tính đến thời điểm hiện tại, tính tới nay, tính đến hiện tại, từ đầu năm đến nay, lúc này, đến sáng nay,
        tính đến sáng nay, tính đến giờ, cho đến nay, đến hết ngày hôm qua, đến hết hôm qua, tính đến hết ngày hôm qua,
        tính đến hết hôm qua, đến hôm qua, như vậy đến nay, như vậy, như vậy là, vậy là, vậy là đến nay,
        như vậy là đến nay, cho đến giờ, cho tới giờ, cho tới nay, cho đến bây giờ, hổm rày, hổm nay, tính tới giờ,
        tính đến thời điểm báo cáo, đến thời điểm báo cáo, đến cuối ngày hôm qua, đến chiều qua, đến tối qua,
        tới bữa nay, đến bữa nay, tính đến chiều qua, đến trưa nay, tính đến ngày hôm nay, đến ngày hôm nay,
        đến sáng hôm nay, từ đầu năm tới nay, đến thời điểm hiện nay, tính đến thời điểm hiện nay, đến hết tuần này,
        tính đến hết tuần qua, đến hết tuần qua, tới chiều qua, tới hôm qua, tính tới hôm nay, tới hôm nay
    """,
    # A window of time, over or not.
    "P": """
        toi nay, tuần này, tháng này, hôm nay, trong tuần, trong tháng, quý này, năm nay, trong tuần này,
        trong tháng này, trong hôm nay, chiều nay, đợt này, trong ngày, kỳ này, trong kỳ, bữa nay, đợt vừa rồi,
        tuần nay, trong đợt này
    """,
    # In the future.
    "U": """
        sẽ, mai, ngày mai, sáng mai, chiều mai, tối mai, ngày kia, tuần sau, tuần tới, tháng sau, tháng tới, quý sau,
        quý tới, năm sau, cuối tuần, cuối tháng, cuối năm, cuối quý, đầu tuần sau, đầu tháng sau, dự kiến, phấn đấu,
        cố gắng, quyết tâm, chuẩn bị, hứa, cam kết, thời gian tới, hôm sau, dự định, trong tuần tới, trong tuần sau,
        bắt đầu, định, hẹn, cố, sang tuần, sang tháng, đến cuối tuần, đến cuối tháng, trước cuối tuần, tối nay, để mai,
        ngày mốt, bữa sau, bữa nào, kỳ sau, đầu tháng tới, giữa tháng, đầu tuần tới, nay mai, vài bữa nữa
    """,
}
