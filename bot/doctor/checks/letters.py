"""What was given up: messages that could not be sent, updates that could not be handled."""

from collections.abc import Sequence

from sqlmodel import Session, col, func, select

from bot.doctor.report import Finding, Patient, check, good, warning
from models import Inbox, InboxState, Job, Outbox, OutboxState


@check(50, "Thư chết")
async def dead_letters(patient: Patient) -> Sequence[Finding]:
    return await patient.db.run(_all)


def _all(session: Session) -> list[Finding]:
    out = session.exec(select(func.count(col(Outbox.id))).where(Outbox.state == OutboxState.DEAD)).one()
    into = session.exec(select(func.count(col(Inbox.id))).where(Inbox.state == InboxState.DEAD)).one()
    jobs = session.exec(select(func.count(col(Job.id))).where(Job.state == "dead")).one()
    found = []
    if out:
        found.append(warning(f"{out} tin không gửi được: giaoviec outbox list, rồi giaoviec outbox requeue."))
    if into:
        found.append(warning(f"{into} tin nhận được nhưng không xử lý được; người gửi đã được báo."))
    if jobs:
        found.append(warning(f"{jobs} việc chạy nền (nhập, xuất, vẽ) không làm được."))
    return found or [good("Không có.")]
