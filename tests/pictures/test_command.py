"""`giaoviec digest`: the words, the picture and all the figures, which are the recount's."""

import json
from pathlib import Path

from PIL import Image
from sqlmodel import Session, text

from bot.console import write_digest
from bot.db import Database
from bot.settings import Settings
from tests.court.scheme import populate

# As of Monday 30 November 2026, 00:00 in Vietnam: what a person would count by hand.
NOW = "2026-11-29 17:00:00.000000"
OVER = "('closed', 'withdrawn', 'carried_over')"
RECOUNT = f"""SELECT COUNT(*) FROM task WHERE due_on < '2026-11-27' AND assigned_at < '{NOW}'
    AND (state IN ('assigned', 'objected', 'in_progress')
    OR state IN ('claimed', 'product_missing') AND state_at >= '{NOW}'
    OR state IN {OVER} AND state_at >= '{NOW}' AND (claimed_at IS NULL OR claimed_at >= '{NOW}'))"""


def test_three_files_say_what_is_in_the_database(database: Database, tmp_path: Path) -> None:
    with Session(database.engine) as session, session.begin():
        populate(session)
        late = session.execute(text(RECOUNT)).scalar_one()
    settings = Settings(database_url=database.url, data_dir=tmp_path, clock="2026-11-29T23:59:59+07:00")
    written = write_digest(settings, tmp_path / "out", None)
    assert [Path(path).name for path in written] == ["digest.txt", "digest.png", "digest.json"]
    digest = json.loads(Path(written[2]).read_text(encoding="utf-8"))
    assert digest["figures"]["longest_late"]["count"] == late > 0
    total, red = digest["figures"]["total"], digest["figures"]["lights"]["red"]
    head = f"Tuần 48 (23–29/11) · {total} nhiệm vụ: 🔴 {red} quá hạn"
    assert Path(written[0]).read_text(encoding="utf-8").startswith(head)
    with Image.open(written[1]) as picture:
        assert picture.size[0] == 1080
