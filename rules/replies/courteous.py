"""Words that ask for help elsewhere and here are thanks or manners: "xong nhờ hội nông dân", "đề nghị Ban ghi nhận"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rules.folding import vocabulary
from rules.replies.lexeme import Lexeme
from rules.replies.measuring import Clause

_ASKING = frozenset(
    {"nho", "de nghi", "kinh de nghi", "mong", "rat mong", "kinh mong", "xin", "kien nghi"}  # classes s and F
)
_TAKING_NOTE = frozenset({"ghi nhan", "cap nhat", "nam", "theo doi", "ghi", "sua", "cong nhan"})
_REACHED = frozenset("Dnfw")
_WINDOW = 6  # lexemes between who is asked and what for
_HELPING = re.compile(
    r"\b(?:giup|gium|ho tro|thao go|can thiep|xem xet|chi dao|bo tri|quan tam|cap|giai quyet giup|tac dong)\b"
)
# Whoever can be asked; anybody else is whom it was done by.
_ASKED = vocabulary(
    "tinh huyen tren cap so ban dong d/c anh chi em bot thuong btv uy trung quy bi chu van ubnd hdnd phong lanh truong"
)


def without_manners(clause: Clause) -> Clause:
    """The clause with such words as what they are: a reason (C), or the claim to be looked at (V)."""
    lexemes = list(clause.lexemes)
    for at, lexeme in enumerate(lexemes):
        if lexeme.bare not in _ASKING or lexeme.code not in "sF":
            continue
        if lexeme.code == "s" and _takes_note(lexemes[at + 1 : at + 1 + _WINDOW]):
            lexemes[at] = replace(lexeme, code="V")
        elif lexeme.bare == "nho" and (so := _so(lexemes, at)) is not None:
            lexemes[at : so + 1] = [replace(each, code="F" if so > at else "C") for each in lexemes[at : so + 1]]
    return Clause(lexemes)


def _takes_note(lexemes: Sequence[Lexeme]) -> bool:
    words = {each.bare for each in lexemes} | {word for each in lexemes for word in each.bare.split()}
    told = any(each.bare in _TAKING_NOTE or each.code == "V" for each in lexemes) or {"ghi", "nhan"} <= words
    return told and not {"ho tro", "thao go", "chi dao", "xem xet"} & words


def _so(lexemes: Sequence[Lexeme], at: int) -> int | None:
    """Where thanks end: at the "nên" behind which something is reached, whoever is thanked, or at once; None: a request."""
    so = next((i for i, each in enumerate(lexemes) if i > at and each.bare == "nen"), None)
    if so is not None and _REACHED & {each.code for each in lexemes[so + 1 :]}:
        return so
    return at if _thanks(lexemes, at) else None


def _thanks(lexemes: Sequence[Lexeme], at: int) -> bool:
    """ "39% nhờ hội phụ nữ làm thêm": nobody above is asked, and for nothing."""
    words = [word for each in lexemes[at + 1 :] for word in each.bare.split()]
    whom = words[1:] if words[:1] == ["cac"] else words
    asked = bool(whom) and whom[:2] != ["chi", "bo"] and whom[0] in _ASKED
    return bool(whom) and not asked and not _HELPING.search(" ".join(words))
