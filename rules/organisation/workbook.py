"""The organisation's workbook: a sheet of units, one of posts, perhaps one of levels, read by the meaning of the headings."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from rules.errors import UserError
from rules.headings import Columns, Vocabulary, table_of

UNITS = Vocabulary(
    {
        "name": ("ten don vi", "don vi", "co quan don vi", "ten co quan", "co quan", "unit name", "unit", "name"),
        "parent": ("truc thuoc", "don vi cap tren", "don vi truc thuoc", "cap tren", "thuoc", "parent", "parent unit"),
        "level": ("cap", "level"),
        "group": ("nhom", "khoi", "group"),
    }
)
POSTS = Vocabulary(
    {
        "name": ("chuc danh", "ten chuc danh", "chuc vu", "post", "title", "position", "name"),
        "unit": ("don vi", "co quan don vi", "thuoc don vi", "ten don vi", "unit", "unit name"),
        "supervisor": ("nguoi theo doi", "nguoi theo doi chi dao", "nguoi chi dao", "nguoi phu trach", "supervisor"),
        "holder": ("ho ten", "ho va ten", "nguoi giu", "nguoi giu chuc danh", "holder"),
    }
)
LEVELS = Vocabulary(
    {
        "name": ("ten cap", "cap", "level"),
        "rank": ("thu bac", "bac", "thu tu", "rank"),
        "starts": ("tu ngay", "hieu luc tu", "from"),
        "ends": ("den ngay", "het hieu luc", "until", "to"),
    }
)
MERGERS = Vocabulary(
    {
        "source": ("don vi cu", "don vi sap nhap", "don vi truoc sap nhap", "old unit", "from"),
        "target": ("don vi moi", "sap nhap vao", "don vi sau sap nhap", "new unit", "into"),
    }
)


WATCHES = Vocabulary(
    {
        "who": (
            "nguoi theo doi",
            "uy vien phu trach",
            "nguoi phu trach",
            "uy vien btv phu trach",
            "dong chi theo doi",
            "supervisor",
        ),
        "unit": ("don vi theo doi", "dia ban", "don vi", "xa phuong", "unit"),
        "cluster": ("cum", "cum xa", "ten cum", "cluster"),
        "post": ("chuc danh duoc theo doi", "chuc danh", "post"),
        "task": ("nhiem vu", "ma nhiem vu", "task"),
        "field": ("linh vuc", "field"),
    }
)


@dataclass(frozen=True)
class Sheet:
    """A sheet as text, row by row, from the sheet's own first row on."""

    name: str
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Row:
    """What one row says by meaning; `number` is the sheet's own number of it, `letters` its columns."""

    sheet: str
    number: int
    cells: dict[str, str]
    letters: dict[str, str]

    def __getitem__(self, meaning: str) -> str:
        return self.cells.get(meaning, "")


@dataclass(frozen=True)
class Problem:
    """What is wrong at one place; `kind` a stable word, `args` what to say of it. `near`: what may have been meant."""

    sheet: str
    row: int
    column: str
    kind: str
    text: str = ""
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class Book:
    units: list[Row] = field(default_factory=list)
    posts: list[Row] = field(default_factory=list)
    levels: list[Row] = field(default_factory=list)
    watches: list[Row] = field(default_factory=list)


def problem(row: Row, meaning: str, kind: str, text: str = "", near: Sequence[str] = ()) -> Problem:
    return Problem(row.sheet, row.number, row.letters.get(meaning, "A"), kind, text, tuple(near))


def read(sheets: Sequence[Sheet]) -> Book:
    """Find the sheets by their headings; raises `UserError` when there is neither a sheet of units nor one of posts."""
    book = Book()
    for sheet in sheets:
        watches = rows_of(sheet, WATCHES, {"who", "unit", "cluster"})
        if watches:
            book.watches.extend(watches)
            continue
        book.posts.extend(rows_of(sheet, POSTS, {"name", "unit"}, without={"parent"}))
        book.units.extend(rows_of(sheet, UNITS, {"name", "parent"}))
        book.levels.extend(rows_of(sheet, LEVELS, {"name", "rank"}))
    if not book.units and not book.posts and not book.watches:
        raise UserError(
            "The workbook has no sheet of units (with the columns Tên đơn vị and Trực thuộc) and none of posts (Chức danh and "
            "Đơn vị)."
        )
    return book


def mergers(sheets: Sequence[Sheet]) -> list[Row]:
    """The rows of the sheets that say which unit goes into which."""
    found = [row for sheet in sheets for row in rows_of(sheet, MERGERS, {"source", "target"})]
    if not found:
        raise UserError("The workbook has no sheet with the columns Đơn vị cũ and Đơn vị mới.")
    return found


def rows_of(sheet: Sheet, vocabulary: Vocabulary, required: set[str], *, without: Set[str] = frozenset()) -> list[Row]:
    """The rows under the headings of a sheet; none when it is another kind of sheet. `without`: headings of another kind."""
    table = table_of(sheet.rows, vocabulary, required)
    if table is None or (without and table_of(sheet.rows, UNITS, without)):
        return []
    first, columns = table
    letters = {meaning: _letter(index) for meaning, index in columns.items()}
    numbered = enumerate(sheet.rows[first + 1 :], first + 2)
    return [
        Row(sheet.name, number, cells, letters)
        for number, row in numbered
        if any((cells := _cells(row, columns)).values())
    ]


def _cells(row: Sequence[str], columns: Columns) -> dict[str, str]:
    return {meaning: row[index].strip() if index < len(row) else "" for meaning, index in columns.items()}


def _letter(index: int) -> str:
    return chr(65 + index) if index < 26 else chr(64 + index // 26) + chr(65 + index % 26)
