"""Proposals for quality ratings: rule sets by year as data, what they ask, and every cap said in one sentence.

Rules propose; people decide. Sources: 366-QĐ/TW and 335/2025/NĐ-CP as domain/requirements.md found them; S0-20, S4-09, S4-14.
"""

from rules.rating.model import Facts, LevelRule, Product, Proposal, Rating, Reason, RuleSet, Source
from rules.rating.persons import InPost, quota_by_person, weighted_points
from rules.rating.points import points_of, results_share
from rules.rating.propose import cap, propose
from rules.rating.quota import Candidate, most_excellent, within_quota
from rules.rating.sets import RULE_SETS, rules_of
from rules.rating.tenures import Stay, days_of, share_by_days, weighted

__all__ = [
    "RULE_SETS",
    "Candidate",
    "Facts",
    "InPost",
    "LevelRule",
    "Product",
    "Proposal",
    "Rating",
    "Reason",
    "RuleSet",
    "Source",
    "Stay",
    "cap",
    "days_of",
    "most_excellent",
    "points_of",
    "propose",
    "quota_by_person",
    "results_share",
    "rules_of",
    "share_by_days",
    "weighted",
    "weighted_points",
    "within_quota",
]
