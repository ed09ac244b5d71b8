"""A whole answer, read piece by piece (domain/replies.md)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from rules.courtesies import strip_courtesies
from rules.folding import clean
from rules.replies.amended import amended
from rules.replies.claims import About, Claim, Kind
from rules.replies.clauses import read
from rules.replies.columns import ruled
from rules.replies.context import Context, context
from rules.replies.corrected import looked_over
from rules.replies.hinted_lines import of_hinted
from rules.replies.later import is_to_come
from rules.replies.likely import with_proposals
from rules.replies.measured_lines import of_measured
from rules.replies.measuring import Clause
from rules.replies.model import Acknowledged, Item, Reading, Stuck, Unclear, Why
from rules.replies.notebook import Notebook
from rules.replies.paired import paired
from rules.replies.pieces import pieces
from rules.replies.reckoned import reckoned
from rules.replies.segments import Segment, segments, starts_with_preamble
from rules.replies.steps import Steps
from rules.replies.tabled import tabled
from rules.replies.titles import names_in
from rules.replies.zero import nothing_else_new, zero_and
from rules.workdays import WorkingDays

# Longer than a message can be on either platform: cut, its last number might lose a digit.
_LONGEST = 4096
_SHOWN = 200
_CLAIMING = frozenset("nfw%DSsXQ+k")
_TOLD = (_CLAIMING - frozenset("+")) | frozenset("rj")
_IDLE = frozenset(".FZWpTtP:-O")
_POLITE = frozenset("🙏🤝👏❤💐🌹😊🙂😀")


def parse_reply(
    text: str, items: Sequence[Item], today: dt.date, working_days: WorkingDays, others: Sequence[Item] = ()
) -> Reading:
    """What a message says of the lines the person was shown. Never an error, and never a number that is not sure: what is
    not understood, or has to be confirmed first, is in `unclear`.

    `items`: the lines shown, each with its own number; `today`, `working_days`: for dates in an extension asked for;
    `others`: the person's open tasks that were not shown – words that could mean one of those are asked about."""
    if len(text) > _LONGEST:
        return Reading([], [Unclear(None, clean(text)[:_SHOWN], Why.NOT_UNDERSTOOD)])
    beside = zero_and(strip_courtesies(text)) if items else None
    if beside is None:
        return _read(text, items, today, working_days, others)
    read_beside = _read(beside, items, today, working_days, others) if beside else Reading()
    return nothing_else_new(read_beside, items, beside)


def _read(
    text: str, items: Sequence[Item], today: dt.date, working_days: WorkingDays, others: Sequence[Item]
) -> Reading:
    """What a message says that has no such `0`."""
    known = [item.number for item in [*items, *others]]
    said = amended(reckoned(paired(tabled(strip_courtesies(text), known), items), items), known)
    ctx = context(said, items, today, working_days, others)
    if not ctx.lexemes:
        return _wordless(clean(text), items)
    if not items:
        return Reading([], [Unclear(None, ctx.text, Why.WHICH_ITEM)])
    cut = ruled(_opened(segments(ctx)), ctx)
    if not cut:
        return Reading([], [Unclear(None, ctx.text, Why.NOT_UNDERSTOOD)])
    notebook = Notebook(ctx)
    if ctx.only is None and _nothing_new(cut, notebook):
        return notebook.reading()
    if ctx.only is None and not any(_names_items(segment, ctx) for segment in cut):
        _whole(cut, notebook)
    else:
        Steps(cut, notebook).run()
    return with_proposals(looked_over(notebook.reading(), cut, ctx), ctx)


def _wordless(text: str, items: Sequence[Item]) -> Reading:
    """Nothing but "cảm ơn", "dạ" or flowers, or nothing at all."""
    if any(map(str.isalpha, text)) or _POLITE & set(text):
        return Reading([(item.number, Acknowledged()) for item in items], [])
    return Reading([], [Unclear(None, text, Why.NOT_UNDERSTOOD)] if text else [])


def _nothing_new(cut: list[Segment], notebook: Notebook) -> bool:
    """ "Chưa có gì mới hết em ơi, mấy bữa nay mưa dữ quá": said first and of no line, and nothing else is claimed."""
    first, *rest = cut
    lexemes = [each for each in first.lexemes if each.code not in "p"]
    if not lexemes or first.asked or any(each.names or each.hints or each.parts for each in first.lexemes):
        return False
    claims = read(Clause(lexemes), About(notebook.ctx.items, (), notebook.ctx)) or []
    told = [
        each for each in rest if _TOLD & set(each.codes) and not is_to_come(notebook.ctx.said(each.start, each.end))
    ]
    silent = not told and not any(segment.asked or _is_rest(segment) for segment in rest)
    if not silent or [claim.kind for claim in claims] != [Kind.SAME] or claims[0].note:
        return False
    beside = replace(claims[0], end=rest[-1].end, note=True, closed=False) if rest else claims[0]
    notebook.for_all([beside])
    return True


def _is_rest(segment: Segment) -> bool:
    return any(lexeme.code in "jE" for lexeme in segment.lexemes)


def _names_items(segment: Segment, ctx: Context) -> bool:
    following = [*(lexeme.code for lexeme in segment.lexemes[1:]), ""]
    known = any(
        lexeme.code in "kJj"
        or (lexeme.code == "r" and after in tuple("nwk"))
        or lexeme.names
        or set(lexeme.parts) & set(ctx.shown)
        for lexeme, after in zip(segment.lexemes, following, strict=True)
    )
    known = known or of_measured(segment, ctx) is not None or of_hinted(segment, ctx) is not None
    return known or pieces(segment.lexemes, ctx) is not None


def _opened(cut: list[Segment]) -> list[Segment]:
    """Without the words before the first piece that say nothing ("Tôi xin báo cáo kết quả tuần 48:")."""
    silent = starts_with_preamble(cut[0]) and not names_in(cut[0].lexemes) if cut else False
    return cut[1:] if len(cut) > 1 and silent else cut


def _whole(cut: list[Segment], notebook: Notebook) -> None:
    """A message about several lines that names none: `0`, "chưa có gì mới" and "đã nhận" are meant of all of them; anything
    else is asked about."""
    ctx = notebook.ctx
    about = About(ctx.items, (), ctx)
    said = [[] if segment.asked else read(Clause(segment.lexemes), about) or [] for segment in cut]
    claims = [claim for of_segment in said for claim in of_segment]
    hinted = any(lexeme.hints for segment in cut for lexeme in segment.lexemes)
    beside = any(said) and all(of_segment or _is_idle(segment) for segment, of_segment in zip(cut, said, strict=True))
    if beside and not hinted and all(_of_all(claim) or _is_beside(claim, ctx) for claim in claims):
        unchanged = [claim for claim in claims if claim.kind is Kind.SAME and not claim.note]
        acknowledged = [claim for claim in claims if claim.kind is Kind.ACK]
        if unchanged or acknowledged:
            notebook.for_all(unchanged[:1] or acknowledged[:1])
            return
    if _is_heard(cut, said):
        notebook.for_all([claim for claim in claims if claim.kind is Kind.ACK][:1])
        return
    if len(cut) > 1 and cut[1].hard and said[0] and all(claim.kind is Kind.ACK for claim in said[0]):
        notebook.for_all(said[0][:1])  # "Đã nhận. Chiều nay họp xong tôi gửi số": heard, and the rest is asked about
    for segment, of_segment in zip(cut, said, strict=True):
        if segment.asked:
            question = Stuck(ctx.said(segment.start, segment.end))
            notebook.ask(segment.start, segment.end, Why.QUESTION, proposal=question)
        elif not of_segment or any(claim.kind is not Kind.ACK for claim in of_segment):
            notebook.ask_which(segment, of_segment)


def _is_idle(segment: Segment) -> bool:
    """ "Nhắc gì lắm thế": words that claim nothing and count nothing."""
    return not segment.asked and set(segment.codes) <= _IDLE


def _is_heard(cut: list[Segment], said: list[list[Claim]]) -> bool:
    """ "Vâng, em làm ngay": heard, with words behind it that claim nothing."""
    plain = not any(segment.asked or _CLAIMING & set(segment.codes) for segment in cut)
    return plain and bool(said[0]) and all(claim.kind is Kind.ACK for claim in said[0])


def _is_beside(claim: Claim, ctx: Context) -> bool:
    """ "… vì cán bộ nghỉ phép" says why of nothing new."""
    return claim.kind is Kind.NOTE and not any(map(str.isdigit, ctx.said(claim.start, claim.end)))


def _of_all(claim: Claim) -> bool:
    return claim.kind in (Kind.SAME, Kind.ACK)
