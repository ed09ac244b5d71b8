"""Deadlines in words (domain/deadlines.md): every reading is found, and only a single one is believed."""

from collections.abc import Sequence
from datetime import date

from rules.deadlines import reasons
from rules.deadlines.deadline import Deadline
from rules.deadlines.engine import Reader
from rules.deadlines.lunar import KNOWN
from rules.deadlines.phrases import GOALS, GRAMMAR
from rules.deadlines.stretches import plus_months
from rules.deadlines.tokens import Words, take_apart
from rules.deadlines.values import Context, Moment, Ongoing, Refusal, Repeat, shown
from rules.folding import clean, vocabulary
from rules.workdays import WorkingDays

_LONGEST_TEXT, _LONGEST = 500, 40  # characters, tokens; a deadline has a handful
_SHOWN = 80  # characters of the text repeated in a reason
_FARTHEST = 25 * 12  # months: programmes look ahead to 2045 and 2050

# Not a reading at all where there is another: 30-11-26 is no 11/26.
_IMPOSSIBLE = {reasons.NO_SUCH_DAY, reasons.NO_SUCH_PERIOD, reasons.NO_SUCH_HOUR}
_ABOUT_TIME = vocabulary("ngày thang quy nam tuan thu mai mot tet ram mung gio hang moi dinh")


def parse_deadline(text: str, today: date, working_days: WorkingDays) -> Deadline:
    """What `text` says about a deadline on the day `today` (an annex is read with its document's date).

    Never raises, whatever the text; never a date before `today`, which must lie between 1901 and 2098 to be understood: the
    lunar calendar is known no farther."""
    words = take_apart(text[:_LONGEST_TEXT])
    context = Context(today, working_days, _excerpt(text[:_LONGEST_TEXT]))
    if not words.tokens:
        return _refused(context, Refusal(reasons.NOTHING_SAID))
    if today.year not in KNOWN or len(text) > _LONGEST_TEXT or len(words.tokens) > _LONGEST:
        return _refused(context, Refusal(reasons.UNREADABLE))
    reader = Reader(GRAMMAR, words, context)
    for goal in GOALS:
        found = reader.readings(goal)
        if found:
            return _decided(context, [_checked(context, each) for each in found])
    return _refused(context, _why_unread(words))


def _checked(context: Context, found: object) -> object:
    """A reading, or why it can't be a deadline."""
    if not isinstance(found, Moment):
        return found
    end = found.span.end
    if end < context.today:
        over = reasons.DAY_OVER if found.span.start == end else reasons.PERIOD_OVER
        return Refusal(over, shown(end))
    if end > plus_months(context.today, _FARTHEST):
        return Refusal(reasons.TOO_FAR)
    return found


def _decided(context: Context, found: Sequence[object]) -> Deadline:
    """One reading is believed; with several, or one that is refused, nothing is sure."""
    possible = [each for each in found if not (isinstance(each, Refusal) and each.reason in _IMPOSSIBLE)] or found
    refusals = [each for each in possible if isinstance(each, Refusal)]
    if refusals:
        return _refused(context, refusals[0])
    moments = list(dict.fromkeys((each.span.end, each.at) for each in possible if isinstance(each, Moment)))
    others = list(dict.fromkeys(each for each in possible if not isinstance(each, Moment)))
    if len(moments) + len(others) == 1:
        return Deadline("date", date=moments[0][0], time=moments[0][1]) if moments else _endless(others[0])
    days = list(dict.fromkeys(day for day, _ in moments))
    if others or len(days) < 2:
        return _refused(context, Refusal(reasons.SEVERAL))
    hours = {at for _, at in moments}
    return Deadline("ambiguous", time=hours.pop() if len(hours) == 1 else None, readings=(days[0], days[1]))


def _endless(found: object) -> Deadline:
    if isinstance(found, Repeat):
        return Deadline("recurring", time=found.at, every=found.every, day=found.day)
    assert isinstance(found, Ongoing)
    return Deadline("ongoing")


def _why_unread(words: Words) -> Refusal:
    unknown = [token.text for token in words.tokens if not token.is_number and token.text not in GRAMMAR.vocabulary]
    if not any(token.is_number or {token.text, token.bare} & _ABOUT_TIME for token in words.tokens):
        return Refusal(reasons.NO_DEADLINE)
    return Refusal(reasons.UNKNOWN_WORDS, " ".join(unknown)) if unknown else Refusal(reasons.UNREADABLE)


def _refused(context: Context, refusal: Refusal) -> Deadline:
    """A refusal with the arguments its reason names, the text itself where nothing better is known."""
    name = refusal.reason.partition("{")[2].partition("}")[0]
    return Deadline("refused", reason=refusal.reason, args={name: refusal.what or context.text} if name else {})


def _excerpt(text: str) -> str:
    seen = clean(text).replace("\n", " ")
    return seen if len(seen) <= _SHOWN else seen[: _SHOWN - 1] + "…"
