"""How people's text is compared, cut and counted; one door for everybody."""

from rules.courtesies import strip_courtesies
from rules.folding import aligned, clean, fold, utf16_len
from rules.numbers import format_number, parse_number

__all__ = ["aligned", "clean", "fold", "format_number", "parse_number", "strip_courtesies", "utf16_len"]
