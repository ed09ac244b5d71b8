"""Units of measure as people say them, and which amounts are too odd to be written unasked."""

from decimal import Decimal

from rules.attainment import Direction
from rules.folding import fold, vocabulary
from rules.replies.model import Item, Why

_SAME = (
    {"%", "phan tram", "diem %", "diem phan tram", "pt", "ty le %", "ti le %"},
    {"ho", "ho dan", "ho gia dinh", "h"},
    {"ha", "hec ta", "hecta", "hec-ta"},
    {"km", "cay so", "cay", "ki lo met", "kilomet"},
    {"m2", "met vuong", "m vuong"},
    {"m3", "met khoi", "m khoi", "khoi"},
    {"m", "met"},
    {"ty dong", "ty", "ti", "ti dong"},
    {"trieu dong", "trieu", "tr", "trd"},
    {"dong", "vnd"},
    {"nguoi", "ng"},
    {"mo hinh", "mh"},
    {"tieu chi", "tc"},
    {"dang vien", "dv", "dong chi", "d/c", "duoc", "nguoi", "ng", "dua", "chau"},
)
# Of anything else half a one is a slip.
_DIVISIBLE = frozenset().union(*_SAME[:1], *_SAME[2:10]) | vocabulary(
    "tan ta kg lit diem gio cong ngay thang nam tan_rac"
)
_SIZES = (
    ((Decimal(1_000_000_000), _SAME[7]), (Decimal(1_000_000), _SAME[8]), (Decimal(1), _SAME[9])),
    ((Decimal(1000), _SAME[3]), (Decimal(1), _SAME[6])),
)
_RATE_LIMIT = Decimal(100)
_FAR = Decimal("1.5")


_KINDS = frozenset().union(*_SAME) | vocabulary("vu don thon nha cai truong lop ban xom mo_hinh ho ton can chuong")


def is_unit(bare: str) -> bool:
    """Whether a word, without diacritics, is what some task may be counted in."""
    return bare in _KINDS


def is_rate(item: Item) -> bool:
    return item.unit is not None and fold(item.unit) in _SAME[0]


def names_of(unit: str | None) -> set[str]:
    """What a unit may be called, without diacritics."""
    if not unit:
        return set()
    folded = fold(unit)
    return next((same for same in _SAME if folded in same), set()) | {folded}


def factor_of(name: str, unit: str | None) -> Decimal | None:
    """How many of `unit` one of another size is: 1000 for "tỷ" where the unit is "triệu đồng"; None for anything else."""
    for sizes in _SIZES:
        own = next((size for size, names in sizes if fold(unit or "") in names), None)
        other = next((size for size, names in sizes if name in names), None)
        if own is not None and other is not None and own != other:
            return other / own
    return None


def is_counted(unit: str | None) -> bool:
    """Whether people say "một cái" of it: of houses, not of hectares or members."""
    folded = fold(unit or "")
    return (
        bool(folded)
        and folded not in _DIVISIBLE
        and not any(folded in same for same in (_SAME[1], _SAME[10], _SAME[13]))
    )


def has_tenths(unit: str | None) -> bool:
    """Whether people say "5km2" or "1 tỷ 9" of it."""
    return any(fold(unit or "") in names for sizes in _SIZES for _, names in sizes)


def oddity(item: Item, amount: Decimal) -> Why | None:
    """Why a value is confirmed first: worse than the last one in the target's direction, or over 150 % of plan, or over 100
    for a rate (rules 4 and 10); or part of something that has no parts."""
    if item.last is not None and (amount > item.last if item.direction == Direction.DOWN else amount < item.last):
        return Why.WORSE
    if (is_rate(item) and amount > _RATE_LIMIT) or (item.plan is not None and amount > item.plan * _FAR):
        return Why.FAR_ABOVE
    return None if not is_whole(item) or amount % 1 == 0 else Why.UNIT


def is_whole(item: Item) -> bool:
    """Whether it is counted in what has no parts: households, not hectares."""
    divisible = not item.unit or fold(item.unit) in _DIVISIBLE or (item.plan is not None and item.plan % 1 != 0)
    return not divisible
