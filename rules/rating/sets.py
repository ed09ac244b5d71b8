"""Rule sets by year. An old year is recomputed with its own; a year without one is refused (S4-14)."""

from fractions import Fraction

from rules.errors import UserError
from rules.rating.model import LevelRule, Rating, RuleSet, Source

ALL = Fraction(1)

# 366-QĐ/TW (30/8/2025) and 335/2025/NĐ-CP (in force 1/1/2026): 90/70/50, 30 common + 70 results, 25 % per failure or delay,
# excellent at most 20 % of those rated good.
CURRENT = RuleSet(
    key="366-QĐ/TW; 335/2025/NĐ-CP",
    first=2026,
    last=None,
    source=Source.PRODUCTS,
    levels=(
        LevelRule(Rating.EXCELLENT, 90, done=ALL, on_time=ALL, exceeded=Fraction(30, 100), no_discipline=True),
        LevelRule(Rating.GOOD, 70, done=ALL, on_time=ALL),
        LevelRule(Rating.COMPLETED, 50, done=ALL, late=Fraction(20, 100)),
        LevelRule(Rating.FAILED, 0),
    ),
    deduction=Fraction(1, 4),
    quota=Fraction(20, 100),
    common=30,
)

# The schemes' own years: the council scores each task (S4-09) and the leader stays under the unit (S0-20). The articles give
# the mechanism, not the boundaries, so these are an illustration; 2021 and 2022 were reviewed once each (S4-14).
PILOT = RuleSet(
    key="371-QĐ/TU",
    first=2021,
    last=2022,
    source=Source.COUNCIL,
    levels=(
        LevelRule(Rating.EXCELLENT, 90),
        LevelRule(Rating.GOOD, 70),
        LevelRule(Rating.COMPLETED, 50),
        LevelRule(Rating.FAILED, 0),
    ),
    illustrative=True,
)
REVISED = RuleSet(
    key="371-QĐ/TU (2023)",
    first=2023,
    last=2025,
    source=Source.COUNCIL,
    levels=(
        LevelRule(Rating.EXCELLENT, 90, done=ALL),
        LevelRule(Rating.GOOD, 70, late=Fraction(20, 100)),
        LevelRule(Rating.COMPLETED, 50),
        LevelRule(Rating.FAILED, 0),
    ),
    illustrative=True,
)
RULE_SETS = (PILOT, REVISED, CURRENT)


def rules_of(year: int) -> RuleSet:
    """The rule set that was in force in a year. Raises `UserError` for a year that has none."""
    for rules in RULE_SETS:
        if rules.first <= year and (rules.last is None or year <= rules.last):
            return rules
    raise UserError("There are no rating rules for {year}, so no rating can be proposed.", year=str(year))
