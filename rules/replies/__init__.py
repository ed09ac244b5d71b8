"""Answers to the morning bundle: one line that may answer all of it (domain/replies.md)."""

from rules.replies.model import (
    Acknowledged,
    Action,
    Done,
    Extend,
    Increase,
    Item,
    NoChange,
    Note,
    Reading,
    Share,
    Stuck,
    Unclear,
    Value,
    Why,
)
from rules.replies.reader import parse_reply

__all__ = [
    "Acknowledged",
    "Action",
    "Done",
    "Extend",
    "Increase",
    "Item",
    "NoChange",
    "Note",
    "Reading",
    "Share",
    "Stuck",
    "Unclear",
    "Value",
    "Why",
    "parse_reply",
]
