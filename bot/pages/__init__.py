"""Pages for a channel without files: pictures by address, files going out, files coming in."""
