"""`make chaos`: the long form, its table printed at the end and kept in docs/chaos.md; exit 1 when a promise was broken."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bot.clock import Clock
from rules.localtime import today
from tests.chaos import report


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        rows = Path(folder) / "rows"
        rows.touch()
        env = os.environ | {"CHAOS": "long", "CHAOS_TABLE": str(rows)}
        failed = subprocess.run(
            [sys.executable, "-m", "pytest", "tests/chaos", *sys.argv[1:]], env=env, check=False
        ).returncode
        print(report.table(rows))
        report.write(rows, f"{today(Clock().now()):%-d/%-m/%Y}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
