"""Annexes against the organisation: whose task a row is, what stands against it, what importing it would change."""
