"""The day that figures are counted by is kept with the moments it stands for, whoever writes them and however often."""

from datetime import UTC, date, datetime

from sqlmodel import Session

from models import Post, Task, Unit


def test_it_is_the_claims_or_else_the_ends_and_goes_with_them(session: Session) -> None:
    unit = Unit(name="Tỉnh ủy")
    session.add(unit)
    session.flush()
    post = Post(name="Bí thư", unit_id=unit.id or 0)
    session.add(post)
    session.flush()
    monday_morning = datetime(2026, 11, 29, 17, 0, tzinfo=UTC)  # in Vietnam; still Sunday in Greenwich
    task = Task(
        unit_id=unit.id or 0,
        post_id=post.id or 0,
        number=1,
        title="x",
        assigned_at=monday_morning,
        state_at=monday_morning,
    )
    session.add(task)
    found = []
    for claimed, closed in (
        (None, None),
        (monday_morning, None),
        (None, None),
        (None, datetime(2026, 11, 29, 16, 59, tzinfo=UTC)),
        (monday_morning, datetime(2026, 12, 3, 1, 0, tzinfo=UTC)),
    ):
        task.claimed_at, task.closed_at = claimed, closed
        session.add(task)
        session.flush()
        session.refresh(task)
        found.append(task.ended_on)
    assert found == [None, date(2026, 11, 30), None, date(2026, 11, 29), date(2026, 11, 30)]
