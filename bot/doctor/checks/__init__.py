"""A file a check: a function `(patient) -> findings` under `@check(order, title)` of `bot.doctor.report`."""
