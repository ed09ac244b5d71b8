"""The bot's name is taken out of what people wrote, all of it and nothing else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from channels.zalo import OurName
from channels.zalo.mention import _folded

NAME = "Bot Giao Việc"
OURS = OurName(NAME)
BLANK = st.text(" \t", min_size=1, max_size=3)
LETTERS = st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=8)
NAMES = LETTERS | st.lists(LETTERS, min_size=1, max_size=4).map(" ".join)
WORDS = st.text(max_size=40) | st.sampled_from(["ok G7", "1 xong, 2 38%", "giao việc", "/giao\nA\nB", ", :", "ệ", "@"])


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("@Bot Giao Việc ok G7", "ok G7"),
        ("@Bot Giao Việc, ok G7", "ok G7"),
        ("@Bot Giao Việc: ok G7", "ok G7"),
        ("@bot giao viec ok G7", "ok G7"),
        ("@BOT  GIAO\u00a0VIỆC ok G7", "ok G7"),
        ("@Bot Giao\u200b Việc\u200b ok G7", "ok G7"),
        (unicodedata.normalize("NFD", "@Bot Giao Việc ok G7"), "ok G7"),
        ("ok G7 @Bot Giao Việc", "ok G7"),
        ("ok @Bot Giao Việc G7", "ok G7"),
        ("ok@Bot Giao Việc G7", "ok G7"),
        ("1 xong @Bot Giao Việc, 2 38%", "1 xong, 2 38%"),
        ("@Bot Giao Việc\n1 xong\n2 38%", "1 xong\n2 38%"),
        ("1 xong\n@Bot Giao Việc, 2 38%", "1 xong\n2 38%"),
        ("1 xong @Bot Giao Việc\n2 38%", "1 xong\n2 38%"),
        ("@Bot Giao Việc @Bot Giao Việc ok", "ok"),
        ("@Bot Giao Việc giao việc", "giao việc"),
        ("@Bot Giao Việc", ""),
        ("@Bot Giao Việc 2", "2"),
        ("giao việc", "giao việc"),
        ("Bot Giao Việc ơi", "Bot Giao Việc ơi"),
        ("@Bot Giao Việcx", "@Bot Giao Việcx"),
        ("@Bot khác giao việc", "@Bot khác giao việc"),
        ("  1 xong  ", "1 xong"),
    ],
)
def test_what_is_left_of_a_message(said: str, left: str) -> None:
    assert OURS.taken_out_of(said) == left


def test_what_people_wrote_stays_as_they_wrote_it() -> None:
    decomposed = unicodedata.normalize("NFD", "việc đã xong")
    assert OURS.taken_out_of(f"@Bot Giao Việc {decomposed}") == decomposed


def test_the_longest_of_several_names_is_meant() -> None:
    assert OurName("Bot Giao Việc", "Bot Giao Việc 2").taken_out_of("@Bot Giao Việc 2 3 xong") == "3 xong"


def test_a_name_of_one_word_is_not_looked_for_in_an_address() -> None:
    assert OurName("Bot").taken_out_of("gửi về a@bot.vn @Bot nhé") == "gửi về a@bot.vn nhé"


@pytest.mark.parametrize("name", ["", "  ", "\u0301"])
def test_without_a_name_nothing_is_taken_out(name: str) -> None:
    assert OurName(name).taken_out_of("@Bot Giao Việc ok") == "@Bot Giao Việc ok"


def test_signs_in_a_name_are_signs() -> None:
    assert OurName("Bot (.*)").taken_out_of("@Bot (.*) ok @Bot xin chào") == "ok @Bot xin chào"


def can_be_seen(name: str) -> bool:
    """Has it a word, and every word a letter that isn't only an accent?"""
    return bool(name.split()) and all(_folded(word).strip() for word in name.split())


@given(NAMES, BLANK, WORDS)
def test_any_name_in_front_of_any_words(name: str, blank: str, words: str) -> None:
    assume(can_be_seen(name))
    ours = OurName(name)
    assume(ours.taken_out_of(words) == words.strip())
    assert ours.taken_out_of(f"@{name.strip()}{blank}{words}") == words.strip()


@given(NAMES, WORDS)
def test_any_name_behind_any_words(name: str, words: str) -> None:
    assume(can_be_seen(name))
    ours = OurName(name)
    assume(ours.taken_out_of(words) == words.strip())
    assert ours.taken_out_of(f"{words} @{name.strip()}") == words.strip()


@given(st.sampled_from(["NFC", "NFD"]), st.sampled_from([str.upper, str.lower, str.title, str.swapcase]), WORDS)
def test_however_the_name_is_written(form: str, case: object, words: str) -> None:
    written = unicodedata.normalize(form, case(NAME))  # type: ignore[operator]
    assume("@" not in words)
    assert OURS.taken_out_of(f"@{written} {words}") == words.strip()


@given(WORDS)
def test_words_without_the_name_are_left_alone(words: str) -> None:
    assume("@" not in words)
    assert OURS.taken_out_of(words) == words.strip()
