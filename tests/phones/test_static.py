"""What is served, without a browser."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from sandbox.phones import STATIC, routes

FILES = sorted(path for path in STATIC.rglob("*") if path.is_file())
NAMESPACE = "http://www.w3.org/2000/svg"


def get(*paths: str) -> list[httpx.Response]:
    async def fetch() -> list[httpx.Response]:
        transport = httpx.ASGITransport(Starlette(routes=routes))
        async with httpx.AsyncClient(transport=transport, base_url="http://phones") as http:
            return [await http.get(path) for path in paths]

    return asyncio.run(fetch())


def test_the_page_stands_at_the_root_and_lets_nothing_from_elsewhere_in() -> None:
    [answer] = get("/")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert answer.headers["content-security-policy"].startswith("default-src 'self'; ")


def test_whatever_the_page_and_its_modules_name_is_there() -> None:
    named = {
        name for file in FILES for name in re.findall(r"/phones/static/[\w./]+\w", file.read_text(encoding="utf-8"))
    }
    assert [str(answer.url) for answer in get(*sorted(named)) if answer.status_code != 200] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_file_names_another_host(file: Path) -> None:
    text = file.read_text(encoding="utf-8").replace(NAMESPACE, "")
    assert re.findall(r"(?:https?:)?//[\w-]+\.[\w.]+", text) == []


def test_nothing_builds_markup_from_texts() -> None:
    risky = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\("
    assert [file.name for file in FILES if re.search(risky, file.read_text(encoding="utf-8"))] == []
