"""Words that say of whom, and that join. What the classes are for stands in `lexicon.py`; a phrase a comma."""

POINTING: dict[str, str] = {
    # All …
    "J": """
        tất cả, toàn bộ, tất cả các việc, mọi việc, các việc, các nhiệm vụ, tất cả các nhiệm vụ, tất cả nhiệm vụ, hết,
        cả, hết cả, tất cả đều, hết tất cả, tất tần tật, tất cả các nội dung, các nội dung, các mục, tất cả các mục,
        toàn bộ các việc, toàn bộ nhiệm vụ, tất cả việc, toàn bộ các nhiệm vụ, tất, các việc trên, các nhiệm vụ trên,
        các việc được giao, các nhiệm vụ được giao, hết các việc, hết việc
    """,
    # … the rest …
    "j": """
        còn lại, các việc còn lại, những việc còn lại, việc còn lại, các việc khác, những việc khác, việc khác,
        mấy việc còn lại, còn các việc khác, còn việc khác, các nhiệm vụ còn lại, nhiệm vụ còn lại, các nhiệm vụ khác,
        mấy việc kia, các việc kia, những việc kia, các cái còn lại, mấy cái còn lại, còn mấy việc kia,
        các mục còn lại, còn các việc còn lại, mấy việc khác, còn mấy việc khác, các nội dung còn lại,
        những nhiệm vụ còn lại, các phần còn lại, số việc còn lại, còn mấy việc còn lại, việc kia, nhiệm vụ kia,
        mục kia, cái kia, cái còn lại, nội dung còn lại, mục còn lại, mấy cái khác, mấy cái kia, hai cái kia,
        các cái khác, còn mấy cái kia, còn mấy cái khác, còn mấy cái còn lại, mấy mục còn lại, mấy nhiệm vụ còn lại,
        mấy mục kia, mấy mục khác, mấy nhiệm vụ khác, các chỉ tiêu còn lại, các chỉ tiêu khác, mấy chỉ tiêu còn lại,
        các nội dung khác, những nội dung khác, các mục khác, những mục khác, những cái khác, những cái còn lại,
        các phần khác, các đầu việc khác, các đầu việc còn lại, các nhiệm vụ kia, những nhiệm vụ khác,
        còn các nội dung khác, còn các mục khác, còn các nội dung còn lại, còn các mục còn lại, còn các nhiệm vụ khác,
        còn các nhiệm vụ còn lại, còn các việc kia, còn những việc khác, còn những việc còn lại, mấy nội dung còn lại,
        mấy nội dung khác, các việc còn lại thì, các nội dung còn lại thì,
        mấy việc tê, mấy cái tê, các việc tê, việc tê, các nv khác, các nv còn lại, mấy nv khác, mấy nv còn lại, mấy nv kia,
        các nv kia, những nv khác, 
        các nd khác, các nd còn lại, mấy nd khác, mấy nd kia, cái khác, những nv còn lại,
        mấy chỉ tiêu khác, mấy chỉ tiêu kia, các chỉ tiêu kia
    """,
    # … except.
    "E": "trừ, ngoại trừ, trừ ra, chỉ trừ",
    # And.
    "&": "và, với, cùng, lẫn, cùng với, riêng, thế còn, còn như, ngoài ra",
    # What stands before an item's number.
    "r": """
        số, việc số, mục, mục số, nhiệm vụ số, câu, stt, đầu việc, đầu việc số, task, nội dung số, công việc số, v,
        nvu, chỉ tiêu số, nv số, riêng việc, riêng nhiệm vụ, riêng mục, còn việc, còn nhiệm vụ, còn mục, các việc số,
        cái số, cái việc, chỉ số, các mục số, các nội dung số, mấy việc số, các nhiệm vụ số
    """,
    # But.
    "B": "nhưng, nhưng mà, tuy nhiên, song, mà, tuy, dù, mặc dù, nhưng còn, nhưng vẫn, nhưng chưa có",
    # Because.
    "C": """
        vì, do, bởi, bởi vì, tại vì, lý do, nguyên nhân, lý do là, với lý do, nguyên nhân do, nguyên nhân là, do là,
        tại
    """,
}
