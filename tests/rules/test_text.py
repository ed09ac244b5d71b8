import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.text import aligned, clean, fold, format_number, parse_number, strip_courtesies, utf16_len


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đ/c BÁO CÁO", "d/c bao cao"),
        ("  Ủy\u00a0ban \t nhân\n dân ", "uy ban nhan dan"),
        ("m²", "m2"),
        ("１３０ ｈộ", "130 ho"),
        ("\u200fx\u200bong\u200e\ufeff", "xong"),
        ("Ð", "d"),
        ("1️⃣", "1"),
        ("", ""),
    ],
)
def test_fold_makes_spelling_comparable(text: str, folded: str) -> None:
    assert fold(text) == folded


@settings(deadline=None)
@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(st.text())
def test_composed_and_decomposed_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@settings(deadline=None)
@given(st.text())
def test_every_folded_character_knows_its_place(text: str) -> None:
    folded, places = aligned(text)
    assert len(places) == len(folded) + 1
    assert places == sorted(places)
    assert places[-1] == len(text)


def test_clean_keeps_lines_case_and_diacritics() -> None:
    decomposed = unicodedata.normalize("NFD", "Vướng  kinh\u00a0phí \r\n\u200b MUA men ")
    assert clean(decomposed) == "Vướng kinh phí\nMUA men"


@pytest.mark.parametrize(("text", "units"), [("", 0), ("xong", 4), ("🔴", 2), ("Đã", 2), ("👍🏻", 4)])
def test_length_in_utf16_units(text: str, units: int) -> None:
    assert utf16_len(text) == units


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("39,5", "39.5"),
        ("39.5", "39.5"),
        ("3.500", "3500"),
        ("213.843", "213843"),
        ("1.234.567,8", "1234567.8"),
        ("0.500", "0.5"),
        ("3.50", "3.5"),
        ("-5", "-5"),
        ("−5,15", "-5.15"),
        ("１３０", "130"),
        ("ba mươi chín", "39"),
        ("ba mươi chín phẩy năm", "39.5"),
        ("ba muoi chin phay hai lam", "39.25"),
        ("Mười lăm", "15"),
        ("hai mốt", "21"),
        ("ba chín", "39"),
        ("bốn mươi tư", "44"),
        ("sáu chục", "60"),
        ("một trăm", "100"),
        ("trăm", "100"),
        ("một trăm ba mươi", "130"),
        ("một trăm linh năm", "105"),
        ("năm mươi rưỡi", "50.5"),
    ],
)
def test_numbers_are_read(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "một hai",
        "trăm hai",
        "1,234.5",
        "1234.567",
        "39,5,3",
        "3 500",
        "1/2",
        "bà",
        "tạm",
        "sâu",
        "trăm rưỡi",
        "²³⁄",
        "٣",
        "--5",
        "5-",
        "mươi mốt hai",
        "phẩy",
        "rưỡi",
        "1e5",
        "NaN",
        "inf",
        "1_000",
        "x",
    ],
)
def test_what_is_no_number_or_two_is_not_read(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("98.30", "98,3"),
        ("3853", "3.853"),
        ("0", "0"),
        ("-0.00", "0"),
        ("1E+3", "1.000"),
        ("-5.15", "−5,15"),
        ("1234567.80", "1.234.567,8"),
        ("0.001", "0,001"),
    ],
)
def test_numbers_are_shown_as_in_vietnamese(number: str, shown: str) -> None:
    assert format_number(Decimal(number)) == shown


@settings(deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=4))
def test_a_number_shown_is_read_again(number: Decimal) -> None:
    assert parse_number(format_number(number)) == number


@settings(deadline=None)
@given(st.text())
def test_any_text_is_read_as_a_number_without_error(text: str) -> None:
    number = parse_number(text)
    assert number is None or number.is_finite()


@pytest.mark.parametrize(
    ("text", "remains"),
    [
        ("Báo cáo đ/c, việc 1 đã xong ạ", "việc 1 đã xong"),
        ("Báo cáo đồng chí: 1 xong nhé", "1 xong"),
        ("bao cao dc 1 130 ho", "1 130 ho"),
        ("Dạ, báo cáo anh Tuấn, 1 xong ạ. Cảm ơn anh!", "1 xong"),
        ("Dạ vâng", "vâng"),
        ("Kính gửi Ban Tổ chức Tỉnh ủy Yên Bái,\n1 xong", "1 xong"),
        ("Em xin báo cáo: 2 39%", "2 39%"),
        ("đ/c ơi việc", "việc"),
        ("Xin chào, danh sách", "danh sách"),
        ("da viec", "viec"),
        ("đã nhận", "đã nhận"),
        ("da nhan", "da nhan"),
        ("báo cáo", "báo cáo"),
        ("Báo cáo đồng chí", ""),
        ("Cảm ơn đồng chí", ""),
        ("dạ", ""),
        ("hỗ trợ ạ", "hỗ trợ"),
        ("?", "?"),
        ("1 vướng phương án A", "1 vướng phương án A"),
        ("3 vướng kinh phí chưa chi", "3 vướng kinh phí chưa chi"),
        ("1 +10 hộ", "1 +10 hộ"),
        ("em gửi ảnh việc 7", "em gửi ảnh việc 7"),
        ("BÁO CÁO ĐỒNG CHÍ VIỆC MỘT XONG, VIỆC HAI CHƯA", "VIỆC MỘT XONG, VIỆC HAI CHƯA"),
        ("", ""),
    ],
)
def test_courtesies_are_no_content(text: str, remains: str) -> None:
    assert strip_courtesies(text) == remains


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("dạ ađã/c ơinhé,.:\n-Báo cáo1 ")))
def test_stripping_twice_changes_nothing_and_invents_nothing(text: str) -> None:
    once = strip_courtesies(text)
    assert strip_courtesies(once) == once
    assert once in clean(text)
