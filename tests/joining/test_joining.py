"""From the slip to the list of tasks (design/conversations.md, "Joining")."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from models import Account, History, Invitation, Person, Tenure
from rules.states import RoleKind, TaskState
from services.codes import hash_of
from tests.joining.slips import GREETING, POST, RECORDED, WRONG, joined, slip
from tests.stage import Stage

pytestmark = pytest.mark.anyio


async def test_a_code_brings_the_greeting_and_a_yes_waits_for_the_board(stage: Stage) -> None:
    post = stage.add_post(POST)
    clerk = await stage.clerk()
    newcomer = await stage.stranger("Nguyễn Văn A")

    assert await newcomer.says(slip(stage, post)) == [GREETING.format(who=POST)]
    assert await newcomer.presses("Đúng") == [RECORDED]
    assert await clerk.heard() == [
        f"Đề nghị xác nhận người kết nối: {POST}\n"
        "Tên tài khoản: Nguyễn Văn A – nhập mã lúc 9 giờ 00, ngày 26/11/2026\n"
        f"G2: 1 xác nhận {POST} · 0 không xác nhận"
    ]


async def test_until_the_board_confirms_the_chat_sees_no_task(stage: Stage) -> None:
    post = stage.add_post(POST)
    stage.add_task(post, "Bàn giao mặt bằng", due=date(2026, 12, 25))
    newcomer = await stage.stranger("Nguyễn Văn A")
    await newcomer.says(slip(stage, post))
    await newcomer.presses("Đúng")

    waits = (
        "Đề nghị kết nối của đồng chí đang chờ Ban Tổ chức xác nhận, đồng chí không phải làm gì thêm. Xác nhận xong, hệ "
        "thống sẽ gửi danh sách nhiệm vụ."
    )
    for said in ("việc", "1", "1 xong", "NV-1", "/tiendo", "trợ giúp"):
        assert (await newcomer.says(said))[-1:] == [waits] or said == "1"


async def test_confirmed_the_leader_sees_the_tasks(stage: Stage) -> None:
    post = stage.add_post(POST)
    stage.add_task(post, "Bàn giao mặt bằng", due=date(2026, 12, 25))
    clerk = await stage.clerk()
    newcomer = await stage.stranger("Nguyễn Văn A")
    await newcomer.says(slip(stage, post))
    await newcomer.presses("Đúng")

    assert await clerk.says("1") == [f"Đã xác nhận: Nguyễn Văn A – {POST}."]
    assert await newcomer.heard() == [
        f"Đồng chí đã được kết nối: {POST}\n"
        'Đồng chí nhắn "việc" để xem nhiệm vụ, "trợ giúp" để được hướng dẫn.\n'
        "Nội dung gửi tại đây được lưu để theo dõi nhiệm vụ; người được xem là đồng chí, người theo dõi, chỉ đạo nhiệm vụ "
        "và Ban Tổ chức."
    ]
    assert (await newcomer.says("viec"))[0].startswith("Đồng chí đang có 1 nhiệm vụ")
    with stage.session() as session:
        person = session.exec(select(Person).where(Person.name == "Nguyễn Văn A")).one()
        tenure = session.exec(select(Tenure)).one()
        assert (tenure.person_id, tenure.post_id, tenure.accountable) == (person.id, post, True)


async def test_a_refused_person_stays_outside_and_the_code_is_void(stage: Stage) -> None:
    post = stage.add_post(POST)
    clerk = await stage.clerk()
    newcomer = await stage.stranger("Ai đó")
    code = slip(stage, post)
    await newcomer.says(code)
    await newcomer.presses("Đúng")

    assert await clerk.says("0") == [f"Không xác nhận: Ai đó – {POST}. Mã đã hết hiệu lực."]
    assert await newcomer.says(code) != [GREETING.format(who=POST)]
    with stage.session() as session:
        assert session.exec(select(Tenure)).all() == []


async def test_a_trusted_code_needs_no_confirmation(stage: Stage) -> None:
    newcomer = await stage.stranger("Chuyên viên Một")
    await newcomer.says(slip(stage, role=RoleKind.BOARD, trusted=True))
    assert await newcomer.presses("Đúng") == [
        "Đồng chí đã được kết nối: thành viên Ban Tổ chức Tỉnh ủy\n"
        'Đồng chí nhắn "/trogiup" để xem các lệnh của Ban Tổ chức.\n'
        "Nội dung gửi tại đây được lưu để theo dõi nhiệm vụ; người được xem là đồng chí, người theo dõi, chỉ đạo nhiệm vụ "
        "và Ban Tổ chức."
    ]


@pytest.mark.parametrize("shape", ["{0}", " {1} ", "Mã: {0}", "mã {1}", "Dạ {0} ạ", "/start {0}", "{2}", "/ketnoi {0}"])
async def test_a_code_is_read_in_any_dress(stage: Stage, shape: str) -> None:
    post = stage.add_post(POST)
    newcomer = await stage.stranger()
    code = slip(stage, post)
    said = shape.format(code, code.lower(), f"{code[:3]} {code[3:]}")
    assert await newcomer.says(said) == [GREETING.format(who=POST)]


async def test_a_used_code_says_one_sentence_to_anybody_else(stage: Stage) -> None:
    post = stage.add_post(POST)
    first, second = await stage.stranger("Một"), await stage.stranger("Hai")
    code = slip(stage, post)
    await first.says(code)
    await first.presses("Đúng")
    assert await second.says(code) == [WRONG]


async def test_two_who_were_greeted_by_one_code_only_the_first_gets_in(stage: Stage) -> None:
    post = stage.add_post(POST)
    first, second = await stage.stranger("Một"), await stage.stranger("Hai")
    code = slip(stage, post)
    await first.says(code)
    await second.says(code)
    assert await first.presses("Đúng") == [RECORDED]
    assert await second.presses("Đúng") == [WRONG]


async def test_a_code_lives_fourteen_days(stage: Stage) -> None:
    post = stage.add_post(POST)
    newcomer = await stage.stranger()
    code = slip(stage, post)
    await stage.jump(stage.start + timedelta(days=14, seconds=1))
    assert await newcomer.says(code) == [WRONG]


async def test_not_correct_leaves_the_code_usable_and_tells_the_board(stage: Stage) -> None:
    post = stage.add_post(POST)
    clerk = await stage.clerk()
    wrong, right = await stage.stranger("Người khác"), await stage.stranger("Bí thư")
    code = slip(stage, post)
    await wrong.says(code)
    assert await wrong.presses("Không đúng") == [
        "Đã ghi nhận mã này không dành cho đồng chí. Mã vẫn dùng được cho đúng người; Ban Tổ chức đã được báo."
    ]
    assert await clerk.heard() == [
        f"Tài khoản Người khác đã nhập mã dành cho {POST} và báo mã không đúng người. Mã vẫn còn hiệu lực; đề nghị kiểm tra "
        "lại việc giao phiếu."
    ]
    assert await right.says(code) == [GREETING.format(who=POST)]


async def test_a_new_code_once_used_voids_the_old_link(stage: Stage) -> None:
    post = stage.add_post(POST)
    old = await joined(stage, post, "Người cũ")
    await joined(stage, post, "Người mới")
    with stage.session() as session:
        linked = session.exec(select(Account.display_name).where(Account.person_id != None))  # noqa: E711
        assert linked.all() == ["Người mới"]
    assert "Để kết nối" in (await old.says("việc"))[0]


async def test_a_new_code_alone_changes_nothing_for_who_is_linked(stage: Stage) -> None:
    post = stage.add_post(POST)
    old = await joined(stage, post, "Người cũ")
    slip(stage, post)
    assert await old.says("việc") == ["Đồng chí hiện không có nhiệm vụ nào đang thực hiện."]


async def test_the_latest_slip_for_a_post_is_the_one_that_works(stage: Stage) -> None:
    post = stage.add_post(POST)
    newcomer = await stage.stranger()
    lost, found = slip(stage, post), slip(stage, post)
    assert await newcomer.says(lost) == [WRONG]
    assert await newcomer.says(found) == [GREETING.format(who=POST)]


async def test_the_same_person_may_come_with_one_more_account(stage: Stage) -> None:
    post = stage.add_post(POST)
    stage.add_task(post, "Bàn giao mặt bằng", due=date(2026, 12, 25))
    clerk = await stage.clerk()
    phone = await joined(stage, post, "Bí thư")
    tablet = await stage.stranger("Bí thư (máy tính bảng)")
    await tablet.says(slip(stage, post))
    await tablet.presses("Đúng")
    assert "Chức danh này đang có người kết nối" in (await clerk.heard())[-1]
    await clerk.says("2")
    for device in (phone, tablet):
        assert (await device.says("việc"))[0].startswith("Đồng chí đang có 1 nhiệm vụ")


async def test_the_holder_the_organisation_was_loaded_with_is_who_the_slip_was_for(stage: Stage) -> None:
    post = stage.add_post(POST)
    clerk = await stage.clerk()
    with stage.session() as session:
        person = Person(name="Có sẵn")
        session.add(person)
        session.flush()
        session.add(Tenure(person_id=person.id or 0, post_id=post, starts_on=date(2026, 1, 1)))
    newcomer = await stage.stranger("Bí thư")
    await newcomer.says(slip(stage, post))
    await newcomer.presses("Đúng")
    assert "đang có người kết nối" not in (await clerk.heard())[0]
    await clerk.says("1")
    with stage.session() as session:
        account = session.exec(select(Account).where(Account.display_name == "Bí thư")).one()
        assert (account.person_id, len(session.exec(select(Tenure)).all())) == (person.id, 1)


async def test_what_was_assigned_before_is_handed_over_on_joining(stage: Stage) -> None:
    post = stage.add_post(POST)
    stage.add_task(post, "Bàn giao mặt bằng", due=date(2026, 12, 25), state=TaskState.ASSIGNED)
    newcomer = await joined(stage, post, "Bí thư")
    said = await stage.street.heard(newcomer.user, newcomer.user)
    assert "Bàn giao mặt bằng" in said[-1]["text"]
    assert "tiếp nhận" in said[-1]["text"]


async def test_an_assistant_of_a_post_sees_its_tasks(stage: Stage) -> None:
    post = stage.add_post(POST)
    stage.add_task(post, "Bàn giao mặt bằng", due=date(2026, 12, 25))
    office = await stage.stranger("Văn phòng")
    assert await office.says(slip(stage, post, role=RoleKind.ASSISTANT, trusted=True)) == [
        GREETING.format(who=f"trợ lý của {POST}")
    ]
    await office.presses("Đúng")
    assert (await office.says("việc"))[0].startswith("Đồng chí đang có 1 nhiệm vụ")


async def test_a_code_is_kept_as_a_hash_only(stage: Stage) -> None:
    code = slip(stage, stage.add_post(POST))
    with stage.session() as session:
        assert session.exec(select(Invitation.code_hash)).one() == hash_of(code)
        assert all(code not in str(row.model_dump()) for row in session.exec(select(History)))


async def test_the_answer_to_an_old_greeting_is_asked_about_not_lost(stage: Stage) -> None:
    post = stage.add_post(POST)
    newcomer = await stage.stranger()
    await newcomer.says(slip(stage, post))
    await stage.jump(stage.start + timedelta(hours=1))
    said = await newcomer.says("1")
    assert said[0].startswith("Đồng chí trả lời cho nội dung nào?")
    assert await newcomer.says("1") == [RECORDED]
