"""What Prometheus reads is what the dashboard draws, and comes from the database even right after a start."""

import json
import re
from datetime import timedelta
from pathlib import Path

from prometheus_client import REGISTRY, generate_latest
from sqlmodel import Session

from bot import metrics  # noqa: F401 — registers the figures
from bot.measuring import measure
from models import Inbox, InboxState, Job, OutboxState
from tests.bot.rows import reply
from tests.stage import START

DASHBOARD = Path(__file__).parents[2] / "deploy" / "grafana-dashboard.json"


def test_the_dashboard_draws_figures_that_exist() -> None:
    panels = json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]
    drawn = {
        name for panel in panels for target in panel["targets"] for name in re.findall(r"giaoviec_\w+", target["expr"])
    }
    kept = {figure.name for figure in REGISTRY.collect() if figure.name.startswith("giaoviec_")}
    assert {re.sub(r"_(total|bucket)$", "", name) for name in drawn} == kept


def test_what_waits_is_counted_in_the_database(session: Session) -> None:
    for number, state in enumerate([InboxState.NEW, InboxState.FETCH, InboxState.DONE, InboxState.DEAD]):
        session.add(
            Inbox(
                bot="bare",
                key=str(number),
                chat_id="1",
                user_id="1",
                state=state,
                payload={},
                not_before=START,
                received_at=START,
            )
        )
    for state, due in [
        (OutboxState.QUEUED, START),
        (OutboxState.QUEUED, START + timedelta(hours=1)),
        (OutboxState.SENT, START),
    ]:
        session.add(reply(START, state=state, not_before=due))
    session.add(Job(kind="register", created_at=START))
    session.flush()
    measure(session, START)
    shown = [line for line in generate_latest().decode().splitlines() if line.startswith("giaoviec_waiting{")]
    assert sorted(shown) == [
        'giaoviec_waiting{box="inbox"} 2.0',
        'giaoviec_waiting{box="jobs"} 1.0',
        'giaoviec_waiting{box="outbox"} 1.0',
    ]
