"""One person may hold several posts of a group: in the quota they are one person, with their points weighted by days in post."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from rules.rating.model import Proposal, Rating, RuleSet
from rules.rating.quota import Candidate, within_quota
from rules.rating.tenures import weighted


@dataclass(frozen=True)
class InPost:
    """What the rules came to for a person in one post, and the days there."""

    person: int
    days: int
    proposal: Proposal


def weighted_points(stays: Sequence[InPost]) -> dict[int, Fraction]:
    """Each person's points over all their posts, by days in post; only of those with several."""
    points: dict[int, list[tuple[Fraction, int]]] = {}
    for stay in stays:
        points.setdefault(stay.person, []).append((stay.proposal.points, stay.days))
    found = {person: weighted(several) for person, several in points.items() if len(several) > 1}
    return {person: mean for person, mean in found.items() if mean is not None}


def quota_by_person(group: Sequence[InPost], rules: RuleSet) -> list[Proposal]:
    """The proposals of a group after its quota, in order. A person who is moved down is so in every post."""
    means = weighted_points(group)
    best: dict[int, Proposal] = {}
    for stay in group:
        known = best.get(stay.person)
        if known is None or stay.proposal.rating.better_than(known.rating):
            best[stay.person] = stay.proposal
    whole = [Candidate(person, replace(p, points=means.get(person, p.points))) for person, p in best.items()]
    after = within_quota(whole, rules)
    return [_after(stay.proposal, after[stay.person]) for stay in group]


def _after(own: Proposal, person: Proposal) -> Proposal:
    if own.rating is not Rating.EXCELLENT or person.rating is Rating.EXCELLENT:
        return own
    return Proposal(own.points, person.rating, (*own.reasons, person.reasons[-1]))
