"""Importing this module registers every method."""

from sandbox.telegram import answering, downloads, editing, info, media, profile, receiving, sending

__all__ = ["answering", "downloads", "editing", "info", "media", "profile", "receiving", "sending"]
