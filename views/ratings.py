"""Ratings and buckets in words: what the rules came to, and each cap in one sentence with its numbers. None of it is a
message: assessments of people are read on pages, on paper and at the clerk's desk."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from models import Assessment
from rules.attainment import Bucket, Tally
from rules.attainment.share import to_decimal
from rules.rating import Proposal, Rating, Reason
from views.words import say, show

WORDS = {
    Rating.EXCELLENT: "excellent completion",
    Rating.GOOD: "good completion",
    Rating.COMPLETED: "completion",
    Rating.FAILED: "no completion",
}
BUCKETS = {
    Bucket.EXCEEDED: "exceeded",
    Bucket.MET: "met",
    Bucket.MET_OR_EXCEEDED: "met or exceeded",
    Bucket.OVER70: "over 70%",
    Bucket.FROM70: "from 70%",
    Bucket.FROM50TO70: "from 50 to 70%",
    Bucket.UNDER50: "under 50%",
}


def rating_word(rating: Rating) -> str:
    """ "hoàn thành tốt nhiệm vụ"."""
    return say(WORDS[rating])


def points(exact: Fraction | Decimal) -> str:
    """To two decimals, as people write it: "87,33"."""
    return show(to_decimal(Fraction(exact), 2))


def reason(why: Reason) -> str:
    """One cap or condition in one sentence."""
    return say(why.message_id, **{name: _value(value) for name, value in why.args.items()})


def kept_reason(kept: Mapping[str, object]) -> str:
    """The same from a row: `{"id": …, "args": {…}}`, numbers and ratings as words of JSON."""
    args = kept["args"]
    assert isinstance(args, dict)
    return say(str(kept["id"]), **{name: _kept_value(value) for name, value in args.items()})


def _kept_value(value: object) -> object:
    if isinstance(value, str) and value in set(Rating):
        return rating_word(Rating(value))
    return show(Decimal(value)) if isinstance(value, str) and value.replace(".", "", 1).isdigit() else value


def _value(value: object) -> object:
    return rating_word(value) if isinstance(value, Rating) else value


def weighted_line(row: Assessment) -> str:
    """The points over several posts of one person, by days in each."""
    return say("Over all posts, by days in each: {points} points", points=points(Fraction(row.facts["weighted"])))


def proposal_lines(proposal: Proposal) -> list[str]:
    """The proposal with its points, then why it is not higher."""
    head = say(
        "{points} points; proposed: {rating}", points=points(proposal.points), rating=rating_word(proposal.rating)
    )
    return [head, *(reason(why) for why in proposal.reasons)]


def tally_lines(tally: Tally) -> list[str]:
    """Each bucket with its share of the total; the parts that don't reach it have a line of their own (S0-07)."""
    lines = []
    for bucket, count in tally.counts.items():
        share = tally.share(bucket)
        percent = f" ({show(share.percent)}%)" if share else ""
        lines.append(f"{say(BUCKETS[bucket])}: {show(count)}{percent}")
    return lines + ([say("{count} targets not classified", count=tally.residual)] if tally.residual else [])
