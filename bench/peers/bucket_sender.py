"""The usual way to keep a rate: a leaky bucket (thirty a second, all thirty at once when it is empty). A refusal is obeyed
and tried again. `python bucket_sender.py API TOKEN FIRST_CHAT MESSAGES`."""

import asyncio
import sys
import time

from aiohttp import ClientSession

MOST, SECONDS = 30, 1.0


class Bucket:
    """Lets `MOST` through at once, and then as many as leak out again."""

    def __init__(self) -> None:
        self._level, self._at = 0.0, time.monotonic()

    async def acquire(self) -> None:
        while True:
            now = time.monotonic()
            self._level = max(0.0, self._level - (now - self._at) * MOST / SECONDS)
            self._at = now
            if self._level + 1 <= MOST:
                self._level += 1
                return
            await asyncio.sleep((self._level + 1 - MOST) * SECONDS / MOST)


async def send(http: ClientSession, url: str, chat: int, bucket: Bucket) -> None:
    while True:
        await bucket.acquire()
        async with http.post(url, json={"chat_id": chat, "text": "Đồng chí có 1 nhiệm vụ đến hạn hôm nay."}) as answer:
            told = await answer.json()
        if told["ok"]:
            return
        await asyncio.sleep(told.get("parameters", {}).get("retry_after", 1))


async def main(api: str, token: str, first: int, messages: int) -> None:
    bucket = Bucket()
    async with ClientSession() as http:
        url = f"{api}/bot{token}/sendMessage"
        await asyncio.gather(*(send(http, url, first + number, bucket) for number in range(messages)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))
