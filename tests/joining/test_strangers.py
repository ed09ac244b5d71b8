"""A stranger learns how to join, once a day, and nothing else; who guesses codes is not listened to."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from models import Account, CodeAttempt, History
from rules.states import RoleKind
from tests.joining.slips import GREETING, POST, STRANGER, WRONG, joined, slip
from tests.stage import Stage

pytestmark = pytest.mark.anyio

DEAF = (
    "Đã nhập sai mã 5 lần nên trong một giờ tới hệ thống không nhận mã từ cuộc trò chuyện này. Đề nghị đồng chí liên hệ "
    "Ban Tổ chức."
)


async def test_a_stranger_hears_once_a_day_how_to_join(stage: Stage) -> None:
    stranger = await stage.stranger()
    assert await stranger.says("Xin chào") == [STRANGER]
    assert await stranger.says("có ai không") == []
    await stage.jump(stage.start + timedelta(days=1))
    assert await stranger.says("Xin chào") == [STRANGER]


@pytest.mark.parametrize(
    "said",
    ["việc", "1", "1 xong", "NV-1", "HT-1", "GH-1", "G1", "0", "trợ giúp", "/tiendo", "/giao a | b | c | d", "hủy"],
)
async def test_nothing_of_the_tasks_leaks_to_a_stranger(stage: Stage, said: str) -> None:
    post = stage.add_post(POST)
    stage.add_task(post, "Bàn giao mặt bằng", due=date(2026, 12, 25))
    stranger = await stage.stranger()
    assert await stranger.says(said) == [STRANGER]
    assert await stranger.says(said) == []


async def test_after_how_to_join_a_code_still_works(stage: Stage) -> None:
    post = stage.add_post(POST)
    stranger = await stage.stranger()
    await stranger.says("Xin chào")
    assert await stranger.says(slip(stage, post)) == [GREETING.format(who=POST)]


async def test_who_left_the_post_is_a_stranger_again(stage: Stage) -> None:
    post = stage.add_post(POST)
    stage.add_task(post, "Bàn giao mặt bằng", due=date(2026, 12, 25))
    former = await joined(stage, post, "Người cũ")
    await joined(stage, post, "Người mới")
    assert await former.says("việc") == [STRANGER]


async def test_a_board_command_tried_by_a_stranger_is_kept(stage: Stage) -> None:
    stranger = await stage.stranger()
    await stranger.says("/giao a | b | c | d")
    with stage.session() as session:
        row = session.exec(select(History).where(History.event == "refused")).one()
        assert (row.actor_id, row.after) == (None, {"command": "giao"})


async def test_five_wrong_codes_make_the_chat_deaf_for_an_hour(stage: Stage) -> None:
    post = stage.add_post(POST)
    clerk = await stage.clerk()
    guesser = await stage.stranger()
    code = slip(stage, post)

    assert [await guesser.says(f"K2M4Q{n}") for n in (2, 3, 4, 6)] == [[WRONG]] * 4
    assert await guesser.says("K2M4Q7") == [DEAF]
    assert await guesser.says(code) == []
    assert len(await clerk.heard()) == 1

    await stage.jump(stage.start + timedelta(minutes=59))
    assert await guesser.says(code) == []
    await stage.jump(stage.start + timedelta(minutes=61))
    assert await guesser.says(code) == [GREETING.format(who=POST)]


async def test_the_board_hears_of_guessing_at_most_once_an_hour(stage: Stage) -> None:
    clerk = await stage.clerk()
    for _ in range(3):
        guesser = await stage.stranger()
        for n in (2, 3, 4, 6, 7):
            await guesser.says(f"K2M4Q{n}")
    assert len(await clerk.heard()) == 1


async def test_wrong_codes_spread_over_hours_are_only_wrong(stage: Stage) -> None:
    guesser = await stage.stranger()
    for n in (2, 3, 4, 6, 7, 9):
        assert await guesser.says(f"K2M4Q{n}") == [WRONG]
        await stage.jump(stage.clock.now() + timedelta(minutes=20))
    with stage.session() as session:
        assert len(session.exec(select(CodeAttempt)).all()) == 6


async def test_a_code_with_a_slip_of_the_pen_is_a_wrong_code(stage: Stage) -> None:
    stranger = await stage.stranger()
    assert await stranger.says("K7M4QO") == [WRONG]


async def test_a_forwarded_code_is_not_used(stage: Stage) -> None:
    post = stage.add_post(POST)
    stranger = await stage.stranger()
    said = await stranger.says(slip(stage, post), forwarded=True)
    if stage.street.name == "zalo":  # that platform does not say what was forwarded; the board's word stands between
        await stranger.presses("Đúng")
        with stage.session() as session:
            assert session.exec(select(Account.linked_at)).all() == [None]
    else:
        assert said == [
            "Tin nhắn chuyển tiếp không được thực hiện. Nếu đây là nội dung về nhiệm vụ, đề nghị đồng chí nhắn trực tiếp tại đây."
        ]


@pytest.mark.parametrize(
    "text", ["x" * 4000, "\u202emật khẩu", "'; DROP TABLE invitation; --", "<b>K7M4Q2</b>", "😀" * 50, "MẬT"]
)
async def test_odd_input_of_a_stranger_is_only_text(stage: Stage, text: str) -> None:
    stranger = await stage.stranger()
    assert len(await stranger.says(text)) == 1


async def test_a_leader_who_reports_is_never_taken_for_a_guesser(stage: Stage) -> None:
    leader = await stage.leader(stage.add_post(POST))
    for said in ("2 6789 m", "gpmb", "1 xong", "NV-2346", "2 34 67 ha"):
        assert await leader.says(said) != [WRONG]


async def test_a_group_is_bound_by_its_code(stage: Stage) -> None:
    clerk = await stage.clerk()
    group = await stage.group(RoleKind.BOARD, clerk, bound=False)
    code = slip(stage, role=RoleKind.BOARD, group=True, trusted=True)
    assert await clerk.says(code) == [
        "Mã này dùng để kết nối nhóm. Đề nghị đồng chí nhắn mã trong nhóm, kèm tên của trợ lý."
    ]
    assert await clerk.says(f"/ketnoi {code}", in_group=group) == [
        "Đã kết nối nhóm này: nhóm làm việc của Ban Tổ chức Tỉnh ủy."
    ]
    assert await clerk.says(f"/ketnoi {code}", in_group=group) == [WRONG]


async def test_what_the_board_must_know_goes_to_its_group_once_bound(stage: Stage) -> None:
    post = stage.add_post(POST)
    clerk, second = await stage.clerk("Một"), await stage.clerk("Hai")
    group = await stage.board_group(clerk, second)
    newcomer = await stage.stranger("Nguyễn Văn A")
    await newcomer.says(slip(stage, post))
    await newcomer.presses("Đúng")
    assert len(await clerk.heard(group)) == 1
    assert await clerk.heard() + await second.heard() == []


async def test_a_personal_code_is_not_taken_in_a_group(stage: Stage) -> None:
    post = stage.add_post(POST)
    clerk, stranger = await stage.clerk(), await stage.stranger()
    group = await stage.board_group(clerk, stranger)
    assert await stranger.says(f"/ketnoi {slip(stage, post)}", in_group=group) == [
        "Mã này dùng trong cuộc trò chuyện riêng với trợ lý. Đề nghị đồng chí nhắn mã tại đó."
    ]


async def test_in_the_group_a_reply_or_a_code_like_g7_confirms(stage: Stage) -> None:
    post = stage.add_post(POST)
    clerk = await stage.clerk()
    group = await stage.board_group(clerk)
    newcomer = await stage.stranger("Nguyễn Văn A")
    await newcomer.says(slip(stage, post))
    await newcomer.presses("Đúng")
    asked = (await clerk.messages(group))[0]
    code = asked["text"].splitlines()[-1].partition(":")[0]
    # under the platform's privacy mode only a reply (or a button) reaches the bot
    said, quoted = ("1", asked["id"]) if stage.can_press else (f"ok {code}", None)
    assert await clerk.says(said, in_group=group, reply_to=quoted) == [f"Đã xác nhận: Nguyễn Văn A – {POST}."]
