"""One file out of a form's body, however the body is cut into pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pages.form import FileForm, NotTaken, Received
from views.pages import Problem

TYPE = "multipart/form-data; boundary=x7"
LIMIT = 100


def body(data: bytes, name: str = "a.pdf") -> bytes:
    head = f'--x7\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: a/b\r\n\r\n'
    return head.encode() + data + b"\r\n--x7--\r\n"


def read(sent: bytes, size: int = 1000) -> Received | Problem:
    form = FileForm(TYPE, LIMIT)
    try:
        for at in range(0, len(sent), size):
            form.take(sent[at : at + size])
        return form.result()
    except NotTaken as refused:
        return refused.problem


@given(st.binary(max_size=LIMIT).filter(lambda data: b"--x7" not in data), st.integers(1, 50))
def test_the_file_comes_whole_in_pieces_of_any_size(data: bytes, size: int) -> None:
    assert read(body(data), size) == Received("a.pdf", data)


@given(st.integers(0, len(body(b"123")) - 5), st.integers(1, 50))
def test_one_that_is_cut_off_is_not_taken(end: int, size: int) -> None:
    assert read(body(b"123")[:end], size) is Problem.UNREADABLE


@given(st.binary(max_size=200), st.integers(1, 50))
def test_anything_else_is_not_taken(sent: bytes, size: int) -> None:
    assert read(sent, size) is Problem.UNREADABLE


def test_a_vietnamese_name_comes_through() -> None:
    assert read(body(b"1", "Biên bản số 12.pdf")) == Received("Biên bản số 12.pdf", b"1")


def test_the_limit_is_the_files() -> None:
    assert read(body(bytes(LIMIT))) == Received("a.pdf", bytes(LIMIT))
    assert read(body(bytes(LIMIT + 1))) is Problem.TOO_LARGE


@pytest.mark.parametrize(
    "head",
    [
        b'Content-Disposition: form-data; name="file"',
        b'Content-Disposition: form-data; name="other"; filename="a"',
        b"Content-Disposition: form-data",
        b"Content-Type: a/b",
    ],
)
def test_a_part_that_is_not_the_file_is_not_taken(head: bytes) -> None:
    assert read(b"--x7\r\n" + head + b"\r\n\r\n1\r\n--x7--\r\n") is Problem.UNREADABLE


def test_two_files_are_not_taken() -> None:
    assert (
        read(body(b"1").removesuffix(b"--\r\n") + b"\r\n" + body(b"2").removeprefix(b"--x7\r\n")) is Problem.UNREADABLE
    )


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "multipart/form-data", "multipart/form-data; boundary=" + "x" * 5000, "multipart/mixed"]
)
def test_what_is_no_form_is_not_taken(kind: str) -> None:
    with pytest.raises(NotTaken):
        FileForm(kind, LIMIT)
