"""`python -m bench.balancer PORT TO…`: one address for several processes; a connection goes to the next one that takes it."""

import asyncio
import sys
from contextlib import suppress
from itertools import cycle


async def balance(port: int, ports: list[int]) -> None:
    """Serve for ever; a process that is dead is passed over."""
    turns = cycle(ports)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for to in (next(turns) for _ in ports):
            with suppress(OSError):
                there, back = await asyncio.open_connection("127.0.0.1", to)
                await asyncio.gather(_copy(reader, back), _copy(there, writer))
                return
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", port)
    await server.serve_forever()


async def _copy(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while piece := await source.read(65536):
            sink.write(piece)
            await sink.drain()
    with suppress(OSError):
        sink.close()


if __name__ == "__main__":
    asyncio.run(balance(int(sys.argv[1]), [int(port) for port in sys.argv[2:]]))
