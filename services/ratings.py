"""Ratings: proposed by the rules of the year, decided by people. Units first, then leaders under them, then the quota."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from sqlmodel import Session, col, or_, select

from models import Assessment, Post, Tenure, Unit
from rules.attainment.share import to_decimal
from rules.errors import UserError
from rules.rating import (
    Facts,
    InPost,
    Proposal,
    Rating,
    RuleSet,
    Stay,
    days_of,
    propose,
    quota_by_person,
    rules_of,
    share_by_days,
    weighted_points,
)
from rules.spans import span_of, year_of
from services import judged
from services.discipline import against, measures
from services.history import free_text, record
from services.identity import Actor
from services.permissions import Action, require
from services.speaking import kept
from services.units import below


@dataclass(frozen=True)
class Leader:
    """A person in a post within the period: days there, and that person's part of the post's year."""

    post: Post
    person_id: int
    days: int
    part: Fraction


def proposals(
    session: Session, actor: Actor, unit_id: int, period: str, common: Mapping[str, Decimal], now: datetime
) -> list[Assessment]:
    """Propose for every unit with products and for its leaders. `common`: the common points by the name of unit or post.
    Proposals that were decided stay; an undecided one is replaced by a fresh row."""
    require(actor, Action.JUDGE, unit_id=unit_id)
    rules = rules_of(year_of(period))
    council = judged.council_means(session, period, now)
    rows: list[Assessment] = []
    groups: dict[str, list[InGroup]] = {}
    for unit, posts in _units(session, unit_id, period):
        known = judged.facts(
            session,
            [post.id or 0 for post in posts],
            period,
            common=common.get(unit.name),
            council=council,
            disciplined=len(measures(session, below(session, [unit.id or 0]), period)),
        )
        whole = propose(known, rules)
        rows.append(_row(unit, period, rules, known, whole, now))
        for post in posts:
            mine = judged.facts(session, [post.id or 0], period, common=common.get(post.name), council=council)
            for each in leaders(session, post, period) if mine.products else ():
                own = replace(mine, disciplined=against(session, each.person_id, period))
                groups.setdefault(unit.group, []).append(InGroup(unit, each, own, propose(own, rules, whole.rating)))
    rows += _leaders_rows(groups, period, rules, now)
    return [_keep(session, actor, row, now) for row in rows]


@dataclass(frozen=True)
class InGroup:
    """A leader in a post, among those of similar duties: the facts, and what the rules come to before the quota."""

    unit: Unit
    leader: Leader
    facts: Facts
    proposal: Proposal

    @property
    def in_post(self) -> InPost:
        return InPost(self.leader.person_id, self.leader.days, self.proposal)


def _leaders_rows(groups: Mapping[str, list[InGroup]], period: str, rules: RuleSet, now: datetime) -> list[Assessment]:
    """A row for each leader in each post, after the quota of their group; with the points weighted over several posts."""
    means = weighted_points([each.in_post for group in groups.values() for each in group])
    rows = []
    for group in groups.values():
        for each, found in zip(group, quota_by_person([one.in_post for one in group], rules), strict=True):
            row = _row(each.unit, period, rules, each.facts, found, now, each.leader)
            if each.leader.person_id in means:
                row.facts |= {"weighted": str(means[each.leader.person_id])}
            rows.append(row)
    return rows


def _units(session: Session, unit_id: int, period: str) -> list[tuple[Unit, list[Post]]]:
    """The units with something to judge, each with its own posts."""
    found = []
    for each in sorted(below(session, [unit_id])):
        posts = list(session.exec(select(Post).where(Post.unit_id == each).order_by(col(Post.id))))
        if posts and judged.tasks_of(session, [post.id or 0 for post in posts], period):
            found.append((session.get_one(Unit, each), posts))
    return found


def leaders(session: Session, post: Post, period: str) -> list[Leader]:
    """Who answered for a post within a period, with the days; a change in the year shares the score by them."""
    first, last = span_of(period)
    held = select(Tenure).where(Tenure.post_id == post.id, col(Tenure.accountable), Tenure.starts_on <= last)
    held = held.where(or_(col(Tenure.ends_on).is_(None), col(Tenure.ends_on) >= first)).order_by(col(Tenure.id))
    stays = [Stay(each.person_id, each.starts_on, each.ends_on) for each in session.exec(held)]
    parts = share_by_days(stays, first, last)
    days = {key: sum(days_of(stay, first, last) for stay in stays if stay.key == key) for key in parts}
    return [Leader(post, key, days[key], part) for key, part in parts.items()]


def _row(
    unit: Unit, period: str, rules: RuleSet, known: Facts, found: Proposal, now: datetime, leader: Leader | None = None
) -> Assessment:
    row = Assessment(
        unit_id=unit.id or 0,
        period=period,
        post_id=leader.post.id if leader else None,
        person_id=leader.person_id if leader else None,
        rules=rules.key,
        points=to_decimal(found.points, 2),
        proposed=found.rating.value,
        proposed_at=now,
    )
    row.reasons = [{"id": why.message_id, "args": {k: str(v) for k, v in why.args.items()}} for why in found.reasons]
    row.facts = {**judged.as_json(known), "points": str(found.points)}
    if leader is not None:
        row.facts |= {"days": leader.days, "part": str(leader.part)}
    return row


def _keep(session: Session, actor: Actor, row: Assessment, now: datetime) -> Assessment:
    before = standing(session, row.period, row.unit_id, row.post_id, row.person_id)
    if before is not None and before.decided is not None:
        return before
    row.replaces_id = before.id if before else None
    session.add(row)
    session.flush()
    _record(session, actor, row, "rating_proposed", now)
    return row


def standing(
    session: Session, period: str, unit_id: int, post_id: int | None, person_id: int | None
) -> Assessment | None:
    """The row that counts: the last one, nothing being overwritten."""
    statement = select(Assessment).where(Assessment.period == period, Assessment.unit_id == unit_id)
    statement = statement.where(Assessment.post_id == post_id, Assessment.person_id == person_id)
    return session.exec(statement.order_by(col(Assessment.id).desc())).first()


def all_standing(session: Session, period: str, units: Sequence[int]) -> list[Assessment]:
    rows = session.exec(
        select(Assessment)
        .where(Assessment.period == period, col(Assessment.unit_id).in_(units))
        .order_by(col(Assessment.id))
    ).all()
    replaced = {row.replaces_id for row in rows}
    return [row for row in rows if row.id not in replaced]


def decide(session: Session, actor: Actor, row_id: int, rating: Rating, reason: str, now: datetime) -> Assessment:
    """People decide. A decision that differs from the proposal, or from an earlier decision, needs a reason; no leader comes
    above the unit, whoever decides (S0-20)."""
    row = session.get(Assessment, row_id)
    if row is None:
        raise UserError("There is no such proposal.")
    require(actor, Action.DECIDE_RATING, unit_id=row.unit_id)
    if row.person_id is not None and row.person_id == actor.person_id:
        raise UserError("Nobody decides on the own rating.")
    if rating.value != (row.decided or row.proposed) and not kept(reason):
        raise UserError("A decision that differs from the proposal needs its reason.")
    _under_the_unit(session, row, rating)
    if row.decided is not None:
        row = _again(session, row)
    row.decided, row.decided_by, row.decided_at = rating.value, actor.person_id, now
    row.text_id = free_text(session, kept(reason))
    session.add(row)
    session.flush()
    _record(session, actor, row, "rating_decided", now)
    return row


def _under_the_unit(session: Session, row: Assessment, rating: Rating) -> None:
    if row.post_id is None:
        return
    unit = standing(session, row.period, row.unit_id, None, None)
    if unit is not None and rating.better_than(Rating(unit.decided or unit.proposed)):
        raise UserError("A leader is not rated above the unit, so this can't be decided.")


def _again(session: Session, row: Assessment) -> Assessment:
    """A correction is a new row; the old decision stays readable."""
    fresh = Assessment(
        **row.model_dump(exclude={"id", "decided", "decided_by", "decided_at", "text_id", "replaces_id"})
    )
    fresh.replaces_id = row.id
    session.add(fresh)
    session.flush()
    return fresh


def recomputed(row: Assessment) -> Proposal:
    """The same facts by the rules of their own year, before quota and cap."""
    return propose(judged.from_json(row.facts), rules_of(year_of(row.period)))


def _record(session: Session, actor: Actor, row: Assessment, event: str, now: datetime) -> None:
    record(
        session,
        unit_id=row.unit_id,
        subject=f"assessment:{row.id}",
        event=event,
        actor=actor,
        now=now,
        before={"proposed": row.proposed, "replaces": row.replaces_id},
        after={"decided": row.decided, "rules": row.rules},
        text_id=row.text_id,
    )
