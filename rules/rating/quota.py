""" "Xuất sắc" at most 20 % of those rated "tốt" in one unit and group of similar duties (NĐ 335)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from rules.rating.model import Proposal, Rating, Reason, RuleSet


@dataclass(frozen=True)
class Candidate:
    """Somebody of the group, with what the rules came to so far."""

    key: int
    proposal: Proposal


def most_excellent(top: int, quota: Fraction) -> int:
    """How many of `top` who reach "tốt" or better may be excellent, so that excellent ≤ quota × good; whoever is moved
    down counts as good."""
    return int(quota * top / (1 + quota))


def within_quota(group: Sequence[Candidate], rules: RuleSet) -> dict[int, Proposal]:
    """Everybody's proposal after the quota: the highest points keep "xuất sắc". A tie across the border keeps it for none of
    the tied, and says so: whom to prefer is for people to decide."""
    proposals = {each.key: each.proposal for each in group}
    if rules.quota is None:
        return proposals
    excellent = [each for each in group if each.proposal.rating is Rating.EXCELLENT]
    top = sum(1 for each in group if each.proposal.rating in (Rating.EXCELLENT, Rating.GOOD))
    most = most_excellent(top, rules.quota)
    for each in excellent:
        above = sum(1 for other in excellent if other.proposal.points > each.proposal.points)
        level = sum(1 for other in excellent if other.proposal.points == each.proposal.points)
        if above + level > most:
            proposals[each.key] = _moved(each.proposal, top, most, above + 1, tied=above < most)
    return proposals


def _moved(proposal: Proposal, top: int, most: int, place: int, *, tied: bool) -> Proposal:
    args: dict[str, object] = {"most": most, "top": top, "place": place}
    why = (
        Reason(
            "Not excellent: the group may have {most} excellent among {top} from good up (20% of the good); equal points at "
            "place {place}, for the authority to decide.",
            args,
        )
        if tied
        else Reason(
            "Not excellent: the group may have {most} excellent among {top} from good up (20% of the good); place {place} by "
            "points.",
            args,
        )
    )
    return Proposal(proposal.points, Rating.GOOD, (*proposal.reasons, why))
