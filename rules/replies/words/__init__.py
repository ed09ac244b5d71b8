"""The words themselves, by class. Where a phrase stands in two classes, the one that comes first here is taken."""

from rules.replies.words.figures import FIGURES
from rules.replies.words.plain import PLAIN
from rules.replies.words.pointing import POINTING
from rules.replies.words.standing import STANDING
from rules.replies.words.times import TIMES
from rules.replies.words.trouble import TROUBLE

_ORDER = ".DNGZYWFR+MAHUtPTLSsVXQBCKOJjE&rco%yp"
_ALL = PLAIN | STANDING | FIGURES | TIMES | TROUBLE | POINTING

PHRASES: dict[str, str] = {code: _ALL[code] for code in _ORDER}
