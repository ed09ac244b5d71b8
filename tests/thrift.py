"""What makes the suite cheap and changes nothing that it checks. Processes that tests start inherit it."""

import atexit
import gc
import os
import shutil
import tempfile
from pathlib import Path

import certifi

MEMORY = Path("/dev/shm")
ONE = "TESTS_CERTIFICATE"
ROOM = 2 * 1024**3  # bytes; a whole run needs a few hundred megabytes


def begin() -> None:
    """To be called once, before the first temporary folder is made."""
    _temporary_folders_in_memory()
    _one_certificate()
    _seldom_collected()


def _temporary_folders_in_memory() -> None:
    """Each test has a database of its own, and SQLite waits for the disk at every commit."""
    if "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK) or shutil.disk_usage(MEMORY).free < ROOM:
        return
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def _one_certificate() -> None:
    """Every new HTTP client reads the bundle of all the authorities (some 50 ms); on the loopback one is as good as all."""
    if ONE in os.environ:  # a worker of a run that has done it
        return
    folder = tempfile.mkdtemp(prefix="giaoviec-ca-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    begin, end = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"
    bundle = Path(certifi.where()).read_text(encoding="utf-8")
    first = begin + bundle.partition(begin)[2].partition(end)[0] + end
    one = Path(folder) / "one.pem"
    one.write_text(first, encoding="utf-8")
    os.environ["SSL_CERT_FILE"] = os.environ[ONE] = str(one)


def _seldom_collected() -> None:
    """Every test builds an organisation and throws it away: looking for cycles took an eighth of the processor's time."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
