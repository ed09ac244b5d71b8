"""One file out of a `multipart/form-data` body, read as it comes and never beyond the limit: no temporary files, nothing left."""

from dataclasses import dataclass

from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header

from views.pages import Problem

FIELD = b"file"


@dataclass(frozen=True)
class Received:
    """A file as it was sent; the name is empty when none was chosen."""

    name: str
    data: bytes


class NotTaken(Exception):
    """The form held nothing that can be taken; the address stays good."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


UNREADABLE = Problem.UNREADABLE  # no form, cut off, or anything but exactly one file


class FileForm:
    """Feed it a body with `take`, then ask for `result`. All raise `NotTaken`; the file has `limit` bytes at most."""

    def __init__(self, content_type: str, limit: int) -> None:
        kind, options = parse_options_header(content_type)
        if kind != b"multipart/form-data" or not options.get(b"boundary"):
            raise NotTaken(UNREADABLE)
        self._limit = limit
        self._data = bytearray()
        self._names: list[str] = []
        self._header, self._value, self._complete = bytearray(), bytearray(), False
        try:
            self._parser = self._make_parser(options[b"boundary"])
        except FormParserError:
            raise NotTaken(UNREADABLE) from None

    def take(self, chunk: bytes) -> None:
        try:
            self._parser.write(chunk)
        except FormParserError:
            raise NotTaken(UNREADABLE) from None

    def result(self) -> Received:
        if not self._complete or len(self._names) != 1:
            raise NotTaken(UNREADABLE)
        return Received(self._names[0], bytes(self._data))

    def _make_parser(self, boundary: bytes) -> MultipartParser:
        return MultipartParser(
            boundary,
            {
                "on_header_begin": self._new_header,
                "on_header_field": lambda data, start, end: self._header.extend(data[start:end]),
                "on_header_value": lambda data, start, end: self._value.extend(data[start:end]),
                "on_header_end": self._end_header,
                "on_part_data": self._more,
                "on_end": self._end,
            },
        )

    def _new_header(self) -> None:
        self._header, self._value = bytearray(), bytearray()

    def _end_header(self) -> None:
        if self._header.lower() != b"content-disposition":
            return
        _, options = parse_options_header(bytes(self._value))
        if options.get(b"name") != FIELD or b"filename" not in options:
            raise NotTaken(UNREADABLE)  # the page's form has this one field
        self._names.append(options[b"filename"].decode("utf-8", "replace"))

    def _more(self, data: bytes, start: int, end: int) -> None:
        if len(self._data) + end - start > self._limit:
            raise NotTaken(Problem.TOO_LARGE)
        self._data += data[start:end]

    def _end(self) -> None:
        self._complete = True
