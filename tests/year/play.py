"""The demo's year, played: Kế hoạch 111-KH/HU with its 37 targets, four rounds of verification, a council of five, the ratings
of 24 leaders and their units, carry-over. Chats are real (the bare channel); pages and the desk stand beside them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from sqlmodel import Session, col, delete, select

from bot import judging
from bot.clock import Clock
from bot.db import Database
from bot.demo.load import load
from models import (
    Account,
    Assessment,
    Ballot,
    Person,
    Post,
    Report,
    ReportKind,
    Target,
    Task,
    Tenure,
    Unit,
    Verification,
)
from rules.localtime import at
from rules.rating import Rating
from rules.states import DueKind, Result, RoleKind, TaskState
from services import assignment, causes, closing, council, rounds, verification
from services.identity import Actor as Rights
from services.identity import actor_for
from services.sheet import remark, sheet
from tests.stage import Actor, Stage
from tests.streets import BareStreet
from views import ballots, mine

T = TypeVar("T")
START = at(date(2023, 1, 3), 9)
ROUNDS = (
    ("2023-Q1", date(2023, 3, 24), "0.25"),
    ("2023-Q2", date(2023, 6, 23), "0.5"),
    ("2023-Q3", date(2023, 9, 22), "0.8"),
)
CLOSING = date(2023, 12, 11)
DISTRICT = "Huyện ủy Trấn Yên"
ADDED = ("Trưởng phòng Tài nguyên và Môi trường", "Phòng Tài nguyên và Môi trường")
TYPED = "Trồng rừng mới"
LEFT_OPEN = 4  # tasks that the year does not finish
CAPPED = ("Chủ tịch UBND huyện", "Bí thư Huyện ủy")
BEHIND = ("Phó Chủ tịch UBND huyện", "Phó Bí thư Thường trực Huyện ủy")


class Year:
    """`play` once, then read `transcript`, `files`, `messages` and the database."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.clock, self.folder = Clock(START), folder
        self.street = BareStreet(self.clock.now)
        self.stage = Stage(database, self.street, self.clock)
        self.files: dict[str, bytes] = {}
        self.lines: list[str] = []
        self.points: set[Decimal] = set()

    async def play(self) -> None:
        await self.stage.open()
        try:
            await self._people()
            for name, day, reached in ROUNDS:
                await self._round(name, day, Decimal(reached))
            await self._ends()
            await self._council()
            await self._rated()
            await self.stage.jump(at(date(2024, 1, 2), 8))
        finally:
            await self.stage.close()

    # the people

    async def _people(self) -> None:
        def organisation(session: Session) -> None:
            session.execute(delete(Unit))
            load(session)
            session.execute(delete(Report))
            district = session.exec(select(Unit).where(Unit.name == DISTRICT)).one()
            unit = Unit(name=ADDED[1], level="huyện", group="cơ quan quản lý nhà nước", parent_id=district.id)
            session.add(unit)
            session.flush()
            post = Post(name=ADDED[0], unit_id=unit.id or 0)
            person = Person(name=f"Đồng chí giữ chức danh {ADDED[0]}")
            session.add_all([post, person])
            session.flush()
            session.add(Tenure(person_id=person.id or 0, post_id=post.id or 0, starts_on=date(2023, 1, 3)))
            self.stage.unit_id = district.id or 0

        self._in(organisation)
        self.clerk = await self.stage.clerk("Cán bộ Ban Tổ chức")
        self.member = await self.stage.committee_member("Ủy viên Ban Thường vụ")
        self.council = [
            await self.stage.person(f"Thành viên hội đồng {n}", (RoleKind.COUNCIL, self.stage.unit_id, None))
            for n in range(1, 6)
        ]
        self.leaders = await self._linked()
        self._in(self._own_tasks)
        await self.stage.settle()
        self._say("1. Đầu năm", f"{len(self.leaders)} lãnh đạo đã kết nối; {self._count()} nhiệm vụ.")

    async def _linked(self) -> dict[int, Actor]:
        """Every holder of a post has a chat."""

        def holders(session: Session) -> list[tuple[int, int]]:
            return list(session.exec(select(Tenure.post_id, Tenure.person_id).order_by(col(Tenure.id))))

        found: dict[int, Actor] = {}
        for place, (post, person) in enumerate(self._in(holders)):
            user = str(700 + place)
            await self.street.arrive(user, f"N{user}")
            account = Account(
                bot=self.street.channel.bot, user_id=user, chat_id=user, person_id=person, linked_at=START
            )
            self._in(lambda session, row=account: session.add(row))  # type: ignore[misc]
            found[post] = Actor(self.stage, user, person)
        return found

    def _own_tasks(self, session: Session) -> None:
        """Who has nothing of the plan sets one task on top (S0-03)."""
        clerk, now = self._clerk(session), self.clock.now()
        given = set(session.exec(select(Task.post_id)))
        for post in session.exec(select(Post).order_by(col(Post.id))).all():
            if post.id in self.leaders and post.id not in given:
                due = assignment.Due(DueKind.DATE, date(2023, 12, 15))
                order = assignment.Order(post.id or 0, f"Cải tiến nền nếp công tác của {post.name}", "100 buổi", due)
                task = assignment.assign(session, clerk, order, now)
                task.state, task.accepted_at, task.source = TaskState.IN_PROGRESS, now, "own"
                session.add(task)

    # the rounds

    async def _round(self, name: str, day: date, reached: Decimal) -> None:
        await self.stage.jump(at(day, 8))
        self._in(self._report, reached)
        due = day + timedelta(days=7)
        self._said(f"/dotthamdinh {name} {due:%d/%m}", await self.clerk.says(f"/dotthamdinh {name} {due:%d/%m}"), name)
        await self._typed(name)
        self._in(self._verify)
        await self.stage.settle()
        await self.clerk.heard()
        self._said("/dotthamdinh", await self.clerk.says("/dotthamdinh"))
        self._said(f"Kết thúc đợt {name}", await self.clerk.presses(f"Kết thúc đợt {name}"))

    def _report(self, session: Session, reached: Decimal) -> None:
        """So much of every plan, said by the holder."""
        for task, target in self._counted(session):
            value = (target.plan or target.high or Decimal(100)) * reached
            self._value(session, task, value.quantize(Decimal("0.1")))

    def _value(self, session: Session, task: Task, value: Decimal) -> None:
        author = self.leaders[task.post_id].person_id or 0
        session.add(
            Report(task_id=task.id or 0, kind=ReportKind.VALUE, value=value, author_id=author, at=self.clock.now())
        )
        task.news_at = self.clock.now()
        session.add(task)

    def _verify(self, session: Session) -> None:
        """What the round lists is looked at; one in ten is left, so that the coverage says something."""
        clerk = self._clerk(session)
        found = rounds.coverage(session, clerk, rounds.current(session, clerk)[0].id or 0)
        for place, each in enumerate(found.items):
            claimed = self._claimed(session, each.task)
            if place % 10 != 9 and (claimed is not None) == (self._target(session, each.task) is not None):
                verification.verify(session, clerk, each.task.id or 0, claimed, "", self.clock.now())

    async def _typed(self, name: str) -> None:
        """One task's year as people play it: its leader types, the clerk verifies, corrects, and moves the deadline – once,
        and a second time only overruled."""
        task = self._in(lambda session: session.exec(select(Task).where(Task.title == TYPED)).one())
        leader, code = self.leaders[task.post_id], f"NV-{task.id}"
        if name == "2023-Q1":
            await self._says(leader, f"{task.number} ước 460 ha")
            await self._says(leader, f"nguồn {task.number}")
        if name == "2023-Q2":
            await self._says(self.clerk, f"/giahan {code} 15/11 mưa lũ làm hỏng cây giống", confirm=True)
            await self._says(self.clerk, f"/giahan {code} 10/12 Thường trực đồng ý theo Công văn 12", confirm=True)
        if name == "2023-Q3":
            await self._says(leader, f"{task.number} 1.480 ha")
            await self._says(self.clerk, f"/thamdinh {code} 1.480 đủ biên bản", confirm=True)
            found = select(Verification.id).order_by(col(Verification.id).desc())
            last = self._in(lambda session: session.exec(found).first())
            await self._says(self.clerk, f"/hieuchinh TĐ-{last} 1.470 cộng trùng một lô 10 ha", confirm=True)
            await self._says(leader, f"nguồn {task.number}")

    async def _says(self, who: Actor, text: str, *, confirm: bool = False) -> None:
        """Type it, and "1" where what writes is confirmed first."""
        await who.heard()
        self._said(text, await who.says(text))
        if confirm:
            self._said("1", await who.says("1"))

    # the end

    async def _ends(self) -> None:
        await self.stage.jump(at(CLOSING, 8))
        left = self._in(self._close)
        await self.stage.settle()
        name, due = "2023-Q4", CLOSING + timedelta(days=7)
        self._said(f"/dotthamdinh {name} {due:%d/%m}", await self.clerk.says(f"/dotthamdinh {name} {due:%d/%m}"), name)
        self._in(self._verify)
        self._said(f"Kết thúc đợt {name}", await self.clerk.presses(f"Kết thúc đợt {name}"))
        self._say("Chuyển kỳ", f"Cuối năm còn {left} nhiệm vụ chưa xong.")
        self._said("/chuyenky 2023", await self.clerk.says("/chuyenky 2023"))
        for said in ("1-2 chuyển 30/6/2024", "tất cả rút không còn phù hợp với tình hình"):
            self._said(said, await self.clerk.says(said))
            self._said("Thực hiện", await self.clerk.presses("Thực hiện"))

    def _close(self, session: Session) -> int:
        """Claimed, verified and closed by what was found; the last few stay open."""
        clerk, now = self._clerk(session), self.clock.now()
        tasks = list(session.exec(select(Task).where(col(Task.state) == TaskState.IN_PROGRESS).order_by(col(Task.id))))
        last: dict[int, int] = {}
        for task in tasks:
            last[task.post_id] = last.get(task.post_id, 0) + 1
        left = 0
        for place, task in enumerate(tasks):
            if left < LEFT_OPEN and last[task.post_id] > 2 and place % 3 == 0:
                last[task.post_id] -= 1
                left += 1
                continue
            self._finish(session, clerk, task, place, now)
        return left

    def _finish(self, session: Session, clerk: Rights, task: Task, place: int, now: datetime) -> None:
        behind = session.get_one(Post, task.post_id).name in BEHIND
        target = self._target(session, task)
        share = Decimal("0.6") if behind else Decimal("1.05") if place % 3 == 0 else Decimal(1)
        value = None
        if target is not None:
            value = ((target.plan or target.high or Decimal(100)) * share).quantize(Decimal("0.1"))
            self._value(session, task, value)
        task.state, task.claimed_at = TaskState.CLAIMED, now
        session.add(task)
        session.flush()
        if place % 9 == 4:
            verification.give_back(session, clerk, task.id or 0, "thiếu biên bản nghiệm thu", now)
            task.state, task.claimed_at = TaskState.CLAIMED, now
        verification.verify(session, clerk, task.id or 0, value, "", now)
        result = Result.FAILED if behind and place % 2 else Result.EXCELLENT if share > 1 else Result.MET
        closing.close(session, clerk, task.id or 0, result, "", now)
        if task.title == TYPED:
            causes.confirm(session, clerk, task.id or 0, "delay", "mưa lũ theo công bố thiên tai", now)

    # the council

    async def _council(self) -> None:
        await self.stage.jump(at(date(2023, 12, 18), 9))

        def opened(session: Session) -> Ballot:
            chair = self.council[0].person_id or 0
            return council.open_ballot(
                session, self._clerk(session), self.stage.unit_id, "2023", date(2023, 12, 22), chair, self.clock.now()
            )

        ballot = self._in(opened).id or 0
        await self.stage.settle()
        self._said("(hội đồng)", await self.council[0].heard(), "Hội đồng chấm điểm")
        for place, each in enumerate(self.council[:4]):
            self._in(self._scored, ballot, each.person_id or 0, place)
        self._desk(judging.write_sheets, ballot_id=ballot, out=self.folder)
        path = next(self.folder.glob("phieu-*.xlsx"))
        self._fill(path)
        self._desk(judging.import_sheet, by="Cán bộ Ban Tổ chức", file=path)
        self._desk(judging.write_minutes, ballot_id=ballot, file=self.folder / "bien-ban-hoi-dong.docx")
        self.files |= {"phieu-cham-diem.xlsx": path.read_bytes()}
        self.files |= {"bien-ban-hoi-dong.docx": (self.folder / "bien-ban-hoi-dong.docx").read_bytes()}
        self._in(self._chair_s_page, ballot)

    def _scored(self, session: Session, ballot: int, person: int, place: int) -> None:
        """What a member sends on the page: odd decimals, so that a score anywhere else would be found."""
        given = {}
        for task in council.for_member(session, ballot, person, self.clock.now().date()):
            given[task.id or 0] = self._points(session, task, place)
        self.points |= set(given.values())
        council.score(session, ballot, person, given, self.clock.now())

    def _points(self, session: Session, task: Task, place: int) -> Decimal:
        name = session.get_one(Post, task.post_id).name
        base = 61 if name in BEHIND else 96 if name in CAPPED else 93 if task.result is Result.EXCELLENT else 81
        return Decimal(base) + Decimal((task.id or 0) % 7) / 10 - Decimal(place * 3) / 2 + Decimal("0.37")

    def _fill(self, path: Path) -> None:
        """The fifth member has no page and writes into the sheet."""
        import openpyxl

        book = openpyxl.load_workbook(path)
        sheet_ = book.worksheets[0]
        for row in range(5, sheet_.max_row + 1):
            code = str(sheet_.cell(row, 1).value or "")
            if code.startswith("NV-"):
                points = self._in(lambda s, number=int(code[3:]): self._points(s, s.get_one(Task, number), 4))  # type: ignore[misc]
                self.points.add(points)
                sheet_.cell(row, 5).value = float(points)
        book.save(path)

    def _chair_s_page(self, session: Session, ballot: int) -> None:
        page = ballots.page(session, ballot, self.council[0].person_id or 0, self.clock.now())
        rows = [f"| {title} | {mean} | {spread} |" for title, mean, spread, _ in page.results[:6]]
        self.lines += [
            "Trang của chủ tịch hội đồng (sáu dòng đầu):",
            "",
            f"| {' | '.join(page.heads)} |",
            "|---|---|---|",
        ]
        self.lines += [*rows, ""]

    # the ratings

    async def _rated(self) -> None:
        await self.stage.jump(at(date(2023, 12, 27), 9))
        self.lines += ["## Xếp loại", ""]
        self._desk(judging.propose, by="Cán bộ Ban Tổ chức", period="2023", common=None, unit=DISTRICT)
        self.lines += ["Ban Thường vụ quyết định (một trường hợp khác đề xuất):", ""]
        for row in self._in(self._decided):
            self._desk(judging.decide, by="Ủy viên Ban Thường vụ", **row)
        for place, name in enumerate(CAPPED, 1):
            person = f"Đồng chí giữ chức danh {name}"
            path = self.folder / f"phieu-theo-doi-{place}.docx"
            if place == 1:
                self._in(self._remarked, person)
            self._desk(judging.write_sheet, by="Cán bộ Ban Tổ chức", name=person, file=path)
            self.files[path.name] = path.read_bytes()
        self._in(self._own_page)
        self._year_report()

    def _remarked(self, session: Session, name: str) -> None:
        remark(session, judging.person(session, name), "Kết quả của đơn vị chậm do thiếu vốn.", self.clock.now())

    def _decided(self, session: Session) -> list[dict[str, Any]]:
        rows = session.exec(select(Assessment).order_by(col(Assessment.id))).all()
        lower = next(row for row in rows if row.post_id is not None and row.proposed == Rating.GOOD.value)
        return [
            {"row_id": lower.id, "rating": "hoàn thành", "reason": "còn kết luận kiểm tra chưa khắc phục"},
            *(
                {"row_id": row.id, "rating": _WORDS[row.proposed], "reason": ""}
                for row in rows[:3]
                if row.id != lower.id
            ),
        ]

    def _own_page(self, session: Session) -> None:
        person = judging.person(session, f"Đồng chí giữ chức danh {CAPPED[0]}")
        page = mine.page(sheet(session, person, self.clock.now()))
        self.lines += ["## Trang “dữ liệu của tôi” của một lãnh đạo", ""]
        for heading, lines in page.sections:
            self.lines += [f"**{heading}**", "", *(f"- {line}" for line in lines), ""]

    def _year_report(self) -> None:
        from views.files import jobs

        def made(session: Session) -> bytes:
            posts = session.exec(select(Post.id).where(col(Post.name).in_(CAPPED)).order_by(col(Post.id))).all()
            made = jobs.year_report(
                session, at=self.clock.now().isoformat(), posts=[each or 0 for each in posts], year=2023
            )
            return made[2]

        self.files["bao-cao-nam-2023.docx"] = self._in(made)

    # helpers

    def _in(self, work: Callable[..., T], *args: Any) -> T:
        with self._session() as session:
            return work(session, *args)

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with self.stage.session() as session:
            yield session

    def _clerk(self, session: Session) -> Rights:
        return actor_for(session, self.clerk.person_id or 0, self.clock.now().date())

    def _count(self) -> int:
        return self._in(lambda session: len(session.exec(select(Task.id)).all()))

    def _target(self, session: Session, task: Task) -> Target | None:
        return session.exec(select(Target).where(Target.task_id == task.id)).first()

    def _counted(self, session: Session) -> list[tuple[Task, Target]]:
        joined = select(Task, Target).join(Target, col(Target.task_id) == col(Task.id))
        return list(session.exec(joined.where(Task.state == TaskState.IN_PROGRESS).order_by(col(Task.id))))

    def _claimed(self, session: Session, task: Task) -> Decimal | None:
        claims = select(Report.value).where(Report.task_id == task.id, col(Report.value).is_not(None))
        return session.exec(claims.order_by(col(Report.id).desc())).first()

    def _desk(self, work: Callable[..., list[str]], **given: Any) -> None:
        lines = self._in(lambda session: work(session, self.clock.now(), **given))
        hidden = [line.replace(f"{self.folder}/", "") for line in lines]
        self.lines += ["```text", *hidden, "```", ""]

    def _say(self, heading: str, line: str) -> None:
        self.lines += [f"## {heading}", "", line, ""]

    def _said(self, said: str, answers: list[str], heading: str = "") -> None:
        self.lines += [f"## {heading}", ""] if heading else []
        self.lines += [f"> {said}", "", *(f"```text\n{answer}\n```\n" for answer in answers)]

    def transcript(self) -> str:
        head = [
            "# Một năm của Kế hoạch 111-KH/HU, diễn lại",
            "",
            "Trang này và các tệp bên cạnh do `python -m tests.year` ghi: bốn đợt thẩm định, hội đồng năm người chấm điểm,",
            "xếp loại 24 lãnh đạo và các đơn vị, chuyển kỳ, báo cáo năm. Số liệu là minh họa. Điểm và xếp loại chỉ có ở trang",
            "riêng, tệp và bàn làm việc của cán bộ; không tin nào trong ứng dụng chat có điểm hay mức xếp loại.",
            "",
        ]
        return "\n".join([*head, *self.lines]).rstrip() + "\n"

    def messages(self) -> list[str]:
        """Everything that was said in any chat."""
        return [each.text for each in self.street.channel.sent]


_WORDS = {"excellent": "xuất sắc", "good": "tốt", "completed": "hoàn thành", "failed": "không"}
