"""`giaoviec doctor`: is everything set up, and will it go on? A check is a file in `checks/`, found by itself.

`--zalo` takes the measurements of the Zalo platform that nobody has published (`zalo/`).
"""
