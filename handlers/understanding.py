"""From words to pieces: whose task is meant, what is sure, and what has to be asked about first."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlmodel import Session

from handlers import menus
from handlers.turn import Turn
from rules.estimates import read_answer
from rules.replies import Acknowledged, Action, Extend, Item, Note, Reading, Stuck, Unclear, Why
from rules.states import OPEN_STATES
from services.reading import Lines, item_of, lines_for, mentioned, numbers_in
from services.tasks import Standing, by_number
from views.doubts import Doubt


@dataclass
class Understood:
    """What a text comes to. `pieces` (task id, what is meant) are written at once; `doubts` are asked about; of `shared`
    numbers a post has to be chosen; `wordless` tasks are stuck without a word why; `reasonless` ones want time without a
    reason. `numbers` are the tasks' own numbers."""

    pieces: list[tuple[int, Action]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    shared: list[tuple[list[Standing], Action]] = field(default_factory=list)
    wordless: list[Standing] = field(default_factory=list)
    reasonless: list[tuple[Standing, Extend]] = field(default_factory=list)
    acknowledged: bool = False
    numbers: dict[int, int] = field(default_factory=dict)

    @property
    def sure(self) -> bool:
        """Is there anything that can be written, or asked about in full?"""
        return bool(self.pieces or self.shared or self.wordless or self.reasonless or self.acknowledged) or any(
            doubt.standing is not None and doubt.proposal is not None for doubt in self.doubts
        )

    @property
    def found(self) -> bool:
        """Is there anything in it that belongs to a task, or asks to which?"""
        return self.sure or any(
            doubt.standing is not None or doubt.why is not Why.NOT_UNDERSTOOD for doubt in self.doubts
        )


def understand(session: Session, turn: Turn, text: str) -> Understood:
    """A text that names its tasks by number, or answers the bundle that was shown."""
    lines = lines_for(session, turn.actor, turn.today, turn.working_days)
    bundle = menus.bundle_meant(session, turn)
    named = mentioned(text, lines)
    shown = lines.numbers_of(bundle.args.get("shown", [])) if bundle else lines.unclaimed()
    items = lines.only({*shown, *named})
    hidden = [line for line in lines.items if line not in items]
    reading = read_answer(text, items, turn.today, turn.working_days, hidden)

    def sure(number: int) -> bool:
        only = len(lines.standings) == 1
        return number in named or only or (bundle is not None and menus.last_word(session, turn, bundle))

    found = _sorted_out(reading, lines, items, text, sure)
    _closed_ones(session, turn, found)
    return found


def understand_of(turn: Turn, standing: Standing, text: str) -> Understood:
    """A text about one task that is known: its number may be left out."""
    number = standing.task.number
    lines = Lines([item_of(number, standing)], {number: standing}, {})
    reading = read_answer(text, lines.items, turn.today, turn.working_days)
    return _sorted_out(reading, lines, lines.items, text, lambda _: True)


def _sorted_out(
    reading: Reading, lines: Lines, items: list[Item], text: str, sure: Callable[[int], bool]
) -> Understood:
    found = Understood(numbers={each.task.id or 0: each.task.number for each in lines.standings.values()})
    said_of = {number for number, _ in reading.actions}
    for number, action in reading.actions:
        if isinstance(action, Acknowledged):
            found.acknowledged = True
        elif number in lines.shared:
            if not _covered(lines, number, said_of):
                found.shared.append((lines.shared[number], action))
        else:
            _sort(found, lines.standings[number], action, text, sure(number))
    for unclear in reading.unclear:
        _doubt(found, lines, items, unclear, sure)
    return found


def _covered(lines: Lines, number: int, said_of: set[int]) -> bool:
    """Something said of everything was said of each of the tasks that share a number."""
    own = {each.task.id for each in lines.shared[number]}
    return own <= {lines.standings[other].task.id for other in said_of if other in lines.standings}


def _sort(found: Understood, standing: Standing, action: Action, text: str, sure: bool) -> None:
    if not sure:
        found.doubts.append(Doubt(standing, text, None, action))
    elif isinstance(action, Stuck) and not action.text:
        found.wordless.append(standing)
    elif isinstance(action, Extend) and not action.reason:
        found.reasonless.append((standing, action))
    else:
        found.pieces.append((standing.task.id or 0, action))


def _doubt(found: Understood, lines: Lines, items: list[Item], unclear: Unclear, sure: Callable[[int], bool]) -> None:
    """A piece handed back. Words about a task that is named are a note, which writes no number and can be taken back."""
    if unclear.why is Why.MANY:
        everything = [lines.standings[item.number] for item in items if item.number in lines.standings]
        found.doubts += [Doubt(each, unclear.text, Why.MANY, unclear.proposal) for each in everything]
        return
    standing = lines.of(unclear.item) if unclear.item is not None else None
    if standing is not None and isinstance(unclear.proposal, Note):
        _sort(found, standing, unclear.proposal, unclear.text, sure(unclear.item or 0))
    elif unclear.item in lines.shared and unclear.proposal is not None:
        found.shared.append((lines.shared[unclear.item], unclear.proposal))
    else:
        found.doubts.append(Doubt(standing, unclear.text, unclear.why, unclear.proposal))


def _closed_ones(session: Session, turn: Turn, found: Understood) -> None:
    """What is said of a task that is over is kept as a note, and the person is told (domain/states.md)."""
    for doubt in list(found.doubts):
        numbers = numbers_in(doubt.text)
        if doubt.standing is not None or not numbers:
            continue
        task = by_number(session, turn.actor, numbers[0])
        if task is not None and task.state not in OPEN_STATES:
            found.doubts.remove(doubt)
            found.pieces.append((task.id or 0, Note(doubt.text)))
            found.numbers[task.id or 0] = task.number
