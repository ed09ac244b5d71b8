"""`python -m bot` is the same as `giaoviec`."""

from bot.cli import main

main()
