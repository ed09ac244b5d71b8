"""The bare python-telegram-bot echo that ours is measured against: it keeps nothing. `python ptb_echo.py API TOKEN poll`.

Updates run side by side over a pool of connections, which is not its default and is to its advantage.
"""

import sys
from typing import Any

from telegram import Update
from telegram.ext import ApplicationBuilder, MessageHandler, filters


async def echo(update: Update, context: Any) -> None:
    if update.message is not None:
        await update.message.reply_text(update.message.text or "")


def main(api: str, token: str) -> None:
    builder = ApplicationBuilder().token(token).base_url(f"{api}/bot").base_file_url(f"{api}/file/bot")
    app = builder.concurrent_updates(64).connection_pool_size(64).pool_timeout(60).build()
    app.add_handler(MessageHandler(filters.TEXT, echo))
    app.run_polling(stop_signals=None)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
