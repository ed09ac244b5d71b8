"""Golden checks of domain/requirements.md by number, then what holds for all numbers."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.attainment import (
    S0,
    S2,
    Basis,
    Bucket,
    Certainty,
    Count,
    Counter,
    Direction,
    Figure,
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
    mean,
    per_head,
    rate,
    share_of,
    tally,
)

D = Decimal
amounts = st.decimals(min_value=0, max_value=10**6, places=2)
positive = st.decimals(min_value=D("0.01"), max_value=10**6, places=2)


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


def test_gc_03_what_is_in_no_bucket_is_published() -> None:
    counts = dict(zip(S0.buckets, (7, 4, 8, 3, 3), strict=True))
    result = Tally(counts, 28)
    assert (result.classified, result.residual) == (25, 3)
    shares = [share.percent for bucket in S0.buckets if (share := result.share(bucket))]
    assert shares == [D("25.0"), D("14.3"), D("28.6"), D("10.7"), D("10.7")]


def test_gc_04_parts_that_add_up_leave_no_residual() -> None:
    result = Tally(dict(zip(S2.buckets, (8, 16, 2), strict=True)), 26)
    assert (result.classified, result.residual) == (26, 0)
    shares = [share.percent for bucket in S2.buckets if (share := result.share(bucket))]
    assert shares == [D("30.8"), D("61.5"), D("7.7")]


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


def test_the_mean_over_a_term_is_of_results_only() -> None:
    years = [Figure(2021, D("7.11")), Figure(2022, D("8.62"))]
    assert mean(years, 3) == D("7.865")
    with pytest.raises(ValueError):
        mean([*years, Figure(2023, D("9"), Certainty.ESTIMATE)], 3)


def test_a_counter_grows_over_the_years_of_its_span() -> None:
    assert Counter(D(600), D(1147)) + Counter(D(547), D(1147)) == Counter(D(1147), D(1147))
    with pytest.raises(ValueError):
        Counter(D(1), D(2)) + Counter(D(1), D(3))


@pytest.mark.parametrize(
    ("actual", "bucket"), [("14", Bucket.EXCEEDED), ("14.5", Bucket.MET), ("16", Bucket.OVER70), ("29", "from50to70")]
)
def test_under_a_ceiling_less_is_better(actual: str, bucket: str) -> None:
    assert bucket_of(attain(PlanTarget(D("14.5"), "%", Direction.DOWN), Value(D(actual), "%")), S0) == bucket


@pytest.mark.parametrize(("actual", "share"), [("1", 50), ("2", 100), ("2.3", 100), ("2.5", 100), ("5", 200)])
def test_a_range_is_met_from_its_lower_bound(actual: str, share: int) -> None:
    assert attain(RangeTarget(D(2), D("2.5")), Value(D(actual))) == Share.of(share, 100)


def test_units_are_never_mixed() -> None:
    with pytest.raises(ValueError):
        attain(PlanTarget(D(144), "hộ"), Value(D(50), "%"))


def test_nothing_is_divided_by_nothing() -> None:
    assert share_of(D(1), D(0)) is None
    assert share_of(D(0), D("14.5"), "down") is None
    assert Tally({}, 0).share(Bucket.MET) is None
    with pytest.raises(ValueError):
        per_head(3, 0)


def test_more_in_buckets_than_there_are_is_refused() -> None:
    with pytest.raises(ValueError):
        Tally({Bucket.MET: 29}, 28)


def test_an_empty_range_is_refused() -> None:
    with pytest.raises(ValueError):
        RangeTarget(D(3), D(2))


@settings(deadline=None)
@given(amounts, positive)
def test_a_share_shown_is_within_half_a_last_digit(actual: Decimal, plan: Decimal) -> None:
    share = share_of(actual, plan)
    assert share is not None
    assert abs(Fraction(share.percent) - Fraction(actual) / Fraction(plan) * 100) <= Fraction(1, 20)


@settings(deadline=None)
@given(st.lists(st.tuples(amounts, positive)), st.sampled_from([S0, S2]))
def test_buckets_and_residual_make_the_total(pairs: list[tuple[Decimal, Decimal]], scheme: object) -> None:
    chosen = S0 if scheme is S0 else S2
    result = tally((share_of(actual, plan) for actual, plan in pairs), chosen)
    assert result.classified + result.residual == result.total == len(pairs)


@settings(deadline=None)
@given(amounts, amounts, positive)
def test_more_is_never_a_smaller_share(one: Decimal, other: Decimal, plan: Decimal) -> None:
    shares = [share_of(amount, plan) for amount in sorted([one, other])]
    assert shares[0] is not None
    assert shares[1] is not None
    assert shares[0] <= shares[1]
