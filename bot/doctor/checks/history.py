"""Is the history whole? (`giaoviec doctor --history` asks only this.)"""

from collections.abc import Sequence

from bot.backup import history_lines
from bot.doctor.report import Finding, Patient, bad, check, good
from services.trail import prove


@check(80, "Lịch sử")
async def history(patient: Patient) -> Sequence[Finding]:
    proof = await patient.db.read(prove)
    return [(bad if proof.broken else good)(line) for line in history_lines(proof)]
