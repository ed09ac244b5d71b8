"""The docs say what the code does."""

import re
from pathlib import Path

import pytest

from tests.write_docs import PAGES

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
FOLDERS = ("bot", "handlers", "scheduler", "views", "services", "models", "rules", "channels", "locales", "sandbox")


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_what_the_code_says_now(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name]()


def test_the_structure_names_every_folder() -> None:
    text = (DOCS / "structure.md").read_text(encoding="utf-8")
    assert [folder for folder in FOLDERS if f"`{folder}/" not in text] == []


def test_the_readme_names_the_two_commands_that_do_everything() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [command for command in ("make demo", "make test") if command not in text] == []


def test_every_link_between_the_docs_leads_somewhere() -> None:
    pages = [ROOT / "README.md", *DOCS.rglob("*.md")]
    broken = []
    for page in pages:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            if not (page.parent / target).exists():
                broken.append(f"{page.name}: {target}")
    assert broken == []


def test_every_decision_has_a_status() -> None:
    records = sorted((DOCS / "decisions").glob("[0-9]*.md"))
    assert records
    without = [page.name for page in records if "Status: " not in page.read_text(encoding="utf-8")]
    assert without == []


def test_no_lock_file_names_a_registry() -> None:
    locks = (ROOT / "requirements").glob("*.txt")
    assert [
        path.name for path in locks if re.search(r"https?://|--(extra-)?index-url|--find-links", path.read_text())
    ] == []
