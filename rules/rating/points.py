"""Points out of products: quantity, quality and progress as percentages (NĐ 335), exact until they are shown."""

from fractions import Fraction

from rules.errors import UserError
from rules.rating.model import Facts, Product, RuleSet, Source

RESULTS = 70


def results_share(products: tuple[Product, ...], deduction: Fraction) -> Fraction:
    """The mean of quantity, quality and progress over the products assigned, 0 to 1. Each counts a third: the Decree names
    the three, and how the store found it, no other weights."""
    if not products:
        return Fraction(0)
    total = sum((_quantity(p) + _quality(p, deduction) + _progress(p, deduction) for p in products), Fraction(0))
    return total / 3 / len(products)


def _quantity(product: Product) -> Fraction:
    if product.done:
        return Fraction(1)
    return min(product.share or Fraction(0), Fraction(1))


def _quality(product: Product, deduction: Fraction) -> Fraction:
    return _less(product.failures, deduction) if product.done else Fraction(0)


def _progress(product: Product, deduction: Fraction) -> Fraction:
    return _less(product.delays, deduction) if product.done else Fraction(0)


def _less(times: int, deduction: Fraction) -> Fraction:
    return max(Fraction(0), 1 - times * deduction)


def points_of(facts: Facts, rules: RuleSet) -> Fraction:
    """Points of 100. Raises `UserError` while what they are made of is missing or out of range."""
    if rules.source is Source.COUNCIL:
        if facts.council is None:
            raise UserError("The council has not scored these tasks yet.")
        return facts.council
    if facts.common is None:
        raise UserError("The common criteria have no points yet (0 to {most}).", most=rules.common)
    if not 0 <= facts.common <= rules.common:
        raise UserError("The common criteria have 0 to {most} points.", most=rules.common)
    return Fraction(facts.common) + RESULTS * results_share(facts.products, rules.deduction)
