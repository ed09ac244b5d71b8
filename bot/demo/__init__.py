"""The demo: sample data from a real annex, the stand-in with its phones, the bot on a rehearsal clock."""
