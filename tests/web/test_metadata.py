"""What leaves with a picture, and what does not."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from bot.pages.metadata import without_metadata
from tests.web.samples import GPS, ORIENTATION, photo, png


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def test_the_sample_does_tell_where_it_was_taken() -> None:
    assert opened(photo()).getexif().get_ifd(GPS) != {}


def test_place_maker_and_comment_stay_behind_and_the_picture_is_the_same() -> None:
    stripped = without_metadata(photo())
    assert dict(opened(stripped).getexif()) == {}
    assert b"Phone" not in stripped
    assert b"at home" not in stripped
    assert opened(stripped).tobytes() == opened(photo()).tobytes()


@pytest.mark.parametrize("turned", range(2, 9))
def test_a_turned_picture_stays_turned_and_tells_nothing_else(turned: int) -> None:
    stripped = without_metadata(photo(turned=turned))
    assert dict(opened(stripped).getexif()) == {ORIENTATION: turned}
    upright = ImageOps.exif_transpose(opened(photo(turned=turned)))
    assert ImageOps.exif_transpose(opened(stripped)).tobytes() == upright.tobytes()


@pytest.mark.parametrize("order", [b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"])
def test_either_byte_order_is_read(order: bytes) -> None:
    segment = b"Exif\0\0" + order
    turned = without_metadata(photo())[:2] + b"\xff\xe1" + (len(segment) + 2).to_bytes(2, "big") + segment
    assert dict(opened(without_metadata(turned + photo()[2:])).getexif()) == {ORIENTATION: 6}


def test_colours_are_kept() -> None:
    profile = b"a colour profile" * 20
    assert opened(without_metadata(photo(icc_profile=profile))).info["icc_profile"] == profile


def test_a_progressive_picture_with_restarts_is_the_same() -> None:
    made = photo(progressive=True, size=(300, 200), restart_marker_rows=1)
    assert opened(without_metadata(made)).tobytes() == opened(made).tobytes()


def test_what_a_phone_hangs_behind_the_picture_stays_behind() -> None:
    stripped = without_metadata(photo() + b"\0\0ftypmp42 a film with its place" + photo())
    assert stripped == without_metadata(photo())


def test_other_segments_of_applications_stay_behind() -> None:
    told = b"http://ns.adobe.com/xap/1.0/\0<x>21.0278 N</x>"
    for marker in (0xE1, 0xE3, 0xED, 0xEF):
        segment = bytes([0xFF, marker]) + (len(told) + 2).to_bytes(2, "big") + told
        assert b"21.0278" not in without_metadata(photo()[:2] + segment + photo()[2:])


def test_a_png_keeps_its_picture_and_nothing_else() -> None:
    stripped = without_metadata(png())
    assert dict(opened(stripped).getexif()) == {}
    assert opened(stripped).tobytes() == opened(png()).tobytes()


def test_anything_else_comes_back_as_it_is() -> None:
    assert without_metadata(b"GIF89a...") == b"GIF89a..."


@given(st.integers(0, 1500), st.integers(0, 255), st.integers(0, 1500))
def test_a_damaged_picture_is_copied_as_far_as_it_can_be_read(place: int, value: int, end: int) -> None:
    damaged = bytearray(photo())
    damaged[3 + place % (len(damaged) - 3)] = value
    stripped = without_metadata(bytes(damaged[: 3 + end]))
    assert stripped.startswith(b"\xff\xd8")
    assert without_metadata(stripped) == stripped
