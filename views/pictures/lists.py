"""What is late by name: the tasks longest overdue, and the posts that owe an answer."""

from services.published import Listed
from views.pictures.bars import heading
from views.pictures.canvas import FAINT, MARGIN, WIDTH, Sheet, fitted, width_of
from views.words import say

SIZE = 36
LEAST = 180  # pixels in which a title still says something
LATE, OWING = 5, 4  # lines of each list


def longest(sheet: Sheet, listed: Listed) -> None:
    _listed(sheet, say("Overdue longest (working days)"), listed, LATE)


def supporters(sheet: Sheet, listed: Listed) -> None:
    _listed(sheet, say("Owe an answer to a support request (working days)"), listed, OWING)


def _listed(sheet: Sheet, head: str, listed: Listed, most: int) -> None:
    """A line each: code, whose, what, and at its end the days. Nothing where there is nothing."""
    if not listed.count:
        return
    more = f" – {say('{shown} of {count}', shown=min(most, len(listed.items)), count=listed.count)}"
    heading(sheet, head + (more if listed.count > len(listed.items[:most]) else ""))
    for item in listed.items[:most]:
        y = sheet.y + 24
        days = say("{days} days", days=item.days)
        sheet.text(MARGIN, y, item.code, SIZE, bold=True)
        sheet.text(WIDTH - MARGIN, y, days, SIZE, bold=True, side="right")
        left = MARGIN + max(150.0, width_of(item.code, SIZE, bold=True) + 16)
        room = WIDTH - MARGIN - width_of(days, SIZE, bold=True) - 24 - left
        whose = fitted(item.whose, room, SIZE)
        sheet.text(left, y, whose, SIZE)
        after = left + width_of(whose, SIZE) + 14
        left_over = room - (after - left)
        if item.title and left_over > LEAST:
            sheet.text(after, y, fitted(f"· {item.title}", left_over, 32), 32, colour=FAINT)
        sheet.y += 56
    sheet.y += 12
