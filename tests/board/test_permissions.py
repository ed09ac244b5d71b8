"""Who may do what: the table against every kind of person, and the board's commands in the mouths of others."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, func, select

from models import (
    DayOff,
    Extension,
    History,
    Invitation,
    Report,
    Role,
    SupportCase,
    Task,
    Tenure,
    Verification,
)
from rules.states import RoleKind, TaskState
from services.permissions import Action, may
from tests.access.house import NOBODY, SOMEBODY, House
from tests.board.desk import REFUSED, Desk, desk
from tests.joining.slips import STRANGER
from tests.stage import Actor as Person_
from tests.stage import Stage

anyio = pytest.mark.anyio

# owner, assistant, supervisor, supporter, board, committee; a stranger, a former member, a leader of another post, a member of
# the council and the board of another unit may do nothing of it.
LETTERS = "oavsbc"
MATRIX = {
    Action.SEE_TASK: "oav.bc",
    Action.ACCEPT: "o.....",
    Action.OBJECT: "o.....",
    Action.REPORT: "oa....",
    Action.ASK_SUPPORT: "oa....",
    Action.SETTLE_CASE: "oa....",
    Action.ASK_EXTENSION: "o.....",
    Action.ASSIGN: "....b.",
    Action.CLOSE: "....b.",
    Action.EXTEND: "....b.",
    Action.VERIFY: "..v.b.",
    Action.RETURN: "..v.b.",
    Action.ANSWER_CASE: "...sb.",
    Action.ANSWER_OBJECTION: "....b.",
    Action.SEE_STATUS: "....bc",
    Action.SEE_CASES: "....b.",
    Action.SEE_CASE: "...sbc",
    Action.SEE_EXTENSION: "....bc",
    Action.INSTRUCT: "..v.bc",
    Action.ANSWER_INSTRUCTION: "oa....",
    Action.SET_ROUTES: "....b.",
    Action.REMIND: "....b.",
    Action.INVITE: "....b.",
    Action.UNLINK: "....b.",
    Action.CONFIRM_MEMBER: "....b.",
    Action.SEE_PEOPLE: "....b.",
    Action.SEE_DIGEST: "....bc",
    Action.COMMENT_DIGEST: "....b.",
    Action.REOPEN: "....b.",
    Action.JUDGE: "....b.",
    Action.CARRY_OVER: "....b.",
    Action.CONFIRM_CAUSE: "....bc",
    Action.CORRECT: "....b.",
    Action.DECIDE_RATING: "....bc",
    Action.KEEP_CALENDAR: "....b.",
    Action.EXPORT: "....bc",
    Action.REGISTER: "oa....",
    Action.ANSWER_REGISTRATION: "....b.",
}


def may_in(house: House, name: str, action: Action) -> bool:
    """To the task, or for a case's actions to the case."""
    about_case = action in (Action.ANSWER_CASE, Action.SEE_CASE)
    actor = house.actors[name]
    return may(actor, action, case=house.case) if about_case else may(actor, action, task=house.task)


def test_the_matrix_names_every_action() -> None:
    assert set(MATRIX) == set(Action)


def test_every_action_against_every_kind_of_person(session: Session) -> None:
    house = House(session)
    found = {
        action: "".join(
            letter if may_in(house, name, action) else "." for name, letter in zip(SOMEBODY, LETTERS, strict=True)
        )
        for action in Action
    }
    assert found == MATRIX


@pytest.mark.parametrize("name", NOBODY)
def test_nobody_else_may_do_anything(session: Session, name: str) -> None:
    house = House(session)
    assert [action for action in Action if may_in(house, name, action)] == []


COMMANDS = (
    "/giao bi thu nguyet duc | Dọn kho | biên bản | 30/6/2027",
    "/ketthuc NV-1 đạt",
    "/molai NV-1 chưa xong",
    "/giahan NV-1 15/12 vì mưa",
    "/giahan GH-1 đồng ý",
    "/rutngan NV-1 27/11 theo kế hoạch",
    "/thamdinh NV-1 đạt",
    "/tralai NV-1 thiếu",
    "/hotro",
    "/traloi HT-1 được",
    "/chuyen HT-1 bí thư",
    "/dondoc NV-1 gấp",
    "/ketnoi bí thư nguyệt đức",
    "/ngat bí thư nguyệt đức",
    "/danhsach",
    "/phieu",
    "/lich nghi 4/1/2027",
)
LOOKING = ("/tiepnhan", "/tiendo", "/xuat", "/xuat xã Nguyệt Đức", "/bantin")
TABLES = (Task, Extension, SupportCase, Verification, Invitation, Report, Tenure, DayOff)


def counted(stage: Stage) -> list[object]:
    """What is in the database, as far as a command could change it."""
    with stage.session() as session:
        sizes = [session.exec(select(func.count()).select_from(table)).one() for table in TABLES]
        return [*sizes, *session.exec(select(Task.state, Task.due_on, Task.result)).all()]


async def refuses(table: Desk, person: Person_, commands: tuple[str, ...], first: str) -> None:
    """The first command is refused in words, the rest of the day in silence, and nothing is changed."""
    before = counted(table.stage)
    heard = [await person.says(command) for command in commands]
    assert heard == [[first], *([[]] * (len(commands) - 1))]
    assert counted(table.stage) == before
    with table.stage.session() as session:
        assert len(session.exec(select(History).where(History.event == "refused")).all()) == 1


def waiting(table: Desk) -> None:
    """A claimed task with a request for time and a case."""
    stage = table.stage
    task = stage.add_task(table.post, "Bàn giao", due=date(2026, 11, 28), state=TaskState.CLAIMED)
    with stage.session() as session:
        asked = {"unit_id": task.unit_id, "task_id": task.id or 0, "asked_at": stage.clock.now()}
        asked["asked_by"] = table.leader.person_id or 0
        session.add(SupportCase(**asked, promised_on=date(2026, 12, 1)))
        session.add(Extension(**asked, due_on=date(2026, 12, 15)))


@anyio
async def test_a_leader_is_refused_the_board_s_commands(stage: Stage) -> None:
    table = await desk(stage)
    waiting(table)
    await refuses(table, table.leader, COMMANDS + LOOKING, REFUSED)


@anyio
async def test_an_assistant_is_refused_the_board_s_commands(stage: Stage) -> None:
    table = await desk(stage)
    waiting(table)
    await refuses(table, await stage.assistant(table.post), COMMANDS + LOOKING, REFUSED)


@anyio
async def test_a_committee_member_may_look_but_not_act(stage: Stage) -> None:
    table = await desk(stage)
    waiting(table)
    await refuses(table, await stage.committee_member(), COMMANDS, REFUSED)


@anyio
async def test_a_stranger_hears_how_to_join_and_nothing_else(stage: Stage) -> None:
    table = await desk(stage)
    waiting(table)
    await refuses(table, await stage.stranger(), COMMANDS + LOOKING, STRANGER)


@anyio
async def test_a_former_member_is_a_stranger(stage: Stage) -> None:
    table = await desk(stage)
    waiting(table)
    former = await stage.clerk("Đã chuyển công tác")
    with stage.session() as session:
        session.exec(select(Role).where(Role.person_id == former.person_id)).one().ends_on = date(2026, 11, 25)
    await refuses(table, former, COMMANDS + LOOKING, STRANGER)


@anyio
async def test_the_refusal_comes_again_the_next_day(stage: Stage) -> None:
    table = await desk(stage)
    assert [await table.leader.says("/danhsach") for _ in range(2)] == [[REFUSED], []]
    await stage.jump(stage.start + timedelta(days=1))
    assert (await table.leader.says("/danhsach"))[-1:] == [REFUSED]


@anyio
async def test_a_guest_in_the_board_s_group_is_refused_there(stage: Stage) -> None:
    table = await desk(stage)
    guest = await stage.leader(stage.add_post("Chủ tịch UBND xã Khác", unit="xã Khác"), "Khách")
    group = await stage.group(RoleKind.BOARD, table.clerk, guest)
    assert await guest.says("/giao bi thu | a | b | 30/6/2027", in_group=group) == [REFUSED]


@anyio
async def test_who_loses_the_role_between_echo_and_confirmation_confirms_nothing(stage: Stage) -> None:
    table = await desk(stage)
    await table.clerk.says(COMMANDS[0])
    with stage.session() as session:
        session.exec(select(Role).where(Role.person_id == table.clerk.person_id)).one().ends_on = date(2026, 11, 25)
    assert await table.clerk.says("ok G1") == [REFUSED]
    assert counted(stage)[0] == 0


@anyio
async def test_the_board_of_one_unit_has_no_say_in_another(stage: Stage) -> None:
    table = await desk(stage)
    waiting(table)
    elsewhere = stage.add_unit("Huyện ủy Khác", level="huyện")
    clerk = await stage.person("Cán bộ huyện khác", (RoleKind.BOARD, elsewhere, None))
    before = counted(stage)
    said = [await clerk.says(command) for command in COMMANDS[1:7]]
    assert all("Bàn giao" not in text for texts in said for text in texts)
    assert await clerk.says(COMMANDS[0]) == [
        'Không tìm thấy chức danh nào theo "bi thu nguyet duc". Đề nghị đồng chí ghi rõ hơn.'
    ]
    assert counted(stage) == before
