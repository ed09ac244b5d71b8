"""Whatever is typed: no error, and no number that was not said of that very item.

`make chaos` edits the examples 10,000 times and reads as many strings of random bytes."""

import os
import random
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.replies import Done, Extend, Increase, Reading, Value
from rules.text import fold
from tests.rules.bundle import BUNDLE, HOUSEHOLDS, answer
from tests.rules.test_replies import ASKED, EXAMPLES, UNDERSTOOD

_LONG = os.environ.get("CHAOS") == "long"
_EDITS, _BYTES = (2500, 2500) if _LONG else (200, 25)  # by seed
_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạ 0123456789,.:;-%/+?!()\n·"
_TYPED = """1 2 3 7 0 130 39% 39,5 3.500 130/144 15/12 hộ , ; : - ( ) ? ! + · xong chưa vướng đang làm và còn lại tất cả trừ
    việc cả ba xin gia hạn đến vì thêm nữa đạt được không gì mai nv12 NV-13 đ/c ạ 👍 \u200b \u202e"""
_WORDS = ["\n", *_TYPED.split()]


# What is asked about is edited too: a slip must not make it a number of another item.
_EDITED = [text for text, _ in [*EXAMPLES, *ASKED[:9]]]


def _edited(text: str, dice: random.Random) -> str:
    """One or two slips of the hand: a letter more, less, another, two swapped, a stretch lost."""
    for _ in range(dice.choice((1, 1, 2))):
        at = dice.randrange(len(text) + 1)
        slip = dice.randrange(5)
        if slip == 0:
            text = text[:at] + dice.choice(_LETTERS) + text[at:]
        elif slip == 1:
            text = text[:at] + text[at + 1 :]
        elif slip == 2:
            text = text[:at] + dice.choice(_LETTERS) + text[at + 1 :]
        elif slip == 3:
            text = text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]
        else:
            text = text[:at] + text[at + dice.randrange(1, 6) :]
    return text


def _amounts(reading: Reading) -> list[tuple[int, Decimal]]:
    return [(number, action.amount) for number, action in reading.actions if isinstance(action, (Value, Increase))]


def _plausible(reading: Reading) -> bool:
    """What is written is within the rules whatever was typed: the right item, not worse than the last value, not far above
    plan, at most one number an item."""
    limits = {1: (Decimal(120), Decimal(216)), 2: (Decimal("37.5"), Decimal(60))}
    values = [(number, action.amount) for number, action in reading.actions if isinstance(action, Value)]
    within = all(number in limits and limits[number][0] <= amount <= limits[number][1] for number, amount in values)
    numbers = [number for number, _ in _amounts(reading)]
    return within and len(numbers) == len(set(numbers))


@pytest.mark.parametrize("seed", range(4))
def test_a_slip_never_moves_a_number_to_another_item(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(_EDITS):
        text = dice.choice(_EDITED)
        slipped = _edited(text, dice)
        reading = answer(slipped)
        assert _plausible(reading), slipped
        typed = fold(slipped)
        for number, amount in _amounts(reading):
            shown = f"{amount:f}".replace(".", ",")
            # The number stands in the text, and the item's own number (or its code, or its name in words) before it.
            assert shown in typed.replace(".", ",") or amount == int(amount), slipped
            assert str(number) in typed[: typed.replace(".", ",").rfind(shown.split(",")[0]) + 1], slipped


@pytest.mark.parametrize("seed", range(4))
def test_a_slip_in_a_denial_never_makes_it_done(seed: int) -> None:
    dice = random.Random(seed)
    denials = ["3 cơ bản xong", "1 gần xong", "3 xong nhưng chưa nghiệm thu", "1 sẽ xong 30/11", "2 vẫn chưa xong"]
    for _ in range(150):
        text = dice.choice(denials)
        at = dice.randrange(2, len(text))
        slipped = text[:at] + dice.choice("aăâbcdđeghiklmnopqstuvxy") + text[at + 1 :]
        assert Done() not in [action for _, action in answer(slipped).actions], slipped


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(_WORDS), max_size=25), st.sampled_from([" ", ""]), st.sampled_from([BUNDLE, (HOUSEHOLDS,)])
)
def test_any_words_in_any_order_are_read(words: list[str], space: str, items: tuple) -> None:  # type: ignore[type-arg]
    assert _plausible(answer(space.join(words), items))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert _plausible(answer(text))


@pytest.mark.parametrize("seed", range(4))
def test_random_bytes_are_read(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(_BYTES):
        noise = dice.randbytes(dice.randrange(1, 120))
        for text in (noise.decode("utf-8", "replace"), noise.decode("latin-1"), noise.decode("utf-16", "replace")):
            assert _plausible(answer(text)), text


_HOSTILE = [
    "1 2 3 " * 600,
    "xong 1 " * 400,
    "(" * 3000,
    "1,2,3," * 500,
    "1 vướng 2 hộ 3 " * 200,
    "1" * 4000,
    "1 " + "9," * 300,
    "\u202e\u200b" * 100,
    "?" * 500,
    "<b>1 xong</b>",
    "'; DROP TABLE task; --",
    "٣ xong",
    "1 x\u0000ong",
]


@pytest.mark.parametrize("text", _HOSTILE)
def test_hostile_text_writes_no_number(text: str) -> None:
    assert _amounts(answer(text)) == []


@pytest.mark.parametrize(("text", "actions"), UNDERSTOOD)
def test_decomposed_letters_read_alike(text: str, actions: list[tuple[int, object]]) -> None:
    assert answer(unicodedata.normalize("NFD", text)).actions == actions


@pytest.mark.parametrize(("text", "actions"), UNDERSTOOD)
def test_without_diacritics_no_other_number_is_read(text: str, actions: list[tuple[int, object]]) -> None:
    bare = answer("".join(fold(char) if char.isalpha() else char for char in text))
    written = [(number, action) for number, action in actions if isinstance(action, (Value, Increase, Extend, Done))]
    for number, action in bare.actions:
        if isinstance(action, (Value, Increase, Done)):
            assert (number, action) in written, text
