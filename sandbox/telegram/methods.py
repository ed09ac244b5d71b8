"""Importing this module registers every method."""

from sandbox.telegram import answering, info, receiving, sending

__all__ = ["answering", "info", "receiving", "sending"]
