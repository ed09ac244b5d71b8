"""Why a deadline is refused: message ids for the catalogue, each with the arguments that it names."""

NOTHING_SAID = "No deadline was said."
NO_SUCH_DAY = "There is no such day: {day}."
NO_SUCH_PERIOD = "There is no such month or quarter: {text}."
NO_SUCH_HOUR = "There is no such hour: {text}."
DAY_OVER = "That day is already over: {day}."
PERIOD_OVER = "That period is over since {day}."
TOO_FAR = "That is too far away: {text}."
NO_DEADLINE = "These words name no deadline: {text}."
AFTER = "This says after when, not by when: {text}."
START = "This says from when, not by when: {text}."
COUNTED = "This is counted from a day that is not known here: {text}."
BACKWARDS = "This ends before it begins: {text}."
HALF_DAY = "Is that in the morning or in the afternoon: {text}?"
LUNAR = "Is that by the solar or by the lunar calendar: {text}?"
YEARLY = "A yearly deadline is kept for a day in December only: {text}."
DAILY = "A deadline comes weekly, monthly, quarterly or yearly, not daily: {text}."
SEVERAL = "Several deadlines can be read here: {text}."
UNKNOWN_WORDS = "These words were not understood: {words}."
UNREADABLE = "No date could be read here: {text}."

REASONS = (
    NOTHING_SAID,
    NO_SUCH_DAY,
    NO_SUCH_PERIOD,
    NO_SUCH_HOUR,
    DAY_OVER,
    PERIOD_OVER,
    TOO_FAR,
    NO_DEADLINE,
    AFTER,
    START,
    COUNTED,
    BACKWARDS,
    HALF_DAY,
    LUNAR,
    YEARLY,
    DAILY,
    SEVERAL,
    UNKNOWN_WORDS,
    UNREADABLE,
)
