"""How much is measured: the whole form takes some minutes, the short one tries the machinery."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """`runs` are interleaved; `updates` come at once from `chats` people; `asked` people ask at `rate` a second."""

    runs: int
    contenders: tuple[str, ...]
    updates: int
    chats: int
    asked: int
    rate: float
    notices: int
    open_tasks: tuple[int, int]
    due_tasks: tuple[int, ...]
    counted: tuple[int, ...]
    annexes: tuple[tuple[int, int], ...]  # rows, posts; the largest last
    empty_rows: int


FULL = Size(
    runs=3,
    contenders=("ours-poll", "aiogram-poll", "ptb-poll", "ours-webhook", "aiogram-webhook"),
    updates=1500,
    chats=300,
    asked=200,
    rate=10,
    notices=1452,
    open_tasks=(4_000, 1_000_000),
    due_tasks=(0, 176, 1743),
    counted=(3_853, 1_000_000),
    annexes=((266, 78), (3_853, 1_452)),
    empty_rows=200_000,
)
SHORT = Size(
    runs=1,
    contenders=("ours-poll", "aiogram-poll", "ptb-poll"),
    updates=80,
    chats=40,
    asked=20,
    rate=10,
    notices=60,
    open_tasks=(500, 2_000),
    due_tasks=(0, 20, 100),
    counted=(500, 2_000),
    annexes=((60, 20),),
    empty_rows=2_000,
)
