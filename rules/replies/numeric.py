"""Clauses with a number: a value, an increase, a share, what is left – or handed back."""

from collections.abc import Callable, Collection

from rules.replies.amounts import (
    from_to,
    gain_to,
    share_of_plan,
    value_and_share,
    value_reached,
    what_is_added,
    what_is_left,
)
from rules.replies.claims import Claim, Kind
from rules.replies.handing_back import handed_back
from rules.replies.measuring import Clause, measured
from rules.replies.model import Item
from rules.replies.own_figures import could_be_item, without_excess, without_origin
from rules.replies.untargeted import without_target
from rules.replies.windows import so_many_done, still, until, within

_READERS: tuple[Callable[[Clause, Item], Claim | None], ...] = (
    still,
    until,
    within,
    share_of_plan,
    what_is_left,
    what_is_added,
    gain_to,
    from_to,
    value_reached,
)


def numeric(clause: Clause, item: Item, others: Collection[int]) -> list[Claim] | None:
    """What a clause with a number says of `item`; None where its bare number could be another item's (`others`)."""
    own = without_origin(without_excess(measured(clause, item), item))
    codes = own.codes
    if codes == "n" and own.lexemes[0].amount == 0:
        return [Claim(Kind.SAME, own.start, own.end)]
    if could_be_item(own, others):
        return None
    if item.unit is None and item.plan is None:
        return without_target(own)
    readers = _READERS if others else (*_READERS, so_many_done)
    claim = next((claim for read in readers if (claim := read(own, item))), None)
    if claim is None and (both := value_and_share(own, item)):
        return both
    if claim is None and sum(code in "nfw" for code in codes) != 1:
        return None
    return [claim or handed_back(own, item)]
