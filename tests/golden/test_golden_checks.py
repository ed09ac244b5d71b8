"""Every golden check of domain/requirements.md, by its number and exact."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from bot.annex.job import dry_run
from models import Document, History, Target, Task
from rules.attainment import (
    S0,
    S2,
    Basis,
    Bucket,
    Certainty,
    Count,
    Counter,
    Figure,
    Origins,
    PlanTarget,
    Points,
    RangeTarget,
    Share,
    Tally,
    Value,
    attain,
    base_of,
    bucket_of,
    deltas,
    origins,
    per_head,
    rate,
)
from rules.localtime import at
from rules.rating import Facts, Product, Rating, propose, rules_of
from rules.states import DueKind, RoleKind
from rules.text import utf16_len
from rules.timeliness import timeliness
from rules.workdays import WorkingDays, vietnam_days
from services.advancing import bring_forward
from services.assignment import Due, Order, assign
from services.calendar import seed
from services.history import words
from services.identity import actor_for
from tests.annex.office import TODAY, clean_rows, organisation, workbook
from tests.scheduler.organisation import Organisation
from views.annex_findings import _quota
from views.figures import reached
from views.notices import render
from views.ratings import reason, tally_lines

D = Decimal


def test_gc_01_a_plan_reached_exactly_is_met() -> None:
    share = attain(PlanTarget(D("98.3"), "%"), Value(D("98.3"), "%"))
    assert share == Share(Fraction(1))
    assert bucket_of(share, S0) is Bucket.MET


def test_gc_02_a_value_in_percent_and_its_share_of_plan_are_two_things() -> None:
    share = attain(PlanTarget(D(40), "%"), Value(D(39), "%"))
    assert share == Share(Fraction(975, 1000))
    assert share is not None
    assert share.percent == D("97.5")
    assert bucket_of(share, S0) is Bucket.OVER70
    target = Target(task_id=1, measure="%", plan=D(40))
    assert reached(D(39), target) == "39% – đạt 97,5% kế hoạch"


def test_gc_03_what_is_in_no_bucket_is_published() -> None:
    counts = dict(zip(S0.buckets, (7, 4, 8, 3, 3), strict=True))
    result = Tally(counts, 28)
    assert (result.classified, result.residual) == (25, 3)
    shares = [share.percent for bucket in S0.buckets if (share := result.share(bucket))]
    assert shares == [D("25.0"), D("14.3"), D("28.6"), D("10.7"), D("10.7")]
    assert tally_lines(result)[-1] == "3 chỉ tiêu chưa phân loại"


def test_gc_04_parts_that_add_up_leave_no_residual() -> None:
    result = Tally(dict(zip(S2.buckets, (8, 16, 2), strict=True)), 26)
    assert (result.classified, result.residual) == (26, 0)
    shares = [share.percent for bucket in S2.buckets if (share := result.share(bucket))]
    assert shares == [D("30.8"), D("61.5"), D("7.7")]
    assert tally_lines(result)[-1] == "50–70%: 2 (7,7%)"


def test_gc_05_exactly_seventy_per_cent_is_where_the_scheme_says() -> None:
    share = Share.of(70, 100)
    assert bucket_of(share, S0) is Bucket.FROM50TO70
    assert bucket_of(share, S2) is Bucket.FROM70


def test_gc_07_completed_includes_exceeded() -> None:
    completed = Count(50, Basis.COMPLETED, "2022")
    exceeded = Count(36, Basis.EXCEEDED, "2022")
    programme = Count(30, Basis.COMPLETED, "2022")
    assert rate(programme, Count(30, Basis.ASSIGNED, "2022")).percent == D("100.0")
    assert rate(completed, Count(50, Basis.ASSIGNED, "2022")).percent == D("100.0")
    assert rate(exceeded, completed).percent == D("72.0")
    assert completed.number - exceeded.number == 14


def test_gc_08_a_forecast_counts_nothing_as_reached() -> None:
    forecast = [Figure(2022, D(1), Certainty.FORECAST)] * 18
    assert rate(Count(18, Basis.FORECAST, "2022"), Count(19, Basis.ASSIGNED, "2022")).percent == D("94.7")
    assert [figure for figure in forecast if figure.certainty is Certainty.ACTUAL] == []


@pytest.mark.parametrize(
    ("tasks", "people", "each"),
    [(51, 22, "2.32"), (266, 78, "3.41"), (219, 78, "2.81"), (192, 137, "1.40"), (3853, 1452, "2.65")],
)
def test_gc_09_tasks_per_person(tasks: int, people: int, each: str) -> None:
    assert per_head(tasks, people) == D(each)


def test_gc_10_a_rate_divides_by_what_was_judged_that_year() -> None:
    assert rate(Count(81, Basis.EXCELLENT, "2021"), Count(244, Basis.JUDGED, "2021")).percent == D("33.2")
    assert rate(Count(40, Basis.EXCELLENT, "2022"), Count(219, Basis.JUDGED, "2022")).percent == D("18.3")
    with pytest.raises(ValueError):
        rate(Count(81, Basis.EXCELLENT, "2021"), Count(266, Basis.ASSIGNED, "2021"))
    with pytest.raises(ValueError):
        rate(Count(81, Basis.EXCELLENT, "2021"), Count(219, Basis.JUDGED, "2022"))


def test_gc_11_a_range_is_exceeded_above_its_upper_bound() -> None:
    share = attain(RangeTarget(D(2), D("2.5"), "%"), Value(D("4.55"), "%"))
    assert share == Share.of(D("4.55"), D("2.5"))
    assert bucket_of(share, S0) is Bucket.EXCEEDED
    assert share is not None
    assert share.percent == D("182.0")


def test_gc_12_a_series_changes_by_points_and_flags_its_estimate() -> None:
    series = [Figure(2020, D("44.3")), Figure(2021, D("50.8")), Figure(2022, D("60.6"), Certainty.ESTIMATE)]
    assert deltas(series) == [Points(D("6.5")), Points(D("9.8"))]
    assert [figure.certainty for figure in series] == [Certainty.ACTUAL, Certainty.ACTUAL, Certainty.ESTIMATE]


def test_gc_13_points_lead_back_to_the_base_year() -> None:
    assert base_of(Figure(2022, D("63.05")), Points(D("5.11")), 2021) == Figure(2021, D("57.94"))
    assert base_of(Figure(2022, D("62.57")), Points(D("9.27")), 2020) == Figure(2020, D("53.30"))


def test_gc_19_counters() -> None:
    counters = [Counter(D(22), D(22)), Counter(D(24), D(24)), Counter(D(144)), Counter(D(380), D(400))]
    assert [counter.share for counter in counters] == [Share.of(1, 1), Share.of(1, 1), None, Share.of(95, 100)]


def test_gc_21_published_totals_add_up() -> None:
    done = Tally({Bucket.MET: 2501, Bucket.UNDER50: 222}, 2723)
    assert done.residual == 0
    assert done.share(Bucket.MET) == Share.of(2501, 2723)
    assert Share.of(2501, 2723).percent == D("91.8")
    assert Tally({Bucket.MET: 585, Bucket.OVER70: 181, Bucket.UNDER50: 67}, 833).residual == 0


def test_gc_06_the_province_counts_what_it_assigned() -> None:
    plan = origins(["assigned"] * 28 + ["own"] * 9)
    assert (plan, plan.total, plan.rolled_up) == (Origins(28, 9), 37, 28)


def test_gc_14_a_department_with_four_and_a_union_with_one_content_twice_are_warned_of(session: Session) -> None:
    seed(session, vietnam_days(range(2026, 2031)))
    organisation(session)
    rows = clean_rows()
    rows[30] = rows[30].but(content=rows[31].content)  # a union: two of three tasks in one content
    del rows[40]  # a department keeps four of five
    found = dry_run(session, workbook(rows), TODAY)["findings"]
    told = {each["args"]["what"]: each["args"] for each in found}
    assert [each["kind"] for each in found] == ["quota", "quota"]
    assert sorted(told) == ["count", "field"]
    assert (told["count"]["counted"], told["count"]["quota"]) == (4, 5)
    assert _quota(told["count"]).endswith("thiếu 1 (quy định 5).")


def test_gc_15_a_leaders_twenty_one_tasks_fit_one_message(session: Session) -> None:
    here = Organisation(session)
    post = here.post("Bí thư Đảng ủy xã Nguyệt Đức")
    leader = here.person(post)
    for count in range(21):
        title = f"Bàn giao mặt bằng sạch dự án đường liên xã Nguyệt Đức {count}"[:60]
        here.task(post, title=title, due_on=date(2026, 11, 20), since=at(date(2026, 11, 2), 9))
    said = render(session, "bundle", {"day": "2026-11-30"}, leader, at(date(2026, 11, 30), 8))
    assert said is not None
    assert utf16_len(said.text) <= 2000


def test_gc_16_three_documents_are_called_number_ten(session: Session) -> None:
    here = Organisation(session)
    keys = [
        ("Chương trình hành động", "CTHĐ", "Tỉnh ủy Yên Bái", date(2020, 10, 30)),
        ("Chương trình", "CTr/HU", "Huyện ủy Yên Bình", date(2021, 4, 17)),
        ("Nghị quyết", "NQ/HĐND", "HĐND huyện Yên Bình", date(2021, 7, 1)),
    ]
    for kind, symbol, issuer, day in keys:
        session.add(Document(unit_id=here.unit, kind=kind, number="10", symbol=symbol, issuer=issuer, issued_on=day))
    session.flush()
    assert len(session.exec(select(Document).where(Document.number == "10")).all()) == 3
    kind, symbol, issuer, day = keys[0]
    again = Document(unit_id=here.unit, kind=kind, number="10", symbol=symbol, issuer=issuer, issued_on=day)
    session.add(again)
    with pytest.raises(IntegrityError):
        session.flush()


def test_gc_17_every_date_of_a_deadline_is_kept(session: Session) -> None:
    now = at(date(2021, 4, 19), 9)
    here = Organisation(session, now)
    post = here.post("Chủ tịch UBND huyện Trấn Yên")
    here.person(post)
    clerk = actor_for(session, here.person(role=RoleKind.BOARD), date(2026, 1, 2))
    due = Due(DueKind.DATE, date(2025, 12, 31))
    task = assign(session, clerk, Order(post, "Huyện nông thôn mới nâng cao", "", due), now)
    bring_forward(session, clerk, task.id or 0, date(2024, 12, 31), "S0: trước nghị quyết 1 năm", now)
    bring_forward(session, clerk, task.id or 0, date(2023, 12, 31), "S2: về đích trước 2 năm", now)
    rows = session.exec(select(History).where(History.task_id == task.id).order_by(History.seq)).all()  # type: ignore[arg-type]
    found = [(row.after["due_on"], row.actor_id, words(session, row.text_id)) for row in rows]
    assert found == [
        ("2025-12-31", clerk.person_id, "Huyện nông thôn mới nâng cao\n"),
        ("2024-12-31", clerk.person_id, "S0: trước nghị quyết 1 năm"),
        ("2023-12-31", clerk.person_id, "S2: về đích trước 2 năm"),
    ]
    met = timeliness(task.original_due_on, task.due_on, date(2024, 1, 2), WorkingDays())
    assert (met.early, met.late, met.current) == (True, True, 2)


def test_gc_18_a_leader_scored_above_the_unit_is_capped() -> None:
    products = tuple(Product(f"NV-{count}", done=True, excellent=count < 2) for count in range(5))
    proposal = propose(Facts(products, common=D(28)), rules_of(2026), Rating.GOOD)
    assert (proposal.points, proposal.rating) == (Fraction(98), Rating.GOOD)
    assert [reason(why) for why in proposal.reasons] == [
        "Đề xuất hoàn thành tốt nhiệm vụ: người đứng đầu không xếp cao hơn đơn vị, mà đơn vị xếp loại hoàn thành tốt nhiệm vụ "
        "(theo điểm và điều kiện, cá nhân đạt mức hoàn thành xuất sắc nhiệm vụ)."
    ]


def test_gc_20_six_directors_and_nine_pairs_are_twenty_four(session: Session) -> None:
    here = Organisation(session)
    directors = [f"Giám đốc Sở {count}" for count in range(6)]
    pairs = [f"{title} huyện {count}" for count in range(9) for title in ("Bí thư", "Chủ tịch")]
    for name in directors + pairs:
        here.task(here.post(name))
    assert len(set(session.exec(select(Task.post_id)))) == 24
