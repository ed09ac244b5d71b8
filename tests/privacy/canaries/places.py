"""Where strings are looked for: raw bytes, rows, and whatever is packed inside (xlsx, docx)."""

import io
import json
import re
import subprocess
import zipfile
from contextlib import closing, suppress
from pathlib import Path
from sqlite3 import connect
from zlib import error as ZlibError

from sqlalchemy import Engine, inspect, text

from bot.db import Database


def unpacked(data: bytes) -> bytes:
    """The bytes, and of an archive what is in it."""
    if not data.startswith(b"PK"):
        return data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return data + b"\n".join(archive.read(name) for name in archive.namelist())
    except (zipfile.BadZipFile, ZlibError):
        return data


def rows(engine: Engine) -> bytes:
    """Every value of every row, as the bot itself would read it."""
    with engine.connect() as connection:
        names = inspect(connection).get_table_names()
        tables = [connection.execute(text(f'SELECT * FROM "{name}"')).all() for name in names]
    return b"\n".join(_bytes(value) for table in tables for row in table for value in row if value is not None)


def _bytes(value: object) -> bytes:
    if isinstance(value, bytes):
        return unpacked(value)
    plain = str(value)
    decoded = plain
    if plain[:1] in "[{":
        with suppress(ValueError):
            decoded = json.dumps(json.loads(plain), ensure_ascii=False)
    return f"{plain}\n{decoded}".encode()


def file_bytes(file: Path) -> bytes:
    """A database's file with all that lies beside it, used pages or free, and its blobs unpacked."""
    beside = sorted(file.parent.glob(f"{file.name}*"))
    with closing(connect(f"file:{file}?mode=ro", uri=True)) as connection:
        blobs = [unpacked(data) for (data,) in connection.execute("SELECT data FROM blob")]
    return b"\n".join([each.read_bytes() for each in beside] + blobs)


def dumped(file: Path) -> bytes:
    """A backup of PostgreSQL as the text it restores, with the bytes of its blobs."""
    told = subprocess.run(["pg_restore", "--file", "-", str(file)], capture_output=True, check=True).stdout
    blobs = [unpacked(bytes.fromhex(found.decode())) for found in re.findall(rb"\\\\x((?:[0-9a-f]{2})+)", told)]
    return b"\n".join([told, *blobs])


def of_database(db: Database) -> Path:
    return Path(str(db.engine.url.database))
