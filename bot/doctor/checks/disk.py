"""Is there room? A full disk stops the sending rather than repeating it, but it does stop it."""

import shutil
from collections.abc import Sequence

from bot.doctor.report import Finding, Patient, bad, check, good, warning

GIGABYTE = 1_000_000_000
LITTLE, LOW = 1, 5  # gigabytes


@check(70, "Dung lượng đĩa")
async def disk(patient: Patient) -> Sequence[Finding]:
    place = patient.settings.data_dir if patient.settings.data_dir.exists() else patient.settings.data_dir.parent
    free = shutil.disk_usage(place).free / GIGABYTE
    said = f"Còn {free:.1f} GB tại {place}.".replace(".", ",", 1)
    return [bad(said) if free < LITTLE else warning(said) if free < LOW else good(said)]
