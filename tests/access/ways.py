"""The ways in to each action: words, and the choice that a button or a code (G7) stands for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from services.permissions import Action
from tests.access.house import FullHouse

Args = Callable[[FullHouse], dict[str, Any]]


@dataclass(frozen=True)
class Way:
    """`words` may be typed by anybody, anywhere; with `takes`, they are followed by the choice of that name that they brought.

    `choice` is a button's action, its arguments made from the house. An action that only shows says `shows`, one that does
    writes something. `in_group`: leaders' free words are for private chats alone. `then`: what a pressed button asks for.
    `besides`: who does so to a unit or a post of their own; `only`: who alone of the table's (and never for the own task).
    """

    action: Action
    words: str = ""
    takes: str = ""
    choice: str = ""
    args: Args = field(default=lambda house: {})
    shows: str = ""
    in_group: bool = True
    then: str = ""
    besides: tuple[str, ...] = ()
    only: str = ""


SECRET = "Trám Dền"


def of(name: str, **more: Any) -> Args:
    """The arguments of a choice about one of the tasks."""
    return lambda house: {"task_id": (house.tasks.get(name) or house.task).id, **more}


def several(name: str, **more: Any) -> Args:
    return lambda house: {"task_ids": [(house.tasks.get(name) or house.task).id], **more}


A = Action
WAYS = (
    Way(A.SEE_TASK, "{task}", shows=SECRET),
    Way(A.SEE_TASK, "/nguon {task}", shows="hộ"),
    Way(A.SEE_TASK, choice="task.card", args=of("task"), shows=SECRET),
    Way(A.SEE_TASK, "{instruction}", shows=SECRET),
    Way(A.SEE_TASK, choice="task.history", args=of("task"), shows=SECRET),
    Way(A.ACCEPT, "tiếp nhận", takes="decision.accept"),
    Way(A.ACCEPT, choice="decision.accept", args=several("new")),
    Way(A.ACCEPT, choice="decision.accept_one", args=of("new", left=[], done=[])),
    Way(A.ACCEPT, choice="commit.do", args=several("new", text="xong trước 30/12")),
    Way(A.OBJECT, choice="decision.object", args=several("new", text="chưa rõ")),
    Way(A.REPORT, "1 38 hộ", in_group=False),
    Way(A.REPORT, "{task} 38 hộ", in_group=False),
    Way(A.ASK_SUPPORT, "hỗ trợ 1 vướng đơn giá", in_group=False),
    Way(A.ASK_SUPPORT, choice="support.begin", args=of("task", text="vướng đơn giá")),
    Way(A.SETTLE_CASE, choice="support.settle", args=lambda house: {"case_id": house.answered.id, "resolved": True}),
    Way(A.SETTLE_CASE, "{answered} đã tháo gỡ", in_group=False),
    Way(A.ASK_EXTENSION, "xin gia hạn {second} đến 15/12 vì mưa", in_group=False),
    Way(A.ASK_EXTENSION, choice="extension.day", args=of("second", day="2026-12-15", reason="mưa")),
    Way(A.ASSIGN, "/giao owner | Dọn kho | biên bản | 30/6/2027", takes="assign.do"),
    Way(A.ASSIGN, choice="assign.do", args=lambda house: {"draft": draft(house)}),
    Way(A.CLOSE, "/ketthuc {claimed} đạt", takes="close.do"),
    Way(A.CLOSE, choice="close.do", args=of("claimed", result="met", note="")),
    Way(A.REOPEN, "/molai {closed} chưa xong", takes="reopen.do"),
    Way(A.REOPEN, choice="reopen.do", args=of("closed", reason="chưa xong")),
    Way(A.EXTEND, "/giahan {second} 15/12 vì mưa", takes="extend.move"),
    Way(A.EXTEND, "/giahan {extension} đồng ý có lý do", takes="extend.decide"),
    Way(A.EXTEND, "/rutngan {second} 27/11 theo kế hoạch", takes="advance.do"),
    Way(A.EXTEND, choice="extend.move", args=of("second", day="2026-12-15", reason="mưa", override=True)),
    Way(
        A.EXTEND,
        choice="extend.decide",
        args=lambda house: {"extension_id": house.extension, "granted": True, "reason": "mưa", "override": False},
    ),
    Way(A.VERIFY, "/thamdinh {claimed} đạt", takes="verify.do"),
    Way(A.VERIFY, choice="verify.do", args=of("claimed", value=None, note="")),
    Way(A.RETURN, "/tralai {claimed} thiếu biên bản", takes="return.do"),
    Way(A.RETURN, choice="return.do", args=of("claimed", reason="thiếu")),
    Way(A.ANSWER_CASE, "/traloi {case} đã bố trí vốn"),
    Way(A.ANSWER_CASE, "/chuyen {case} supervisor | đúng thẩm quyền", takes="case.pass_to"),
    Way(A.ANSWER_CASE, choice="case.pass_to", args=lambda house: passing(house)),
    Way(A.ANSWER_OBJECTION, choice="objection.answer", args=of("objected", keep=True), then="đã đúng thẩm quyền"),
    Way(A.SEE_STATUS, "/tiendo", shows=SECRET),
    Way(A.SEE_STATUS, choice="status.post", args=lambda house: {"post_id": house.posts["owner"]}, shows=SECRET),
    Way(A.SEE_CASES, "/hotro", shows="HT-3"),
    Way(A.SEE_CASE, "{case}", shows=SECRET),
    Way(A.SEE_CASE, choice="case.show", args=lambda house: {"case_id": house.case.id}, shows=SECRET),
    Way(A.SEE_EXTENSION, "{extension}", shows=SECRET),
    Way(A.SEE_EXTENSION, choice="extend.show", args=lambda house: {"extension_id": house.extension}, shows=SECRET),
    Way(A.REMIND, "/dondoc {task} gấp"),
    Way(A.REMIND, choice="urge.do", args=several("task", urgent=True)),
    Way(A.REMIND, "/nhacnho", shows="NV-1", only="b"),
    Way(A.INSTRUCT, choice="instruction.close", args=lambda house: {"instruction_id": house.given}, only="b"),
    Way(A.INSTRUCT, "/chidao {task} làm rõ nguyên nhân 30/11"),
    Way(A.ANSWER_INSTRUCTION, "{instruction} đã làm việc với thôn", in_group=False),
    Way(A.SET_ROUTES, "/phutrach nguồn lực | đất đai | supporter"),
    Way(
        A.SET_ROUTES,
        choice="route.post",
        args=lambda house: {"post_id": house.posts["supporter"], "kind": "", "field": "x"},
        besides=("elsewhere",),
    ),
    Way(A.INVITE, "/ketnoi supporter"),
    Way(A.INVITE, choice="people.invite", args=lambda house: {"post_id": house.posts["supporter"]}),
    Way(A.UNLINK, "/ngat supporter", takes="people.unlink"),
    Way(
        A.UNLINK, choice="people.unlink", args=lambda house: {"post_id": house.posts["supporter"], "assistants": False}
    ),
    Way(A.CONFIRM_MEMBER, choice="join.confirm", args=lambda house: {"invitation_id": house.invitation}),
    Way(A.CONFIRM_MEMBER, choice="join.refuse", args=lambda house: {"invitation_id": house.invitation}),
    Way(A.CONFIRM_MEMBER, choice="join.confirm_all", args=lambda house: {"invitation_ids": [house.invitation]}),
    Way(A.SEE_PEOPLE, "/danhsach", shows="owner"),
    Way(A.SEE_DIGEST, "/bantin", shows="NV-1"),
    Way(A.SEE_DIGEST, "nguồn quá hạn", shows="NV-1"),
    Way(A.COMMENT_DIGEST, "/bantin NV-1 họp thứ Năm"),
    Way(A.JUDGE, "/dotthamdinh đột xuất {task} theo kế hoạch"),
    Way(A.CARRY_OVER, "/chuyenky 2026", shows=SECRET),
    Way(
        A.CARRY_OVER,
        choice="period.do",
        args=several("task", fate="carry", period="2026", what="2027-06-30"),
    ),
    Way(A.CORRECT, "/hieuchinh {report} 35 ghi nhầm", takes="correct.do"),
    Way(
        A.CORRECT,
        choice="correct.do",
        args=lambda house: {"kind": "BC", "row_id": house.report, "value": "35", "reason": "nhầm"},
    ),
    Way(A.KEEP_CALENDAR, "/lich nghi 4/1/2027", takes="calendar.keep"),
    Way(A.KEEP_CALENDAR, choice="calendar.keep", args=lambda house: {"off": "2027-01-04", "worked": None}),
    Way(A.EXPORT, "/xuat", besides=("elsewhere",)),
    Way(A.EXPORT, "/phuluc 128-QĐ/TU"),
    Way(A.EXPORT, choice="export.post", args=lambda house: {"post_id": house.posts["owner"]}),
    Way(
        A.REGISTER,
        "đăng ký: Số hóa hồ sơ | 10 bộ | 30/6/2027 | việc khó, mới",
        takes="register.do",
        in_group=False,
        besides=("moved", "supporter", "supervisor", "other"),
    ),
    Way(A.REGISTER, choice="register.do", args=lambda house: {"draft": draft(house, why="việc khó")}),
    Way(A.ANSWER_REGISTRATION, "/dangky {registered} không chưa cấp thiết"),
    Way(A.ANSWER_REGISTRATION, choice="registration.choose", args=of("registered")),
)


def draft(house: FullHouse, **more: str) -> dict[str, Any]:
    due = {"kind": "date", "on": "2027-06-30", "every": None, "day": None}
    return {"post_id": house.posts["owner"], "title": "Dọn kho", "product": "biên bản", "due": due, **more}


def passing(house: FullHouse) -> dict[str, Any]:
    return {"case_id": house.case.id, "post_id": house.posts["supervisor"], "reason": "đúng thẩm quyền"}


def codes(house: FullHouse) -> dict[str, str]:
    """What stands for the codes in the words."""
    tasks = {name: f"NV-{task.id}" for name, task in house.tasks.items()}
    requests = {"case": f"HT-{house.case.id}", "answered": f"HT-{house.answered.id}"}
    others = {"extension": f"GH-{house.extension}", "instruction": f"CD-{house.instruction}"}
    return {**tasks, **requests, **others, "task": f"NV-{house.task.id}", "report": f"BC-{house.report}"} | {
        "registered": f"DK-{house.tasks['registered'].id}"
    }
