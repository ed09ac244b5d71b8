"""Documents, periods and counts: the golden checks GC-06, GC-09, GC-16 and GC-20."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import Session

from models import Period, Person, Post, RegulationScope, Task, Tenure, Unit
from rules.errors import UserError
from rules.localtime import at
from rules.periods import Count, PeriodKind, Stretch, year, years
from rules.states import Result, TaskState
from services import cascade, counts, documents, regulations
from services.documents import Key

DAY = date(2022, 12, 30)
PLAN = Key("Kế hoạch", "111", "KH/HU", "Huyện ủy Trấn Yên", DAY)


class Province:
    """A province with posts that people hold, and tasks given to them."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.unit = self.add_unit("Tỉnh ủy", "tỉnh")

    def add_unit(self, name: str, level: str, *, parent: int | None = None, group: str = "") -> int:
        row = Unit(name=name, level=level, group=group, parent_id=parent)
        self.session.add(row)
        self.session.flush()
        return row.id or 0

    def posts(self, count: int, *, unit: int | None = None, names: Sequence[str] = ()) -> list[int]:
        rows = [Post(name=names[n] if names else f"Chức danh {n}", unit_id=unit or self.unit) for n in range(count)]
        people = [Person(name=f"Người {n}") for n in range(count)]
        self.session.add_all([*rows, *people])
        self.session.flush()
        for post, person in zip(rows, people, strict=True):
            self.session.add(Tenure(person_id=person.id or 0, post_id=post.id or 0, starts_on=date(2019, 1, 1)))
        return [post.id or 0 for post in rows]

    def tasks(self, count: int, posts: list[int], **more: object) -> list[int]:
        """So many tasks, dealt out evenly."""
        given = {"unit_id": self.unit, "title": "Việc", "assigned_at": at(DAY, 9), "state_at": at(DAY, 9)} | more
        rows = [Task(post_id=posts[n % len(posts)], number=n + 1, **given) for n in range(count)]
        self.session.add_all(rows)
        self.session.flush()
        return [row.id or 0 for row in rows]


@pytest.fixture
def province(session: Session) -> Province:
    return Province(session)


def round_of(province: Province, tasks: int, people: int, stretches: list[Stretch]) -> list[int]:
    ids = province.tasks(tasks, province.posts(people))
    periods = [documents.period(province.session, each).id or 0 for each in stretches]
    documents.belong(province.session, ids, periods)
    return periods


def test_a_round_covers_a_year_and_a_span_and_each_counts_alone(province: Province) -> None:
    span = years(2021, 2025)
    first, whole = round_of(province, 266, 78, [year(2021), span])
    assert counts.count(province.session, first, province.unit) == Count(266, 78)
    round_of(province, 219, 78, [year(2023), span])
    shown = [(each.name, found) for each, found in counts.by_period(province.session, province.unit)]
    assert shown == [("2021", Count(266, 78)), ("2021–2025", Count(485, 156)), ("2023", Count(219, 78))]
    assert whole != first


@pytest.mark.parametrize(
    ("tasks", "people", "each"),
    [(51, 22, "2.32"), (266, 78, "3.41"), (219, 78, "2.81"), (192, 137, "1.40"), (3853, 1452, "2.65")],
)
def test_tasks_per_person(province: Province, tasks: int, people: int, each: str) -> None:
    (period,) = round_of(province, tasks, people, [year(2023)])
    found = counts.count(province.session, period, province.unit)
    assert (found, found.each) == (Count(tasks, people), Decimal(each))


def test_one_person_with_two_posts_counts_once_and_nobody_gives_no_rate(province: Province) -> None:
    posts = province.posts(2)
    held = province.session.get_one(Tenure, 1)
    other = province.session.get_one(Tenure, 2)
    other.person_id = held.person_id
    province.session.add(other)
    province.session.flush()
    period = documents.period(province.session, year(2022)).id or 0
    documents.belong(province.session, province.tasks(5, posts), [period])
    assert counts.count(province.session, period, province.unit) == Count(5, 1)
    assert Count(0, 0).each is None


def test_registered_and_withdrawn_tasks_were_given_to_nobody(province: Province) -> None:
    period = documents.period(province.session, year(2022)).id or 0
    posts = province.posts(1)
    given = province.tasks(1, posts)
    row = province.session.get_one(Task, given[0])
    for number, state in enumerate((TaskState.REGISTERED, TaskState.WITHDRAWN), 2):
        kept = row.model_dump(exclude={"id"}) | {"number": number, "state": state}
        province.session.add(Task(**kept))
    province.session.flush()
    documents.belong(province.session, [1, 2, 3], [period])
    assert counts.count(province.session, period, province.unit) == Count(1, 1)


def test_own_targets_stand_beside_assigned_ones_and_the_province_counts_its_own(province: Province) -> None:
    document = documents.keep(province.session, PLAN, province.unit)
    posts = province.posts(10)
    province.tasks(28, posts[:5], document_id=document.id)
    province.tasks(9, posts[5:], document_id=document.id, source="own")
    found = counts.of_document(province.session, document.id or 0)
    assert {source: each.tasks for source, each in found.items()} == {"assigned": 28, "own": 9}
    assert sum(each.tasks for each in found.values()) == 37
    assert counts.rolled_up(province.session, document.id or 0).tasks == 28


def test_a_parent_counts_what_was_assigned_under_it_at_every_level(province: Province) -> None:
    top, other = province.posts(2)
    (parent,) = province.tasks(1, [top])
    assigned = province.tasks(3, [other])
    kept = province.session.get_one(Task, assigned[0]).model_dump(exclude={"id"})
    own = Task(**kept | {"number": 9, "source": "own"})
    province.session.add(own)
    for child in [*(province.session.get_one(Task, each) for each in assigned[:2]), own]:
        cascade.put_under(province.session, child, province.session.get_one(Task, parent))
    leaf = province.session.get_one(Task, assigned[2])
    leaf.result = Result.MET
    cascade.put_under(province.session, leaf, province.session.get_one(Task, assigned[0]))
    assert cascade.roll_up(province.session, parent) == cascade.Children(assigned=3, own=1, met=1)
    with pytest.raises(UserError):
        cascade.put_under(province.session, province.session.get_one(Task, parent), leaf)


def test_number_ten_three_times_is_three_documents(province: Province) -> None:
    tens = [
        Key("CTHĐ", "10", "CTr/TU", "Tỉnh ủy Yên Bái", date(2020, 10, 30)),
        Key("Chương trình", "10", "CTr/HU", "Huyện ủy Yên Bình", date(2021, 4, 17)),
        Key("Nghị quyết", "10", "NQ-HĐND", "HĐND tỉnh", date(2021, 4, 19)),
    ]
    kept = [documents.keep(province.session, key, province.unit).id for key in tens]
    assert len(set(kept)) == 3
    assert [documents.keep(province.session, key, province.unit).id for key in tens] == kept
    assert documents.find(province.session, Key(*[*vars(tens[0]).values()][:4], date(2020, 10, 31))) is None


def test_a_programme_and_what_implements_it(province: Province) -> None:
    """CTHĐ 135 of 18/11/2022 is for 2023; Kế hoạch 111 follows within 43 days."""
    term = Key("CTHĐ", "10", "CTr/TU", "Tỉnh ủy Yên Bái", date(2020, 10, 30))
    yearly = Key("CTHĐ", "135", "CTr/TU", "Tỉnh ủy Yên Bái", date(2022, 11, 18))
    made = [documents.keep(province.session, key, province.unit) for key in (term, yearly, PLAN)]
    first, second, plan = (each.id or 0 for each in made)
    documents.implement(province.session, second, first)
    documents.implement(province.session, plan, second)
    documents.implement(province.session, plan, second)
    documents.keep(province.session, yearly, province.unit, theme="Chủ đề năm", motto="Phương châm")
    documents.govern(province.session, first, [years(2020, 2025, PeriodKind.TERM)])
    documents.govern(province.session, second, [year(2023), years(2021, 2025)])

    assert [(each.number, lag) for each, lag in documents.implemented_by(province.session, second)] == [("111", 42)]
    assert [each.number for each in documents.implements(province.session, plan)] == ["135"]
    assert [each.name for each in documents.periods_of(province.session, second)] == ["2023", "2021–2025"]
    assert (made[1].theme, made[1].motto, made[1].issued_on.year) == ("Chủ đề năm", "Phương châm", 2022)
    with pytest.raises(UserError):
        documents.implement(province.session, first, plan)


def test_a_period_is_its_days(province: Province) -> None:
    half = Stretch(PeriodKind.HALF_TERM, "nửa nhiệm kỳ", date(2020, 10, 1), date(2023, 3, 31))
    made = [documents.period(province.session, each).id for each in (half, year(2023), half)]
    assert made[0] == made[2] != made[1]
    assert province.session.get_one(Period, made[0]).kind is PeriodKind.HALF_TERM


def test_a_regulations_scope_widens_by_date(province: Province) -> None:
    """Quy định 371 of 22/9/2021: six directors, secretaries and chairs of nine districts; four groups from 2022."""
    session = province.session
    directors = [
        province.posts(1, unit=province.add_unit(f"Sở {n}", "tỉnh", parent=province.unit), names=["Giám đốc Sở"])[0]
        for n in range(12)
    ]
    for n in range(9):
        unit = province.add_unit(f"Huyện {n}", "huyện", parent=province.unit, group="huyện")
        province.posts(3, unit=unit, names=["Bí thư Huyện ủy", "Chủ tịch UBND huyện", "Phó Bí thư"])
    rule = documents.keep(
        session, Key("Quy định", "371", "QĐ/TU", "Tỉnh ủy Vĩnh Phúc", date(2021, 9, 22)), province.unit
    )
    pilot = date(2021, 9, 22)
    for post in directors[:6]:
        regulations.widen(session, RegulationScope(document_id=rule.id or 0, post_id=post, starts_on=pilot))
    for title in ("Bí thư", "Chủ tịch"):
        scope = RegulationScope(document_id=rule.id or 0, level="huyện", title=title, starts_on=pilot)
        regulations.widen(session, scope)
    wider = RegulationScope(document_id=rule.id or 0, title="Giám đốc", starts_on=date(2022, 1, 12), quota=5)
    regulations.widen(session, wider)

    days = (date(2021, 9, 21), pilot, date(2022, 1, 12))
    assert [len(regulations.reached(session, rule.id or 0, day)) for day in days] == [0, 24, 30]
    assert regulations.scope_of(session, rule.id or 0, directors[11], pilot) is None
    found = regulations.scope_of(session, rule.id or 0, directors[11], days[2])
    assert found is not None
    assert found.quota == 5
    regulations.narrow(session, wider.id or 0, days[2] + timedelta(days=1))
    assert len(regulations.reached(session, rule.id or 0, days[2] + timedelta(days=1))) == 24
    with pytest.raises(UserError):
        regulations.widen(session, RegulationScope(document_id=rule.id or 0, starts_on=pilot))
