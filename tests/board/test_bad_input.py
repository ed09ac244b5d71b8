"""Whatever the board types: a clear sentence, nothing lost, nothing changed, and never an apology."""

from datetime import timedelta

import pytest
from sqlmodel import select

from models import Inbox, InboxState, Task
from tests.board.desk import desk
from tests.stage import Stage

pytestmark = pytest.mark.anyio

NAMES = [
    *(
        "giao",
        "assign",
        "ketthuc",
        "dong",
        "close",
        "molai",
        "reopen",
        "giahan",
        "extend",
        "thamdinh",
        "verify",
        "tralai",
    ),
    *(
        "return",
        "tiendo",
        "status",
        "hotro",
        "support",
        "traloi",
        "answer",
        "chuyen",
        "reassign",
        "dondoc",
        "nhac",
        "remind",
    ),
    *("ketnoi", "invite", "ngat", "unlink", "danhsach", "people", "bantin", "digest", "lich", "calendar"),
    *("xuat", "export"),
]
ODD = (
    "😀😀😀",
    "\u202eđảo ngược\u202c",
    "'; DROP TABLE task; --",
    "<b>đậm</b> & <script>alert(1)</script>",
    "{0} {task} %s %(x)s",
    "NV-999999999",
    "HT-999999999",
    "GH-999999999",
    "NV-",
    "NV-0",
    "NV--1",
    "|||||",
    "-1",
    "0",
    "١٢٣",
)
ASKED = ("giao", "ketthuc", "giahan", "thamdinh", "tiendo", "traloi", "chuyen", "dondoc", "ketnoi", "ngat", "lich")
APOLOGY = "Rất tiếc, hệ thống chưa xử lý được"


async def all_handled(stage: Stage) -> None:
    with stage.session() as session:
        assert {row.state for row in session.exec(select(Inbox))} == {InboxState.DONE}


async def test_a_command_without_arguments_asks_or_shows(stage: Stage) -> None:
    table = await desk(stage)
    stage.add_task(table.post, "Bàn giao mặt bằng")
    for name in NAMES:
        said = await table.clerk.says(f"/{name}")
        if not said:  # the digest waits a moment for its picture, which nobody draws here
            await stage.jump(stage.clock.now() + timedelta(seconds=21))
            said = await table.clerk.heard()
        assert len(said) == 1, name
        assert said[0]
        assert not said[0].startswith(APOLOGY)
    await all_handled(stage)


def asked(stage: Stage, odd: str) -> tuple[str, ...]:
    """Every command on the bare channel; over the wire a quarter of them for each of these, for what follows is the same."""
    return ASKED if stage.street.name == "bare" else ASKED[ODD.index(odd) % 4 :: 4]


@pytest.mark.parametrize("odd", ODD)
async def test_odd_arguments_are_only_text(stage: Stage, odd: str) -> None:
    table = await desk(stage)
    stage.add_task(table.post, "Bàn giao mặt bằng")
    for name in asked(stage, odd):
        said = await table.clerk.says(f"/{name} {odd}")
        assert said
        assert not said[0].startswith(APOLOGY)
    await all_handled(stage)
    with stage.session() as session:
        assert [task.title for task in session.exec(select(Task))] == ["Bàn giao mặt bằng"]


async def test_very_long_arguments_are_answered(stage: Stage) -> None:
    table = await desk(stage)
    stage.add_task(table.post, "Bàn giao mặt bằng")
    size = 10_000 if stage.street.channel.capabilities.max_text == 2000 and stage.street.name == "bare" else 1_900
    for name in ("giao", "ketthuc", "giahan", "thamdinh", "tiendo", "traloi", "dondoc", "ketnoi", "lich"):
        for said in (f"/{name} " + "dài " * (size // 4), f"/{name} NV-1 " + "x" * (size - 40)):
            answer = await table.clerk.says(said)
            assert answer
            assert not answer[0].startswith(APOLOGY)
    await all_handled(stage)


async def test_an_unknown_command_is_said_so(stage: Stage) -> None:
    table = await desk(stage)
    assert await table.clerk.says("/khongco abc") == [
        'Không có lệnh này. Đồng chí nhắn "trợ giúp" để xem các việc có thể làm.'
    ]


async def test_a_forwarded_command_is_never_carried_out(stage: Stage) -> None:
    table = await desk(stage)
    (said,) = await table.clerk.says("/giao bi thu nguyet duc | Dọn kho | biên bản | 30/6/2027", forwarded=True)
    if stage.street.name == "zalo":  # that platform does not say what was forwarded; the confirmation stands between
        assert said.startswith("Người được giao")
    else:
        assert said.startswith("Tin nhắn chuyển tiếp không được thực hiện.")
    with stage.session() as session:
        assert session.exec(select(Task)).all() == []


async def test_a_number_out_of_range_names_the_choices(stage: Stage) -> None:
    table = await desk(stage)
    await table.clerk.says("/giao bi thu nguyet duc | Dọn kho | biên bản | 30/6/2027")
    assert await table.clerk.says("9") == ["Không có lựa chọn này. Đề nghị đồng chí nhắn một trong các số: 1, 2, 0."]


async def test_a_late_digit_confirms_nothing(stage: Stage) -> None:
    table = await desk(stage)
    await table.clerk.says("/giao bi thu nguyet duc | Dọn kho | biên bản | 30/6/2027")
    await stage.jump(stage.start + timedelta(minutes=31))
    assert (await table.clerk.says("1"))[0].startswith("Đồng chí trả lời cho nội dung nào?")
    with stage.session() as session:
        assert session.exec(select(Task)).all() == []


async def test_without_its_slash_an_everyday_word_is_no_command(stage: Stage) -> None:
    table = await desk(stage)
    for said in ("giao ban xong", "đồng ý", "nhắc lại giúp", "lịch họp thứ mấy"):
        (answer,) = await table.clerk.says(said)
        assert answer.startswith("Hệ thống chưa hiểu nội dung này")


async def test_where_slashes_are_not_usual_the_names_alone_are_commands(stage: Stage) -> None:
    if stage.street.channel.capabilities.slash:
        return
    table = await desk(stage)
    assert (await table.clerk.says("tiendo"))[0].startswith("Tỉnh ủy: 0 nhiệm vụ")
    assert (await table.clerk.says("giao bi thu nguyet duc | Dọn kho | biên bản | 30/6/2027"))[0].startswith(
        "Người được giao"
    )
