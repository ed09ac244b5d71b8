"""The demo's year played through, and everything that was said in it searched for what no chat may hold."""

import re
from collections import Counter
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from bot.db import Database
from models import Assessment, Outbox, Score, Task
from rules.attainment.share import to_decimal
from services.council import ballot_of, results
from tests.year.play import CAPPED, Year
from views.ratings import kept_reason
from views.words import show

pytestmark = pytest.mark.anyio


def leaks(message: str, figures: set[str], titles: list[str]) -> list[str]:
    """What of an assessment stands in a message; a task's own title and product are no assessment."""
    for title in titles:
        message = message.replace(title, "")
    numbers = set(re.findall(r"\d+,\d+", message))
    words = [
        word for word in ("xếp loại", "Xếp loại", "Đề xuất: hoàn thành", "hoàn thành tốt nhiệm vụ") if word in message
    ]
    return sorted(numbers & figures) + words


async def test_a_year_from_the_plan_to_the_ratings(database: Database, tmp_path: Path) -> None:
    year = Year(database, tmp_path)
    await year.play()
    with Session(database.engine) as session:
        rows = session.exec(select(Assessment).where(col(Assessment.post_id).is_not(None))).all()
        people = {row.person_id for row in rows}
        units = session.exec(select(Assessment.unit_id).where(col(Assessment.post_id).is_(None))).all()
        assert (len(people), len(units)) == (24, 22)
        capped = [
            row for row in rows if any("người đứng đầu không xếp cao hơn đơn vị" in kept_reason(w) for w in row.reasons)
        ]
        assert len(capped) == len(CAPPED) == 2
        states = Counter(task.state.value for task in session.exec(select(Task)))
        assert states == {"closed": 37, "carried_over": 2, "withdrawn": 2, "in_progress": 2}
        scores = session.exec(select(Score)).all()
        assert (len(scores), len({row.member_id for row in scores})) == (5 * 37, 5)
        found = results(session, ballot_of(session, 1), year.clock.now())
        means = {to_decimal(each.scores.mean, 2) for each in found if each.scores}
        figures = {show(each) for each in {*year.points, *means, *(row.points for row in rows)}}
        tasks = session.exec(select(Task)).all()
        titles = sorted({text for task in tasks for text in (task.title, task.product) if text}, key=len, reverse=True)
        waiting = session.exec(select(Outbox.args).where(Outbox.kind == "ballot_waits")).all()
    assert {key for args in waiting for key in args} == {"ballot_id"}
    assert len(year.messages()) > 150
    assert [message for message in year.messages() if leaks(message, figures, titles)] == []
    # the search would find one: every page and file of the same year has them
    assert leaks(year.transcript(), figures, titles) != []
    assert sorted(year.files) == [
        "bao-cao-nam-2023.docx",
        "bien-ban-hoi-dong.docx",
        "phieu-cham-diem.xlsx",
        "phieu-theo-doi-1.docx",
        "phieu-theo-doi-2.docx",
    ]
