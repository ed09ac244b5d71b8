"""`GET /media/<token>`: a picture for a platform that fetches it itself."""

import asyncio
from datetime import timedelta

import httpx
import pytest

from bot.fetch import LIMIT
from bot.hosting import PICTURE_LIFE, publisher
from bot.pages.metadata import without_metadata
from channels.base import DeliveryError, File
from services.links import Purpose
from tests.web.conftest import Site
from tests.web.samples import PDF, photo, png


def published(site: Site, data: bytes, name: str = "anh.jpg", mime: str = "image/jpeg") -> str:
    publish = publisher(site.db, site.clock.now)
    return asyncio.run(as_coroutine(publish(File(name, mime, data, picture=True))))


async def as_coroutine(awaitable: object) -> str:
    return str(await awaitable)  # type: ignore[misc]


def test_a_picture_is_there_for_any_number_of_fetches_without_what_the_camera_wrote(site: Site) -> None:
    address = published(site, photo(turned=6))
    answers = [httpx.get(address) for _ in range(5)]
    assert {(a.status_code, a.headers["content-type"], a.content) for a in answers} == {
        (200, "image/jpeg", without_metadata(photo(turned=6)))
    }


def test_the_content_tells_the_type(site: Site) -> None:
    answer = httpx.get(published(site, png()))
    assert answer.headers["content-type"] == "image/png"


def test_the_same_bytes_kept_as_something_else_before_are_still_a_picture(site: Site) -> None:
    site.keep(photo(), "application/octet-stream")
    assert httpx.get(published(site, photo())).headers["content-type"] == "image/jpeg"
    assert site.blobs() == [photo()]


def test_it_is_gone_after_a_day(site: Site) -> None:
    address = published(site, photo())
    site.later(PICTURE_LIFE - timedelta(seconds=30))
    assert httpx.get(address).status_code == 200
    site.later(timedelta(seconds=31))
    assert httpx.get(address).status_code == 410


def test_each_sending_has_an_address_of_its_own(site: Site) -> None:
    assert published(site, photo()) != published(site, photo())


def test_what_is_no_picture_gets_no_address(site: Site) -> None:
    with pytest.raises(DeliveryError) as refused:
        published(site, PDF)
    assert refused.value.permanent


def test_nobody_stores_it_and_nothing_lists_it(site: Site) -> None:
    answer = httpx.get(published(site, photo()))
    assert (answer.headers["cache-control"], answer.headers["x-content-type-options"]) == ("no-store", "nosniff")
    assert [httpx.get(f"{site.url}{path}").status_code for path in ("/media", "/media/", "/files/", "/upload/")] == [
        404,
        404,
        404,
        404,
    ]


def test_a_token_for_something_else_shows_no_picture(site: Site) -> None:
    token = site.issue(Purpose.FILES, blob_id=site.keep(photo(), "image/jpeg"), name="anh.jpg")
    assert httpx.get(f"{site.url}/media/{token}").status_code == 404


def test_only_the_head_can_be_asked_for(site: Site) -> None:
    answer = httpx.head(published(site, photo()))
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["content-length"]) < LIMIT
