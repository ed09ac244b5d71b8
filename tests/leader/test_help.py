"""`trợ giúp`."""

import pytest

from rules.text import utf16_len
from tests.leader.scenes import a_leader
from tests.stage import Stage

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("word", ["trợ giúp", "?", "huong dan", "/help"])
async def test_a_leader_s_help_fits_a_screen(stage: Stage, word: str) -> None:
    scene = await a_leader(stage)
    (text,) = await scene.leader.says(word)
    assert text.splitlines()[0] == "Trợ lý tự động (phần mềm) của Ban Tổ chức Tỉnh ủy."
    assert text.splitlines()[-1] == "Đề nghị đồng chí không gửi tài liệu, thông tin mật qua kênh này."
    assert (len(text.splitlines()) <= 12, utf16_len(text) <= 2000) == (True, True)


async def test_a_clerk_reads_the_board_s_commands(stage: Stage) -> None:
    clerk = await stage.clerk()
    (text,) = await clerk.says("trợ giúp")
    assert "/giao – giao một nhiệm vụ" in text.splitlines()
