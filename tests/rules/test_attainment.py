"""Arithmetic of targets: what holds for all numbers (the golden checks stand in tests/golden)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.attainment import (
    S0,
    S2,
    Bucket,
    Certainty,
    Counter,
    Direction,
    Figure,
    PlanTarget,
    RangeTarget,
    Share,
    Tally,
    Value,
    attain,
    bucket_of,
    mean,
    per_head,
    share_of,
    tally,
)

D = Decimal
amounts = st.decimals(min_value=0, max_value=10**6, places=2)
positive = st.decimals(min_value=D("0.01"), max_value=10**6, places=2)


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
