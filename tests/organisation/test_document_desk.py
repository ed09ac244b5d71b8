"""`giaoviec document`: a regulation with its scopes, a plan that implements it, and the quota that an annex then has to keep."""

from datetime import date

import pytest
from sqlmodel import select

from bot.annex.job import dry_run
from bot.db import Database
from bot.documentdesk import Paper, Reach, add, implement, scope, show
from bot.settings import Settings
from models import RegulationScope
from rules.errors import UserError
from tests.annex.office import TODAY, clean_rows, organisation, workbook

ISSUER = "Tỉnh ủy Vĩnh Sơn"
RULE = Paper("371-QĐ/TU", "Quy định", ISSUER, date(2021, 9, 22), "Giao việc", "", "", "")
PLAN = Paper("128-QĐ/TU", "Quyết định", ISSUER, date(2027, 1, 15), "", "Kỷ cương", "Làm đến cùng", "2027, 2026-2030")
BOARDS = Reach(
    "", "ban xây dựng Đảng", "Trưởng Ban", None, None, 15, quota_for_group=True, one_per_field=False, growth=False
)


@pytest.fixture
def settings(database: Database) -> Settings:
    database.transact(lambda session: organisation(session))
    return Settings(database_url=database.url, clock="2027-01-20T09:00:00+07:00")


def test_papers_are_kept_linked_and_shown(settings: Settings) -> None:
    assert show(settings) == ["Chưa có văn bản nào."]
    assert add(settings, RULE, yes=False)[-1] != add(settings, RULE, yes=True)[-1]
    add(settings, PLAN, yes=True)
    implement(settings, "128-QĐ/TU", "371-QĐ/TU", yes=True)
    scope(settings, "371-QĐ/TU", date(2022, 1, 12), BOARDS, end=None, yes=True)
    assert show(settings) == [
        "Quy định 371-QĐ/TU ngày 22/9/2021, Tỉnh ủy Vĩnh Sơn: Giao việc",
        "  Phạm vi 1, từ 12/1/2022: nhóm ban xây dựng Đảng, “Trưởng Ban…”; 15 việc cho cả nhóm",
        "  Áp dụng cho 6 chức danh",
        "Quyết định 128-QĐ/TU ngày 15/1/2027, Tỉnh ủy Vĩnh Sơn",
        "  Kỳ: 2027, 2026–2030",
        "  Chủ đề: Kỷ cương",
        "  Phương châm: Làm đến cùng",
        "  Thực hiện: Quy định 371-QĐ/TU ngày 22/9/2021 (sau 1.941 ngày)",
    ]
    with pytest.raises(UserError):
        implement(settings, "371-QĐ/TU", "128-QĐ/TU", yes=True)
    with pytest.raises(UserError):
        scope(settings, "371-QĐ/TU", date(2027, 1, 1), BOARDS, end=9, yes=True)


def test_a_group_s_quota_counts_the_group(settings: Settings, database: Database) -> None:
    """S3-05's trap: three for the group, or three each."""
    add(settings, RULE, yes=True)
    scope(settings, "371-QĐ/TU", date(2022, 1, 12), BOARDS, end=None, yes=True)
    file = workbook([row for row in clean_rows() if row.group == 0])
    (finding,) = database.read_now(dry_run, file, TODAY)["findings"]
    assert (finding["kind"], finding["args"]["counted"], finding["args"]["quota"]) == ("quota", 18, 15)
    scope(settings, "371-QĐ/TU", date(2027, 1, 1), BOARDS, end=1, yes=True)
    kept = database.transact(lambda session: session.exec(select(RegulationScope)).one())
    assert kept.ends_on == date(2026, 12, 31)
