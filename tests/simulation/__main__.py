"""`python -m tests.simulation`: write docs/simulation.md anew."""

from tests.simulation.table import PAGE, simulation_page

PAGE.write_text(simulation_page(), encoding="utf-8")
