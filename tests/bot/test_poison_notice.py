"""A notice whose view raises fails alone; what others are to hear goes out."""

import pytest
from sqlmodel import select

from models import Outbox, OutboxState
from rules.states import MessageClass
from services.notices import notify
from tests.stage import Stage
from views import notices

pytestmark = pytest.mark.anyio


async def test_a_notice_that_cannot_be_rendered_fails_alone(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setitem(notices.renderers, "broken", broken)
    first, second = await stage.leader(stage.add_post("Bí thư")), await stage.leader(stage.add_post("Chủ tịch"))
    with stage.session() as session:
        told = {"message_class": MessageClass.REPLY, "now": stage.clock.now(), "person_id": first.person_id}
        notify(session, kind="broken", key="broken:1", **told)  # type: ignore[arg-type]
    assert (await second.says("việc"))[0].startswith("Đồng chí")
    with stage.session() as session:
        row = session.exec(select(Outbox).where(Outbox.kind == "broken")).one()
        assert (row.state, row.attempts, row.error) == (OutboxState.QUEUED, 1, "RuntimeError")
