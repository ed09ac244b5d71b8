"""Files that people get: registers, annexes, reports, slips. Imported by the child process and the command line alone,
because their libraries are heavy. What they say stands in the catalogue like everything else."""
