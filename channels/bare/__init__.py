"""The bare text channel: every capability off, inside the process."""

from channels.bare.channel import BareChannel, Delivered

__all__ = ["BareChannel", "Delivered"]
