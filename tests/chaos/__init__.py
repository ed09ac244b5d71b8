"""What a platform and a machine may do to the bot, by real processes against the stand-in; the promises of decision 4, recounted.

`make test` runs the short form. `make chaos` runs the long one (`CHAOS=long`): more people, outages of a minute, more kills.
A file a platform; `tally.py` recounts.
"""
