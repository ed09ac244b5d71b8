"""`python -m tests.privacy.canaries [--write]`: plant, look, print the table; exit 1 when a string is where it may not be."""

import asyncio
import sys
import tempfile
from pathlib import Path

from sandbox.app import build
from sandbox.world import Options, World
from tests.privacy.canaries import table
from tests.privacy.canaries.kinds import CHANNELS
from tests.privacy.canaries.run import run
from tests.standin import Running


def main() -> int:
    standin = Running(build(World(Options(bot_url=""))))
    rows = []
    for name in CHANNELS:
        with tempfile.TemporaryDirectory() as folder:
            rows += asyncio.run(run(name, standin.url, Path(folder)))
    standin.stop()
    print(table.table(rows))
    print("\n".join(table.faults(rows)))
    if "--write" in sys.argv[1:]:
        table.write(rows)
    return 1 if table.faults(rows) else 0


if __name__ == "__main__":
    sys.exit(main())
