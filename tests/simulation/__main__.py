"""`python -m tests.simulation`: write docs/simulation.md anew."""

from tests.simulation.run import run
from tests.simulation.table import PAGE, page

PAGE.write_text(page(run()), encoding="utf-8")
