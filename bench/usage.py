"""Memory and processor time of some processes and their children, looked at every second."""

import threading
import time

import psutil

from tests.process.rig import Process


class Usage:
    """Memory of the bots and their children, looked at now and then; processor time up to now."""

    def __init__(self, bots: list[Process]) -> None:
        self._processes = [psutil.Process(bot.child.pid) for bot in bots if bot.child]
        self._cpu: dict[int, float] = {}
        self.memory = 0
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        while any(process.is_running() for process in self._processes):
            self.memory = max(self.memory, sum(_of(process, self._cpu) for process in self._processes))
            time.sleep(1)

    def cpu(self) -> float:
        return sum(self._cpu.values())


def _of(process: psutil.Process, cpu: dict[int, float]) -> int:
    try:
        cpu[process.pid] = sum(process.cpu_times()[:4])  # its own and its children's
        return sum(int(each.memory_info().rss) for each in (process, *process.children(recursive=True)))
    except psutil.Error:
        return 0
