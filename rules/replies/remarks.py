"""Words about an item that the grammar does not understand: a remark where nothing in them could be a claim, or handed back."""

from dataclasses import replace

from rules.replies.claims import Claim, Kind, remark
from rules.replies.context import Context
from rules.replies.measuring import Clause
from rules.replies.model import Note
from rules.replies.refs import Ref

REMARKS = frozenset("FGWTtVUHNcRPCpBSs")


def remarked(body: Clause, ref: Ref, ctx: Context) -> Claim:
    """What `body` is of the item that `ref` names."""
    text = ctx.said(body.start, body.end)
    digits = any(map(str.isdigit, text))
    claim = replace(remark(body), said_from=ref.start)
    if not digits and not set("wD+") & set(body.codes) and (ref.strong or body.codes[0] in REMARKS):
        return claim
    return replace(claim, kind=Kind.UNSURE, proposal=None if digits else Note(text))
