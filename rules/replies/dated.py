"""Days in figures beside "xong": `xong 20/11`."""

from dataclasses import replace

from rules.replies.claims import About
from rules.replies.days import resolve, when
from rules.replies.lexeme import Lexeme
from rules.replies.measuring import Clause


def dated(clause: Clause, about: About) -> Clause:
    """`xong 20/11` with another plan than 11: a day, past or to come."""
    if "D" not in clause.codes:
        return clause
    plans = {item.plan for item in about.items}
    following = [*(lexeme.code for lexeme in clause.lexemes[1:]), ""]
    return Clause(
        [
            # "xong 4/6 vụ" counts something.
            _as_day(lexeme, about) if lexeme.whole not in plans and after not in (".", "W") else lexeme
            for lexeme, after in zip(clause.lexemes, following, strict=True)
        ]
    )


def _as_day(lexeme: Lexeme, about: About) -> Lexeme:
    digits = lexeme.bare.split(" / ")
    whole = lexeme.amount == lexeme.whole  # "hoàn thành 3/3 mô hình"
    day = resolve(digits, about.ctx.today) if lexeme.code == "f" and not whole else None
    return lexeme if day is None else replace(lexeme, code=when(day, digits, about.ctx.today))
