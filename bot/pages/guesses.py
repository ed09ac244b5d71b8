"""Wrong tokens, counted per address in memory: no guess ever hits, but guessing should not cost us look-ups either."""

import ipaddress

from bot.clock import monotonic

MOST = 30
WINDOW = 600.0  # seconds
REMEMBERED = 1000  # addresses; beyond that the oldest are forgotten


class Guesses:
    """Thirty wrong tokens within ten minutes shut an address out for the rest of the ten minutes."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[float, int]] = {}

    def too_many(self, host: str) -> bool:
        since, count = self._of(_network(host))
        return count >= MOST and monotonic() - since < WINDOW

    def wrong(self, host: str) -> None:
        network = _network(host)
        since, count = self._of(network)
        self._seen.pop(network, None)
        self._seen[network] = (since, count + 1)
        if len(self._seen) > REMEMBERED:
            del self._seen[next(iter(self._seen))]

    def _of(self, network: str) -> tuple[float, int]:
        now = monotonic()
        since, count = self._seen.get(network, (now, 0))
        return (since, count) if now - since < WINDOW else (now, 0)


def _network(host: str) -> str:
    """An IPv6 household has 2⁶⁴ addresses; they count as one."""
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return host
    return str(ip if ip.version == 4 else ipaddress.ip_network((ip, 64), strict=False))
