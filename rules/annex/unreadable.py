"""Why a file is not read at all: one sentence each, nothing of it is imported."""


class Unreadable(Exception):
    """`reason` is a message id of the catalogue, `args_` what it names. It is no `UserError`: a file is at fault, no speaker."""

    def __init__(self, reason: str, **args_: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.args_ = args_


NOT_A_WORKBOOK = "This is not an Excel workbook (xlsx), whatever its name says."
ENCRYPTED = "The workbook is protected by a password; please save it without one."
MACROS = "The workbook holds macros; please save it as a plain xlsx."
TOO_BIG = "The workbook is too large when unpacked; an annex is smaller by far."
ENTITIES = "The workbook holds definitions that no office program writes; it is not read."
LINKS = "The workbook takes values from other files; please paste the values and save it again."
DANGEROUS = "Cell {cell} of sheet “{sheet}” holds a formula that calls another program; it is not read."
UNCOMPUTED = (
    "Cell {cell} of sheet “{sheet}” holds a formula without a result; please open the file in Excel and save it again."
)
NO_HEADING = "No row of headings was found: a column for the task and one for its holder or deadline are needed."
CONTRADICTORY = "Sheet “{sheet}” has two rows of headings that contradict each other (rows {first} and {second})."
EMPTY = "There is no task below the headings."
TOO_MANY = "The annex has more than {limit} rows; please split it."
SECRET = "The file bears a mark of secrecy, so it is not read; such documents go the official way only."
DAMAGED = "The workbook is damaged and could not be read."
TOO_LONG = "Reading the workbook takes too long, so it was stopped."

REASONS = (
    NOT_A_WORKBOOK,
    ENCRYPTED,
    MACROS,
    TOO_BIG,
    ENTITIES,
    LINKS,
    DANGEROUS,
    UNCOMPUTED,
    NO_HEADING,
    CONTRADICTORY,
    EMPTY,
    TOO_MANY,
    SECRET,
    DAMAGED,
    TOO_LONG,
)
