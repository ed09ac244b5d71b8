"""How much of each bot's month and places is used."""

from collections.abc import Sequence

from sqlmodel import Session

from bot.doctor.report import Finding, Patient, bad, check, good, warning
from rules.plan import TIGHT, WARN
from services import places, quota
from services.plans import Plan, plans


@check(30, "Gói Zalo: số tin của tháng và số người dùng")
async def zalo_plans(patient: Patient) -> Sequence[Finding]:
    return await patient.db.run(_all, patient)


def _all(session: Session, patient: Patient) -> list[Finding]:
    people, resting = places.taken(session), quota.blocked(session, patient.now)
    found: list[Finding] = []
    for bot, plan in plans().items():
        found += [_messages(plan, quota.used(session, bot, patient.now)), _people(plan, people[bot])]
        if bot in resting:
            found.append(bad(f"{plan.name} ({bot}): nền tảng báo hết hạn mức, đang chờ thử lại."))
    return found or [good("Không dùng bot Zalo.")]


def _messages(plan: Plan, used: quota.Used) -> Finding:
    said = f"{plan.name} ({plan.bot}): {used.total} tin (nhận {used.received}, gửi {used.sent})"
    if plan.messages is None:
        return good(f"{said}, không giới hạn.")
    said += f" trên {plan.messages} ({used.percent}%)."
    if used.percent >= TIGHT:
        return bad(f"{said} Nhắc việc hằng ngày đang tạm dừng.")
    return warning(said) if used.percent >= WARN else good(said)


def _people(plan: Plan, count: int) -> Finding:
    if plan.people is None:
        return good(f"{plan.name}: {count} người dùng, không giới hạn.")
    said = f"{plan.name}: {count}/{plan.people} người dùng."
    if count >= plan.people:
        return bad(f"{said} Đã đủ người: thêm bot vào GIAOVIEC_ZALO_TOKENS.")
    return warning(said) if count * 100 >= plan.people * places.NEARLY else good(said)
