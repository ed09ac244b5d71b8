"""The bot's process stays light: what is slow to import is imported by the child process only."""

import subprocess
import sys

HEAVY = (
    "matplotlib",
    "numpy",
    "openpyxl",
    "docx",
    "segno",
    "aiogram",
    "holidays",
    "telegram.ext",
    "alembic",
    "sandbox",
)


def test_the_process_imports_none_of_the_heavy_libraries() -> None:
    code = (
        "import sys, bot.serving, handlers.router, views.notices\n"
        "handlers.router.discover(); views.notices.discover()\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
