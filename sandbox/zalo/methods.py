"""Importing this module registers all eleven methods."""

from sandbox.zalo import hooks, info, photos, receiving, sending

__all__ = ["hooks", "info", "photos", "receiving", "sending"]
