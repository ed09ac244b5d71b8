"""Uploads, and the several names that the platform gives them."""

import base64
import itertools
from dataclasses import dataclass
from typing import Literal

from sandbox.clock import monotonic
from sandbox.things import Json

Folder = Literal["photos", "documents", "voice"]
PREFIX: dict[Folder, str] = {"photos": "AgACAgUAAx", "documents": "BQACAgUAAx", "voice": "AwACAgUAAx"}


@dataclass(frozen=True, slots=True)
class File:
    """`path` is the address below /file/bot<token>/; the folder tells the kind."""

    id: str
    unique_id: str
    path: str
    folder: Folder
    data: bytes
    name: str
    mime: str


class Files:
    def __init__(self) -> None:
        # Not the same ids after a restart: a client may have kept some.
        self._numbers = itertools.count(int(monotonic() * 1000) % 1_000_000 + 1)
        self._by_id: dict[str, File] = {}
        self._by_unique_id: dict[str, File] = {}
        self._by_path: dict[str, File] = {}
        self.sizes: dict[str, list[Json]] = {}  # a picture's sizes, by the file_id of any of them

    def add(self, folder: Folder, data: bytes, name: str, mime: str) -> File:
        number = next(self._numbers)
        mark = base64.urlsafe_b64encode(number.to_bytes(9, "big")).decode()
        ending = name.rpartition(".")[2] if "." in name else "bin"
        file = File(
            f"{PREFIX[folder]}{mark}AAQ", f"AQAD{mark}", f"{folder}/file_{number}.{ending}", folder, data, name, mime
        )
        self._by_id[file.id] = self._by_unique_id[file.unique_id] = self._by_path[file.path] = file
        return file

    def __getitem__(self, file_id: str) -> File:
        return self._by_id[file_id]

    def get(self, file_id: str) -> File | None:
        return self._by_id.get(file_id)

    def at(self, path: str) -> File | None:
        return self._by_path.get(path)

    def unique(self, unique_id: str) -> File | None:
        return self._by_unique_id.get(unique_id)
