"""An organisation with one person of each kind, and one thing of each kind that an action can be about."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from models import (
    Account,
    Assessment,
    Document,
    Extension,
    Group,
    Instruction,
    Invitation,
    Person,
    Post,
    Report,
    Role,
    SupportCase,
    Target,
    Task,
    Tenure,
    Unit,
)
from models.progress import ReportKind
from rules.localtime import at
from rules.states import CaseState, RoleKind, TaskState
from services.codes import hash_of
from services.history import record
from services.identity import Actor, actor_for

TODAY = date(2026, 11, 26)
NOW = at(TODAY, 9)
SINCE = date(2026, 1, 1)
ENDED = TODAY - timedelta(days=1)
# Who may nothing: `moved` held the owner's post, the board's and the committee's role until yesterday, and holds another post.
NOBODY = ("stranger", "former", "other", "council", "elsewhere", "moved")
SOMEBODY = ("owner", "assistant", "supervisor", "supporter", "board", "committee")
BOTS = ("bare", "telegram")
SECRET = "Bàn giao mặt bằng Trám Dền"  # the title of every task here
STATES = {
    "second": TaskState.IN_PROGRESS,
    "new": TaskState.ASSIGNED,
    "objected": TaskState.OBJECTED,
    "claimed": TaskState.CLAIMED,
    "closed": TaskState.CLOSED,
    "registered": TaskState.REGISTERED,
}


class House:
    """`task` is in progress and late; `tasks` has one more for each state that an action needs."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.root = self.add(Unit(name="Tỉnh ủy"))
        self.unit = self.add(Unit(name="xã Nguyệt Đức", parent_id=self.root))
        self.elsewhere = self.add(Unit(name="xã Khác", parent_id=self.root))
        self.posts = {
            name: self.add(Post(name=name, unit_id=self.unit)) for name in ("owner", "supervisor", "supporter")
        }
        self.posts |= {name: self.add(Post(name=name, unit_id=self.elsewhere)) for name in ("other", "moved")}
        self.people = {name: self.add(Person(name=name)) for name in (*SOMEBODY, *NOBODY[1:], "both")}
        self.begin_posts_and_roles()
        self.task = self._task(TaskState.IN_PROGRESS, 1, date(2026, 11, 2))
        due = date(2026, 12, 1)
        self.tasks = {name: self._task(state, number, due) for number, (name, state) in enumerate(STATES.items(), 2)}
        self.case = self._case(CaseState.OPEN)
        self.actors = {name: actor_for(session, person, TODAY) for name, person in self.people.items()}
        self.actors["stranger"] = Actor(account_id=1)

    def begin_posts_and_roles(self) -> None:
        for name, post in self.posts.items():
            self.add(Tenure(person_id=self.people[name], post_id=post, starts_on=SINCE))
        for name in ("former", "moved"):
            person = self.people[name]
            self.add(Tenure(person_id=person, post_id=self.posts["owner"], starts_on=SINCE, ends_on=ENDED))
            for kind in (RoleKind.BOARD, RoleKind.COMMITTEE, RoleKind.SUPERVISOR):
                self.role(name, kind, self.root, ends_on=ENDED)
        self.role("assistant", RoleKind.ASSISTANT, self.unit, post_id=self.posts["owner"])
        self.role("board", RoleKind.BOARD, self.root)
        self.role("committee", RoleKind.COMMITTEE, self.root)
        self.role("council", RoleKind.COUNCIL, self.root)
        self.role("elsewhere", RoleKind.BOARD, self.elsewhere)

    def add(self, row: Any) -> int:
        self.session.add(row)
        self.session.flush()
        return int(row.id)

    def role(self, name: str, kind: RoleKind, unit: int, **more: Any) -> None:
        self.add(Role(person_id=self.people[name], kind=kind, unit_id=unit, starts_on=SINCE, **more))

    def _task(self, state: TaskState, number: int, due: date) -> Task:
        row = Task(
            unit_id=self.unit,
            post_id=self.posts["owner"],
            number=number,
            title=SECRET,
            state=state,
            due_on=due,
            original_due_on=due,
            supervisor_id=self.posts["supervisor"],
            assigned_at=NOW - timedelta(days=60),
            state_at=NOW - timedelta(days=60),
        )
        return self.session.get_one(Task, self.add(row))

    def _case(self, state: CaseState, *, routed: bool = True) -> SupportCase:
        asked = {"asked_by": self.people["owner"], "asked_at": NOW - timedelta(days=2), "promised_on": TODAY}
        row = SupportCase(unit_id=self.unit, task_id=self.task.id or 0, state=state, **asked)
        row.supporter_id = self.posts["supporter"] if routed else None
        return self.session.get_one(SupportCase, self.add(row))


class FullHouse(House):
    """With accounts on two bots, groups, and everything that is talked about."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.users = {name: str(number) for number, name in enumerate((*self.people, "stranger"), 101)}
        for bot in BOTS:
            self._bot(bot)
        self._both()
        self._papers()
        about = {"unit_id": self.unit, "task_id": self.task.id or 0}
        self.answered, self.unrouted = self._case(CaseState.ANSWERED), self._case(CaseState.OPEN, routed=False)
        self.instruction = self.add(Instruction(**about, due_on=TODAY, given_by=self.people["moved"], given_at=NOW))
        self.given = self.add(Instruction(**about, due_on=TODAY, given_by=self.people["board"], given_at=NOW))
        asked = {"asked_by": self.people["owner"], "asked_at": NOW}
        self.extension = self.add(Extension(**about, due_on=date(2026, 12, 15), **asked))
        self.report = self._progress()
        self.invitation = self._slip()
        rating = {"rules": "x", "points": Decimal(80), "proposed": "good", "proposed_at": NOW}
        self.assessment = self.add(Assessment(unit_id=self.unit, period="2026", **rating))

    def _bot(self, bot: str) -> None:
        for name, user in self.users.items():
            self.add(Account(bot=bot, user_id=user, chat_id=user, person_id=self.people.get(name), display_name=name))
        for chat, purpose in (("-501", RoleKind.BOARD), ("-502", RoleKind.COMMITTEE)):
            self.add(Group(bot=bot, chat_id=chat, unit_id=self.root, purpose=purpose, bound_at=NOW))

    def _both(self) -> None:
        """Somebody of the board who holds the owner's post as well: what nobody does to the own task."""
        person = self.people["both"]
        self.add(Tenure(person_id=person, post_id=self.posts["owner"], starts_on=SINCE, accountable=False))
        self.role("both", RoleKind.BOARD, self.root)

    def _papers(self) -> None:
        numbered = {"kind": "Quyết định", "number": "128", "symbol": "QĐ/TU", "issuer": "Tỉnh ủy"}
        self.add(Document(unit_id=self.root, issued_on=SINCE, **numbered))

    def _progress(self) -> int:
        task_id, registered = self.task.id or 0, self.tasks["registered"]
        self.add(Target(task_id=task_id, measure="hộ", plan=Decimal(144)))
        about = {"unit_id": self.unit, "task_id": registered.id, "subject": f"task:{registered.id}"}
        record(self.session, **about, event="registered", actor=self.actors["owner"], now=NOW - timedelta(days=2))
        said = {"author_id": self.people["owner"], "at": NOW - timedelta(days=1)}
        return self.add(Report(task_id=task_id, kind=ReportKind.VALUE, value=Decimal(30), **said))

    def _slip(self) -> int:
        """A used slip for the owner's post, which the board has not confirmed yet."""
        applicant = self.add(Account(bot="bare", user_id="199", chat_id="199", display_name="Mới"))
        times = {"created_at": NOW, "expires_at": NOW + timedelta(days=14), "used_at": NOW}
        row = Invitation(code_hash=hash_of("K7M4Q2"), unit_id=self.unit, post_id=self.posts["owner"], **times)
        row.account_id = applicant
        return self.add(row)
