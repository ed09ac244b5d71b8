"""The way through a message, segment by segment: what each adds to which item."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rules.replies.claims import About, Claim, Kind, remark
from rules.replies.clauses import read
from rules.replies.context import Context
from rules.replies.floor import NUMBERS, Floor
from rules.replies.listing import joined, only_refs, run_of_refs
from rules.replies.loose import loosely
from rules.replies.measuring import Clause
from rules.replies.model import Done, Note, Stuck, Why
from rules.replies.notebook import Notebook
from rules.replies.parting import rising_parts, strong_parts
from rules.replies.piece import Piece
from rules.replies.pieces import pieces
from rules.replies.refs import Ref, refs_at
from rules.replies.segments import Segment
from rules.replies.tagging import Lexeme
from rules.replies.titled import (
    Titled,
    begins_with_name,
    begins_with_unit,
    contradicted,
    labelled,
    of_hinted,
    of_measured,
    of_named,
    parts_named,
)
from rules.replies.titles import hinted, names_in, only_names

_HELP = frozenset({"ho tro", "xin ho tro", "thao go", "giup do", "quan tam", "kinh phi", "xin kinh phi", "xin chi dao"})
_LEADING = "pFTPtZOWRK:&"
_VAGUE = frozenset({Why.NOT_UNDERSTOOD, Why.PARTLY, Why.UNIT})
_INTENSIVE = frozenset({"toan bo", "het", "ca", "tat ca", "het ca", "tat"})
_SILENT = frozenset("tTFWP:R-&")
_REMARK = frozenset("FGWTtVUHNcRPCpBSs")


@dataclass
class Steps:
    """One way through `segments`; what is heard goes into the notebook."""

    segments: Sequence[Segment]
    notebook: Notebook
    floor: Floor

    @property
    def ctx(self) -> Context:
        return self.notebook.ctx

    def run(self) -> None:
        self.floor.close()
        at = 0
        while at < len(self.segments):
            at = self._step(at)

    def _step(self, at: int) -> int:
        segment = self.segments[at]
        if segment.asked:
            self._asked(segment)
        elif segment.lexemes[0].code == "E":
            self._excepted(segment)
        elif only_refs(segment, self.ctx) is not None:
            return self._listed(at)
        else:
            self._heard(segment, self._at(at + 1))
        return at + 1

    def _at(self, at: int) -> Segment | None:
        return self.segments[at] if at < len(self.segments) else None

    def _refs(self, lexemes: Sequence[Lexeme]) -> list[Ref]:
        return refs_at(lexemes, 0, self.ctx, opening=True)

    def _known(self, segment: Segment) -> list[Ref]:
        return [ref for ref in self._refs(segment.lexemes) if not ref.unknown]

    # Items and what is said of them

    def _heard(self, segment: Segment, follows: Segment | None) -> None:
        counted = begins_with_unit(segment, self.ctx)
        found = pieces(segment.lexemes, self.ctx) or self._behind_words(segment)
        if counted and found is not None and found[0].ref.unknown:
            found = None
        if found is None or found[0].ref.scope != "items":
            whole = self._of_named_whole(segment)
            if whole is not None:
                self.floor.add(whole)
                return
        if found is not None and any(
            each.ref.scope != "items" and contradicted(each, segment.lexemes) for each in found
        ):
            found = None
        known = [] if counted else self._known(segment)
        if found is not None:
            for piece in found:
                self._take(self._second_look(piece, segment), segment)
        elif known and len(parts := strong_parts(segment, self.ctx) or rising_parts(segment, self.ctx)) > 1:
            for part in parts:
                self._heard(part, follows)
        elif known:
            self._not_parsed(segment, known[0])
        elif not self._named(segment, follows):
            self._goes_on(segment, follows)

    def _of_named_whole(self, segment: Segment) -> list[Claim] | None:
        """ "Đơn thư: đã xong toàn bộ" – all of the line just named, not all the lines."""
        if len(self.floor.numbers) != 1 or any(self.floor.open):
            return None
        lexemes = [
            replace(each, code="F") if each.code == "J" and each.bare in _INTENSIVE else each
            for each in segment.lexemes
        ]
        if lexemes == list(segment.lexemes):
            return None
        claims = read(Clause(lexemes), About([self.ctx.shown[self.floor.numbers[0]]], (), self.ctx))
        return claims if claims and all(claim.closed for claim in claims) else None

    def _second_look(self, piece: Piece, segment: Segment) -> Piece:
        """The piece read by what agrees in it, where not every word of it is known."""
        vague = any(claim.kind is Kind.UNSURE and claim.why in _VAGUE for claim in piece.claims)
        if not vague or piece.before or piece.ref.unknown or piece.ref.scope != "items" or len(piece.ref.numbers) != 1:
            return piece
        end = max(claim.end for claim in piece.claims)
        inside = [
            each for each in segment.lexemes[piece.ref.end :] if piece.claims[0].start <= each.start and each.end <= end
        ]
        others = () if self.ctx.only else tuple(self.ctx.shown)
        claims = (
            loosely(Clause(inside), About([self.ctx.shown[piece.ref.numbers[0]]], others, self.ctx)) if inside else None
        )
        return (
            piece
            if claims is None
            else replace(piece, claims=(replace(claims[0], said_from=piece.ref.start), *claims[1:]))
        )

    def _named(self, segment: Segment, follows: Segment | None) -> bool:
        """Whether the segment says by words, not by a number, whom it is about – or that it is not sure about whom."""
        segment = labelled(segment, self.ctx)
        parts = parts_named(segment)
        several = len(parts) > 1
        titled = [of_named(part, self.ctx) for part in parts]
        if several and not all(
            each is not None and each.sure and begins_with_name(part) for part, each in zip(parts, titled, strict=True)
        ):
            return self._unsure_name(segment)
        if not names_in(segment.lexemes):
            told = of_measured(segment, self.ctx) or (of_hinted(segment, self.ctx) if self._is_new(segment) else None)
            titled = (
                [told]
                if told and (told.number,) != self.floor.numbers and (segment.hard or not self.floor.is_free)
                else []
            )
        elif titled[0] is None:
            return self._unsure_name(segment)
        for part, each in zip(parts, titled, strict=False):
            if each is not None:
                self._give_named(part, each, follows)
        return bool(titled)

    def _is_new(self, segment: Segment) -> bool:
        """Whether nobody is spoken of, or a new sentence begins."""
        return not self.floor.open or segment.hard

    def _unsure_name(self, segment: Segment) -> bool:
        if self.floor.is_free and not segment.hard and not set("nfwD+") & set(segment.codes):
            self.floor.add([remark(Clause(segment.lexemes))])
        else:
            self._ask(segment.start, segment.end, Why.WHICH_ITEM)
        return True

    def _give_named(self, segment: Segment, titled: Titled, follows: Segment | None) -> None:
        goes_on = self.floor.is_free and not segment.hard and not titled.sure
        if (titled.number,) == self.floor.numbers and any(self.floor.open):
            self._goes_on(segment, follows)
        elif goes_on and not set("nfwD+") & set(segment.codes):
            self.floor.add([remark(Clause(segment.lexemes))])
        elif only_names(segment.lexemes):
            self._name_alone(segment, titled, follows)
        else:
            self.floor.give((titled.number, *titled.others), segment.start)
            if titled.claims is not None:
                self.floor.add(titled.claims)
            else:
                self._remark(Clause(segment.lexemes), Ref((titled.number,), segment.start, 0, strong=True), named=False)

    def _name_alone(self, segment: Segment, titled: Titled, follows: Segment | None) -> None:
        """ "Về mặt bằng, còn 14 hộ …": the name alone gives the floor to what follows, if that names no other."""
        silent = follows is None or follows.asked or names_in(follows.lexemes) or self._known(follows)
        if silent:
            self._ask(segment.start, segment.end, Why.NOT_UNDERSTOOD)
        else:
            self.floor.give((titled.number,), segment.start)

    def _behind_words(self, segment: Segment) -> list[Piece] | None:
        """ "hiện nay việc 1 đạt …", "báo cáo tiến độ 1 130 hộ": words before the number that say nothing."""
        codes = segment.codes
        length = len(codes) - len(codes.lstrip(_LEADING))
        if not 0 < length < len(codes) or self._refs(segment.lexemes):
            return None
        refs = self._refs(segment.lexemes[length:])
        sure = any(ref.strong for ref in refs) or "p" in codes[:length] or set(codes[:length]) <= set("FT")
        return pieces(segment.lexemes[length:], self.ctx) if refs and sure else None

    def _take(self, piece: Piece, segment: Segment) -> None:
        start, end = min(piece.ref.start, piece.claims[0].start), max(claim.end for claim in piece.claims)
        several = len(piece.ref.numbers) > 1 and piece.ref.scope == "items"
        if contradicted(piece, segment.lexemes):
            self._ask(start, end, Why.CONTRADICTION)
        elif piece.ref.unknown or (several and any(claim.kind is Kind.UNSURE for claim in piece.claims)):
            self._ask(start, end, Why.UNKNOWN_ITEM if piece.ref.unknown else piece.claims[0].why)
        elif piece.ref.scope == "items":
            self.floor.give(piece.ref.numbers, start, before=piece.before)
            self.floor.add(piece.claims)
        elif (
            piece.ref.scope == "rest" and self.floor.is_counted and not all(_is_plain(claim) for claim in piece.claims)
        ):
            # "130 hộ, còn lại đang vận động" goes on about the households.
            self.floor.add([remark(Clause(segment.lexemes))])
        else:
            self.floor.give_group(piece)

    def _ask(self, start: int, end: int, why: Why) -> None:
        self.notebook.ask(start, end, why)
        self.floor.close()

    def _not_parsed(self, segment: Segment, ref: Ref) -> None:
        """A segment that begins with an item's number and is not understood: text that goes on, a remark, or handed back."""
        body = Clause(segment.lexemes[ref.end :])
        if not ref.strong and not segment.hard and self.floor.is_free:
            self.floor.add([remark(Clause(segment.lexemes))])
            return
        if ref.scope == "items" and body.lexemes and set(body.codes) <= _SILENT:
            self.floor.give(ref.numbers, segment.start)  # "1. Đến 17 giờ 00 ngày 25/11, …"
            return
        others = {number for lexeme in body.lexemes for number in lexeme.parts} & set(self.ctx.shown)
        names = names_in(segment.lexemes)
        listed = ref.scope != "items" or len(ref.numbers) != 1 or any(not each & set(ref.numbers) for each in names)
        if (
            not listed
            and body.lexemes
            and (claims := loosely(body, About([self.ctx.shown[ref.numbers[0]]], others, self.ctx)))
        ):
            self.floor.give(ref.numbers, segment.start)
            self.floor.add([replace(claims[0], said_from=ref.start), *claims[1:]])
            return
        if listed or not body.lexemes or (others and not set(body.codes) <= _REMARK | set(".n")):
            self._ask(segment.start, segment.end, Why.NOT_UNDERSTOOD)
            return
        self.floor.give(ref.numbers, segment.start)
        self._remark(body, ref)

    def _remark(self, body: Clause, ref: Ref, *, named: bool = True) -> None:
        text = self.ctx.said(body.start, body.end)
        digits = any(map(str.isdigit, text))
        claim = replace(remark(body), said_from=ref.start if named else None)
        if not digits and not set("wD+") & set(body.codes) and (ref.strong or body.codes[0] in _REMARK):
            self.floor.add([claim])
            return
        self.floor.add([replace(claim, kind=Kind.UNSURE, proposal=None if digits else Note(text))])
        self.floor.close()

    # Segments without a number

    def _goes_on(self, segment: Segment, follows: Segment | None) -> None:
        items = [self.ctx.shown[number] for number in self.floor.numbers] or list(self.ctx.items)
        claims = read(Clause(segment.lexemes), About(items, (), self.ctx))
        if len(items) == 1 and (not claims or any(_is_vaguely(claim) for claim in claims)):
            claims = loosely(Clause(segment.lexemes), About(items, (), self.ctx)) or claims
        named = any(set(lexeme.parts) & set(self.ctx.shown) for lexeme in segment.lexemes[1:])
        excepted = follows is not None and follows.lexemes[0].code == "E"
        if excepted and claims and all(claim.closed for claim in claims):
            # "xong trừ 2"
            ref = Ref(tuple(self.ctx.shown), segment.start, 0, "all", strong=True)
            self.floor.give_group(Piece(ref, tuple(claims)))
        elif claims and all(claim.kind is Kind.ACK for claim in claims) and len(self.segments) > 1:
            return
        elif self.floor.before and named:
            # "đang làm 2, vướng 3": the 3 is an item's number too, but of what?
            self._ask(segment.start, segment.end, Why.NOT_UNDERSTOOD)
        elif not self.floor.open:
            self.notebook.ask_which(segment, claims or [])
        elif self._hints_at_another(segment):
            self.notebook.ask_which(segment, [])
        elif not any(self.floor.open):
            self.floor.add(claims or self._of_only(segment))
        elif self._of_another(segment, claims):
            self.notebook.ask_which(segment, [])
        else:
            self.floor.add(self._continued(segment, claims))

    def _of_another(self, segment: Segment, claims: Sequence[Claim] | None) -> bool:
        """ "2 39%, 130 hộ": the number of another line was left out."""
        vague = claims is not None and any(claim.why in (Why.UNIT, Why.NO_TARGET) for claim in claims)
        guess = self.notebook.by_unit(segment) if vague and (segment.hard or not self.floor.is_free) else None
        return guess is not None and guess[0] not in self.floor.numbers

    def _hints_at_another(self, segment: Segment) -> bool:
        """ "mặt bằng 135, rác 39": a figure among words of other titles than the one spoken of."""
        hints = hinted(segment.lexemes)
        figures = bool(set("nf") & set(segment.codes))
        return figures and bool(hints) and not hints & set(self.floor.numbers) and not self.floor.is_free

    def _of_only(self, segment: Segment) -> list[Claim]:
        """Words about the only line shown that are not understood."""
        claim = remark(Clause(segment.lexemes))
        return [replace(claim, kind=Kind.UNSURE, proposal=Note(self.ctx.said(segment.start, segment.end)))]

    def _continued(self, segment: Segment, claims: list[Claim] | None) -> list[Claim]:
        """What a segment without a number adds to the items spoken of last: claims where they are sure, otherwise a remark."""
        free = self.floor.is_free and not _breaks_free(segment, claims or [])
        stuck = bool(claims) and all(claim.kind is Kind.STUCK for claim in claims or ())
        if stuck and claims and segment.hard and self.floor.is_remark and _asks_for_help(segment):
            return claims  # "… bị sạt, phải dừng thi công. Mong đồng chí hỗ trợ"
        if not claims or free or all(claim.kind is Kind.UNSURE and _is_vague(claim) for claim in claims):
            self.floor.doubt_torn(segment)
            return [remark(Clause(segment.lexemes))]
        if any(claim.kind is Kind.UNSURE for claim in claims):
            self.floor.doubt_torn(segment)
        if segment.hard and self.ctx.only is None and any(_is_loose(claim, segment) for claim in claims):
            proposal = Done() if claims[0].kind is Kind.DONE else None
            return [replace(claim, kind=Kind.UNSURE, why=Why.WHICH_ITEM, proposal=proposal) for claim in claims]
        return claims

    # Lists of numbers

    def _listed(self, at: int) -> int:
        """Numbers alone belong to what follows them, or to the claim before them; where it could be both, or neither, they are
        asked about. Returns the next segment's index."""
        run = run_of_refs(self.segments, at, self.ctx)
        end = at + len(run)
        follows = self._at(end)
        last = only_refs(run[-1], self.ctx)
        if follows is not None and (
            follows.asked or (follows.hard and not (last and last.strong)) or follows.codes[0] in "JjE"
        ):
            follows = None
        begins = follows is not None and any(not ref.unknown for ref in self._refs(follows.lexemes))
        if self.floor.before and not run[0].hard and not begins:
            self._add_numbers(run)
        elif follows is not None and not self.floor.before:
            self._heard(joined(run, follows, "&" if begins else ":"), self._at(end + 1))
            return end + 1
        else:
            self._dangling(run)
        return end

    def _add_numbers(self, run: Sequence[Segment]) -> None:
        claims = list(self.floor.open[0])
        for segment in run:
            ref = only_refs(segment, self.ctx)
            for of_item in self.notebook.about(ref.numbers if ref else (), segment.start):
                of_item.extend(claims)

    def _dangling(self, run: Sequence[Segment]) -> None:
        """`2 39, 3`: a number with nothing said of it – and the 3 may have been the decimals of what stands before."""
        if not run[0].hard:
            self.floor.doubt_bare_number()
        self._ask(run[0].start, run[-1].end, Why.NOT_UNDERSTOOD)

    # Questions and exceptions

    def _asked(self, segment: Segment) -> None:
        """A question writes nothing (rule 11) – but an opinion asked for is an obstacle."""
        found = pieces(segment.lexemes, self.ctx) or []
        stuck = bool(found) and all(piece.claims[-1].kind is Kind.STUCK for piece in found)
        if stuck and ("Q" in segment.codes or any(lexeme.bare == "xin y kien" for lexeme in segment.lexemes)):
            for piece in found:
                self._take(piece, segment)
            return
        question = Stuck(self.ctx.said(segment.start, segment.end))
        self.notebook.ask(segment.start, segment.end, Why.QUESTION, self._asked_of(segment, found), question)
        self.floor.close()

    def _asked_of(self, segment: Segment, found: Sequence[Piece]) -> int | None:
        refs = [piece.ref for piece in found] or self._refs(segment.lexemes)
        numbers = {number for ref in refs if not ref.unknown and ref.scope == "items" for number in ref.numbers}
        if len(numbers) == 1:
            return numbers.pop()
        return self.ctx.only.number if self.ctx.only else None

    def _excepted(self, segment: Segment) -> None:
        """ "xong hết trừ 2": nothing is said of item 2, unless more follows."""
        rest = segment.lexemes[1:]
        while len(rest) > 1 and rest[-1].code == "F":
            rest = rest[:-1]
        known = [ref for ref in self._refs(rest) if not ref.unknown and ref.scope == "items"]
        ends = [ref for ref in known if ref.end == len(rest) or rest[ref.end].code in "Jj"]
        names = names_in(rest)
        if not known and len(names) == 1 and len(names[0]) == 1 and only_names(rest):
            self.notebook.excepted |= names[0]
        elif not known:
            # Of whom it is not true is not known: it is true of nobody that is.
            self.notebook.excepted |= set(self.ctx.shown)
            self._ask(segment.start, segment.end, Why.NOT_UNDERSTOOD)
        elif not ends:
            self._heard(replace(segment, lexemes=tuple(rest)), None)
        else:
            self.notebook.excepted |= set(ends[-1].numbers)
            if ends[-1].end < len(rest):
                self._heard(replace(segment, lexemes=tuple(rest[ends[-1].end :])), None)


def _is_vaguely(claim: Claim) -> bool:
    return claim.kind is Kind.UNSURE and claim.why in _VAGUE


def _asks_for_help(segment: Segment) -> bool:
    return any(lexeme.code == "S" or lexeme.bare in _HELP for lexeme in segment.lexemes)


def _is_plain(claim: Claim) -> bool:
    return claim.closed and not claim.note


def _is_vague(claim: Claim) -> bool:
    return (not claim.closed and claim.why is not Why.DEADLINE) or claim.why is Why.FORECAST


def _is_loose(claim: Claim, segment: Segment) -> bool:
    """Behind a full stop or on a new line "xong" or a bare number may be of another item."""
    return claim.kind is Kind.DONE or (claim.kind in NUMBERS and segment.codes.endswith("n"))


def _breaks_free(segment: Segment, claims: Sequence[Claim]) -> bool:
    """Whether a segment ends the free text before it: in "vướng đền bù, 14 hộ" the number belongs to the text, in "vướng
    đền bù, đạt 130 hộ" it does not."""
    if any(not _is_plain(claim) or claim.kind in (Kind.NOTE, Kind.STUCK, Kind.UNSURE) for claim in claims):
        return any(claim.kind is Kind.EXTEND or claim.why is Why.DEADLINE for claim in claims)
    handed = "W" in segment.codes and any(each.bare == "da" for each in segment.lexemes)
    return not any(claim.kind in NUMBERS for claim in claims) or handed or bool(set("R+fDM") & set(segment.codes))
