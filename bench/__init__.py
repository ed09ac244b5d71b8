"""Measurements, every row beside its peers in the same run: `python -m bench [row…] [--short] [--write]`."""
