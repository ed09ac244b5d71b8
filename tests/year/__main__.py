"""`python -m tests.year`: play the demo's year once and write what it says and what it hands out to docs/year/."""

import asyncio
import tempfile
from pathlib import Path

from bot.db import Database
from bot.migrate import upgrade
from bot.wiring import set_up_logging
from tests.year.play import Year

OUT = Path(__file__).parent.parent.parent / "docs" / "year"


async def main() -> None:
    set_up_logging("text")
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/year.db")
        upgrade(database.engine)
        year = Year(database, Path(folder))
        await year.play()
        OUT.mkdir(exist_ok=True)
        (OUT / "README.md").write_text(year.transcript(), encoding="utf-8")
        for name, data in year.files.items():
            (OUT / name).write_bytes(data)
        print(f"{len(year.messages())} messages, {len(year.files)} files")


if __name__ == "__main__":
    asyncio.run(main())
