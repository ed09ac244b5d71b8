"""What a message most likely says of the items it did not tell clearly of. No figure is ever written here: it is proposed.

The grammar writes what is sure. Here every stretch of the message that is about an item – by its number, a word of its title,
or a unit no other item has – is looked at for a figure, "xong", an obstacle or a date. What is found is asked about, so that
one digit confirms it; only "nothing new" of an item that was numbered is written at once."""

from rules.replies.likely.proposing import with_proposals

__all__ = ["with_proposals"]
