"""Which of the lines shown a piece names by the words of its title instead of by its number.

Two neighbouring words of a title ("mặt bằng", "đơn thư") name the line they belong to, where they stand in no other title –
neither of a line shown nor of another open task of the person. What every task has ("hồ sơ", "triển khai") names nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from rules.folding import clean, vocabulary
from rules.replies.lexeme import Lexeme
from rules.replies.lexicon import listed
from rules.replies.model import Item
from rules.replies.spelling import fits
from rules.replies.tokens import Token, tokenize
from rules.replies.words import PHRASES

# Words of work, place and time that any title may have.
_EVERYWHERE = listed("""
    bàn giao, giao, giải quyết, xử lý, xây dựng, xây, thực hiện, triển khai, tiến hành, công tác, mô hình, nhiệm vụ, nội
    dung, tổ chức, đẩy mạnh, tăng cường, nâng cao, chất lượng, hiệu quả, địa bàn, công trình, hạng mục, khối lượng, tiến
    độ, kinh phí, hồ sơ, thủ tục, kiểm tra, rà soát, thống kê, tổng hợp, ban hành, văn bản, đơn vị, cơ quan, thanh toán,
    người dân, nhân dân, bà con, hộ dân, cán bộ, hội nghị, cuộc họp, các, những, của, cho, theo, về, năm, tháng, quý, mới,
    tuần, ngày, trên, trong, dưới, là, đạt, đến, tới, được, còn, đang, đã, thêm, tăng, hơn, từ, để, hoặc, nghiệm thu, thẩm
    định, phê duyệt, quyết toán, đầu tư, hướng dẫn, xã hội, chỉ đạo
""")
_NAMING = ".W"  # classes of phrases that may be part of a name
_KEYS = "DNSsXQOEJB&Crc"
_SHORTEST = 3  # letters of a word that alone is a hint
NOT_SHOWN = -1  # the owner of words of tasks that were not shown
# "cái ủ rác", "tuyến liên thôn", "còn rác nông thôn"
_BEFORE_NAMES = vocabulary("cai tuyen con ve rieng duong")
_ABOUT = vocabulary("ve viec cai con thi noi dung ma rieng o cho phan")


@dataclass(frozen=True)
class Title:
    number: int
    pairs: frozenset[tuple[str, str]]
    words: frozenset[str]


def named(lexemes: Sequence[Lexeme], text: str, items: Sequence[Item], others: Iterable[Item]) -> list[Lexeme]:
    """The lexemes of a `clean` text, each with the lines whose title it names (`names`) or only hints at (`hints`)."""
    titles = [_title(item.number, item.title) for item in items if item.title]
    titles += [_title(NOT_SHOWN, item.title) for item in others if item.title]
    if not titles:
        return lexemes if isinstance(lexemes, list) else list(lexemes)
    tokens = tokenize(text)
    spans = _names(tokens, titles)
    return [
        replace(each, names=_within(each, spans), hints=_hints(each, tokens, titles) if _may_hint(each) else _NONE)
        for each in lexemes
    ]


def _may_hint(lexeme: Lexeme) -> bool:
    """ "đồng chí" is no word of "tồn đọng"."""
    if lexeme.bare == "giai ngan":
        return False  # money is paid out for anything
    return lexeme.code in ".WA" or (lexeme.code in "Fp" and " " not in lexeme.bare)


_NONE: frozenset[int] = frozenset()
_Span = tuple[int, int, frozenset[int]]


@lru_cache(maxsize=2048)
def _title(number: int, title: str) -> Title:
    runs = _runs([token.word if token.kind == "word" else "" for token in tokenize(clean(title))])
    pairs = {pair for run in runs for pair in pairwise(run)}
    words = {word for run in runs for word in run if len(word) >= _SHORTEST and word not in _meaning() | _working()}
    return Title(number, frozenset(pairs), frozenset(words))


def _runs(words: list[str]) -> list[list[str]]:
    """Stretches of a title between the words that name nothing."""
    runs: list[list[str]] = [[]]
    at = 0
    while at < len(words):
        length = next((n for n in (4, 3, 2, 1) if " ".join(words[at : at + n]) in _nameless()), 0)
        if length or not words[at]:
            runs.append([])
        else:
            runs[-1].append(words[at])
        at += length or 1
    return runs


@lru_cache(maxsize=1)
def _meaning() -> frozenset[str]:
    """Every phrase that means something to the reader."""
    return frozenset(phrase for code, line in PHRASES.items() if code not in _NAMING for phrase in listed(line))


@lru_cache(maxsize=1)
def _working() -> frozenset[str]:
    """The words that all work is told with: "làm" in "chưa làm được gì" hints at no title."""
    return frozenset(word for phrase in [*_EVERYWHERE, "làm việc", "số liệu", "đi"] for word in phrase.split())


@lru_cache(maxsize=1)
def _nameless() -> frozenset[str]:
    """ "bằng" alone is a value's word, but "mặt bằng" names: of single words only the key words name nothing."""
    key_words = {phrase for code in _KEYS for phrase in listed(PHRASES[code]) if " " not in phrase}
    return frozenset({phrase for phrase in _meaning() if " " in phrase} | key_words | set(_EVERYWHERE))


def _names(tokens: Sequence[Token], titles: Sequence[Title]) -> list[_Span]:
    """Stretches that name a title, with all the lines they could mean; overlapping pairs narrow each other down."""
    spans: list[_Span] = []
    for one, two in pairwise(tokens):
        owners = frozenset(title.number for title in titles if _has(title, one.word, two.word))
        if not owners or one.kind != "word" or two.kind != "word":
            continue
        if spans and spans[-1][1] > one.start:
            start, _, before = spans[-1]
            spans[-1] = (start, two.end, before & owners or before | owners)
        else:
            spans.append((one.start, two.end, owners))
    return spans


def _has(title: Title, one: str, two: str) -> bool:
    return any(fits(one, first) and fits(two, second) for first, second in title.pairs)


def _within(lexeme: Lexeme, spans: Iterable[_Span]) -> frozenset[int]:
    return next((owners for start, end, owners in spans if start < lexeme.end and lexeme.start < end), _NONE)


def _hints(lexeme: Lexeme, tokens: Sequence[Token], titles: Sequence[Title]) -> frozenset[int]:
    own = [token.word for token in tokens if lexeme.start <= token.start and token.end <= lexeme.end]
    own = [word for word in own if word not in _working()]
    return frozenset(title.number for title in titles if any(fits(word, part) for word in own for part in title.words))


def names_in(lexemes: Iterable[Lexeme]) -> list[frozenset[int]]:
    """The lines named one after another, each once; more than one in a set: the words could mean each of them."""
    found: list[frozenset[int]] = []
    for lexeme in lexemes:
        if lexeme.names and lexeme.names not in found:
            found.append(lexeme.names)
    return found


def hinted(lexemes: Iterable[Lexeme]) -> frozenset[int]:
    """The lines that every hint in it could mean."""
    hints = [lexeme.hints for lexeme in lexemes if lexeme.hints]
    return frozenset.intersection(*hints) if hints else _NONE


def only_names(lexemes: Iterable[Lexeme]) -> bool:
    """ "Về mặt bằng", "việc trồng rừng thì": a name and nothing said of it."""
    return all(lexeme.names or lexeme.code in "FWrpRTt&c:" or set(lexeme.bare.split()) <= _ABOUT for lexeme in lexemes)


def in_own_words(lexemes: Iterable[Lexeme], number: int) -> list[Lexeme]:
    """The lexemes with the name of this line made working words, which say nothing new."""
    found: list[Lexeme] = []
    for lexeme in lexemes:
        own = (number in lexeme.names and lexeme.code != "r") or (number in lexeme.hints and lexeme.bare == "trong")
        if own and found and found[-1].bare in _BEFORE_NAMES:
            found[-1] = replace(found[-1], code="F")
        found.append(replace(lexeme, code="W") if own else lexeme)
    return found
