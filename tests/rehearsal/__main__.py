"""`python -m tests.rehearsal`: play the quarter, write docs/rehearsal.md; fails when something did not hold."""

import asyncio
import logging
import sys

import structlog

from tests.rehearsal.cast import QUARTER
from tests.rehearsal.run import play
from tests.rehearsal.table import PAGE, page

structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
done = asyncio.run(play(QUARTER))
PAGE.write_text(page(done))
print(page(done))
watch = done.watch
broken = [*watch.misplaced, *watch.strays, *watch.gaps]
print("\n".join(str(each) for each in broken[:40]))
sys.exit(bool(broken) or max(watch.routine.values()) > 1)
