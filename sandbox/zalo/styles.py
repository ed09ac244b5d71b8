"""A bot's formatted text as a phone shows it: `text_styles`, markdown or html become the phones' entities."""

import html
import re
from typing import Any

from sandbox.telegram.entities import found_in, units
from sandbox.things import Json
from sandbox.zalo.errors import bad_request

Rule = tuple[re.Pattern[str], tuple[str, ...]]
STYLES = {"b": "bold", "i": "italic", "u": "underline", "s": "strikethrough"}
MODES = ("", "markdown", "html")
# An escaped sign waits in the private use area until the marks around it are read.
HIDDEN = 0xF0000


def _rule(pattern: str, *kinds: str) -> Rule:
    return re.compile(pattern, re.DOTALL | re.MULTILINE), kinds


MARKDOWN = (
    _rule(r"\*\*\*(?=\S)(.+?)(?<=\S)\*\*\*", "bold", "italic"),
    _rule(r"\*\*(?=\S)(.+?)(?<=\S)\*\*(?!\*)", "bold"),
    _rule(r"(?<!\*)\*(?=[^\s*])([^*]+?)(?<=\S)\*(?!\*)", "italic"),
    _rule(r"~~(?=\S)(.+?)(?<=\S)~~", "strikethrough"),
    _rule(r"(?<!`)`([^`\n]+)`(?!`)", "code"),
    _rule(r"\{underline\}(.+?)\{/underline\}", "underline"),
    _rule(r"\{(?:red|orange|yellow|green|big)\}(.+?)\{/(?:red|orange|yellow|green|big)\}"),
    _rule(r"^#{1,4} +([^\n]+)", "bold"),
    _rule(r"^> ?([^\n]+)", "blockquote"),
)
HTML = (
    _rule(r"<(?:b|strong)>(.*?)</(?:b|strong)>", "bold"),
    _rule(r"<(?:i|em)>(.*?)</(?:i|em)>", "italic"),
    _rule(r"<u>(.*?)</u>", "underline"),
    _rule(r"<(?:s|del|strike)>(.*?)</(?:s|del|strike)>", "strikethrough"),
    _rule(r"<h[1-6][^>]*>(.*?)</h[1-6]>", "bold"),
    _rule(r"<(?:p|div|ul|ol|li|span)[^>]*>(.*?)</(?:p|div|ul|ol|li|span)>"),
)


def shown(text: str, mode: str, styles: Any) -> Json:
    """`{"text", "entities"?}` for the phones. Raises a refusal for a mode or styles that the platform doesn't know."""
    if mode not in MODES:
        raise bad_request("parse_mode must be markdown or html")
    if mode == "markdown":
        words, marks = _read(_hide(text), MARKDOWN)
        words = _bring_back(words)
    elif mode == "html":
        words, marks = _read(text, HTML)
        words, marks = _unescaped(words, marks)
    else:
        words, marks = text, _styled(text, styles)
    links = [each for each in found_in(words, marks) if each["type"] == "url"]
    entities = sorted([*marks, *links], key=lambda each: (each["offset"], -each["length"]))
    return {"text": words, "entities": entities} if entities else {"text": words}


def _styled(text: str, given: Any) -> list[Json]:
    if given in (None, "", []):
        return []
    if not isinstance(given, list) or not all(_is_style(each, units(text)) for each in given):
        raise bad_request("text_styles is invalid")
    return [
        {"offset": each["start"], "length": each["len"], "type": STYLES[code]}
        for each in given
        for code in each["st"]
        if code in STYLES
    ]


def _is_style(each: Any, total: int) -> bool:
    if not isinstance(each, dict) or not isinstance(each.get("st"), list):
        return False
    start, length = each.get("start"), each.get("len")
    return isinstance(start, int) and isinstance(length, int) and 0 <= start < start + length <= total


def _hide(text: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", lambda match: chr(HIDDEN + ord(match[1])), text)


def _bring_back(text: str) -> str:
    return re.sub(r"[\U000F0000-\U000F00FF]", lambda match: chr(ord(match[0]) - HIDDEN), text)


def _read(text: str, rules: tuple[Rule, ...]) -> tuple[str, list[Json]]:
    """The text without its marks, and the marks as entities, from the outside in."""
    words, at = "", 0
    marks: list[Json] = []
    while first := _first(text, at, rules):
        match, kinds = first
        inside, inner = _read(match[1], rules)
        words += text[at : match.start()]
        start = _length(words)
        marks += [{"offset": start, "length": _length(inside), "type": kind} for kind in kinds]
        marks += [{**each, "offset": each["offset"] + start} for each in inner]
        words, at = words + inside, match.end()
    return words + text[at:], marks


def _first(text: str, at: int, rules: tuple[Rule, ...]) -> tuple[re.Match[str], tuple[str, ...]] | None:
    """The mark that begins first; of those that begin together the one that stands first in the rules."""
    found = [(match, kinds) for pattern, kinds in rules if (match := pattern.search(text, at))]
    return min(found, key=lambda each: each[0].start(), default=None)


def _length(text: str) -> int:
    """UTF-16 units; a hidden sign counts as the one unit that it will be."""
    return units(_bring_back(text))


def _unescaped(text: str, marks: list[Json]) -> tuple[str, list[Json]]:
    """Character references become their characters, and the marks move along."""
    out: list[str] = []
    places: list[int] = []
    total = 0
    for piece in re.findall(r"&(?:#\d+|#x[0-9a-fA-F]+|\w+);|.", text, re.DOTALL):
        sign = html.unescape(piece)
        places += [total] * units(piece)
        total += units(sign)
        out.append(sign)
    places.append(total)
    moved = []
    for mark in marks:
        start, end = places[mark["offset"]], places[mark["offset"] + mark["length"]]
        moved.append({**mark, "offset": start, "length": end - start})
    return "".join(out), moved
