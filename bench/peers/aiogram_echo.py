"""The bare aiogram echo that ours is measured against: it keeps nothing. `python aiogram_echo.py API TOKEN poll|webhook PORT`."""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

dispatcher = Dispatcher()


@dispatcher.message()  # type: ignore[untyped-decorator]
async def echo(message: Message) -> None:
    await message.answer(message.text or "")


async def main(api: str, token: str, mode: str, port: int) -> None:
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(api)))
    if mode == "poll":
        await dispatcher.start_polling(bot, handle_signals=False)
        return
    site = web.Application()
    SimpleRequestHandler(dispatcher, bot).register(site, path="/hook")
    runner = web.AppRunner(site)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await bot.set_webhook(f"http://127.0.0.1:{port}/hook")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])))
