import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.confidential import CANDIDATES, find_mark
from rules.confidential.words import may_bear_mark, prepare

MARKED = [
    ("MẬT", "Mật"),
    ("Mật", "Mật"),
    ("mật", "Mật"),
    ("TỐI MẬT", "Tối mật"),
    ("Tối mật", "Tối mật"),
    ("TUYỆT MẬT", "Tuyệt mật"),
    ("tuyệt mật", "Tuyệt mật"),
    ("tuyet mat", "Tuyệt mật"),
    ("TOI MAT", "Tối mật"),
    ("MAT", "Mật"),
    ("[MẬT]", "Mật"),
    ("[MAT] bao cao", "Mật"),
    ("(Tối mật) Báo cáo tình hình", "Tối mật"),
    ("Độ mật: Mật", "Mật"),
    ("Độ mật: Tối mật", "Tối mật"),
    ("độ mật: A", "Mật"),
    ("do mat: mat", "Mật"),
    ("Do mat: toi mat", "Tối mật"),
    ("tai lieu mat", "Mật"),
    ("gui d/c tai lieu mat ve an ninh", "Mật"),
    ("van ban mat so 12", "Mật"),
    ("van ban toi mat", "Tối mật"),
    ("văn bản mật", "Mật"),
    ("Công văn Mật của Tỉnh ủy", "Mật"),
    ("Số: 12-BC/TU (Mật)", "Mật"),
    ("Số: 12-BC/TU Mật", "Mật"),
    ("Số 128-QĐ/TU\nMẬT\nQuyết định", "Mật"),
    ("M Ậ T", "Mật"),
    ("M.Ậ.T", "Mật"),
    ("T Ố I  M Ậ T", "Tối mật"),
    ("T U Y Ệ T M Ậ T", "Tuyệt mật"),
    ("ＭẬＴ", "Mật"),
    ("M\u200bẬT", "Mật"),
    ("МẬТ", "Mật"),
    ("TÀI LIỆU MÂT", "Mật"),
    ("tai lieu maatj", "Mật"),
    ("1 xong, gửi kèm báo cáo mật ạ", "Mật"),
    ("Mật - Báo cáo tình hình an ninh", "Mật"),
    ("Văn bản đóng dấu Mật", "Mật"),
    ("Tài liệu MẬT, không sao chụp", "Mật"),
    ("“Mật”", "Mật"),
    ("Báo cáo\nTuyệt Mật\nSố 1", "Tuyệt mật"),
    ("bao_cao_MAT.docx", "Mật"),
    ("toi-mat.xlsx", "Tối mật"),
    ("TUYET_MAT.pdf", "Tuyệt mật"),
    ("Báo cáo Mật.docx", "Mật"),
    ("CV_MẬT_01.pdf", "Mật"),
    ("12-BC-TU (mat).docx", "Mật"),
    ("mat-12.docx", "Mật"),
    ("MAT_bao_cao_quy_4.docx", "Mật"),
    ("gửi đ/c file bao_cao_mat.docx nhé", "Mật"),
    ("MẬT và TUYỆT MẬT", "Tuyệt mật"),
    ("1 130 ho, 2 39%, 3 tài liệu mật", "Mật"),
]

PLAIN = [
    "bảo mật",
    "BẢO MẬT THÔNG TIN",
    "mật ong",
    "MẬT ONG RỪNG",
    "Mật ong Trấn Yên đạt OCOP",
    "mật độ",
    "TĂNG MẬT ĐỘ CÂY TRỒNG",
    "mật khẩu",
    "Mật khẩu: 123456",
    "bí mật",
    "Luật Bảo vệ bí mật nhà nước",
    "thân mật",
    "mật thiết",
    "mất",
    "MẤT",
    "MẶT TRẬN TỔ QUỐC",
    "mất điện 3 ngày",
    "7 vướng 3 hộ mất sổ đỏ",
    "bàn giao mặt bằng",
    "ban giao mat bang",
    "1 vuong mat bang",
    "bao cao mat dien",
    "toi mat dien thoai",
    "co mat day du",
    "dau mat",
    "tai lieu mat trang",
    "tai lieu bi mat",
    "mat",
    "xã Mật Sơn",
    "UBND XÃ MẬT SƠN",
    "ông Nguyễn Văn Mật",
    "nuôi ong lấy mật",
    "sỏi túi mật",
    "tuần trăng mật",
    "Đề nghị đồng chí không gửi tài liệu, thông tin mật qua kênh này.",
    "Không gửi tài liệu mật, tối mật qua kênh này",
    "KHÔNG GỬI TÀI LIỆU MẬT QUA ZALO",
    "khong gui tai lieu mat qua zalo",
    "Nội dung có dấu hiệu mật nên không gửi qua kênh này.",
    "Đề nghị đồng chí gửi theo đường văn bản mật đúng quy định.",
    "xác định độ mật của văn bản theo quy định",
    "Độ mật: không",
    "kế hoạch mật độ xây dựng",
    "tài liệu mật mã học",
    "giai_phong_mat_bang.xlsx",
    "GIAI_PHONG_MAT_BANG.xlsx",
    "mat_tran_to_quoc.docx",
    "bao_mat.docx",
    "mat_khau.xlsx",
    "tien_mat.xlsx",
    "le_ra_mat.docx",
    "mat_do_dan_so.xlsx",
    "Mặt cắt ngang.pdf",
    "matrix.xlsx",
    "format_MATH.docx",
    "thông tin mất mát",
    "1 xong · 2 đạt 39% · 3 vướng kinh phí",
    "",
]


@pytest.mark.parametrize(("text", "mark"), MARKED)
def test_a_mark_is_found_in_any_spelling(text: str, mark: str) -> None:
    assert find_mark(text) == mark
    assert find_mark(unicodedata.normalize("NFD", text)) == mark


@pytest.mark.parametrize("text", PLAIN)
def test_an_ordinary_word_is_no_mark(text: str) -> None:
    assert find_mark(text) is None
    assert find_mark(unicodedata.normalize("NFD", text)) is None


@pytest.mark.parametrize(("text", "mark"), MARKED)
def test_a_mark_is_found_in_the_middle_of_a_message(text: str, mark: str) -> None:
    assert find_mark(f"Báo cáo đồng chí\n{text}") == mark


@settings(deadline=None)
@given(st.text())
def test_any_text_is_scanned_without_error(text: str) -> None:
    assert find_mark(text) in (None, "Mật", "Tối mật", "Tuyệt mật")


@settings(deadline=None)
@given(st.text(alphabet=st.characters(categories=["Ll", "Nd", "Zs"]), max_size=60))
def test_a_stamp_is_seen_whatever_stands_below_it(text: str) -> None:
    assert find_mark(f"TUYỆT MẬT\n{text}") == "Tuyệt mật"


_NEAR = st.sampled_from([*"mMМмatTаậÂâẬ65jJ .-_xông\u200b\u0323\u0302", "mật", "tuyệt", "ｍａｔ"])


@given(st.lists(_NEAR, max_size=14).map("".join))
def test_what_is_not_looked_at_closely_bears_no_mark(text: str) -> None:
    seen = prepare(text).lower()
    assert may_bear_mark(text) or not any(word in seen for word in CANDIDATES)
