"""A picture on Zalo: the stand-in fetches it from our own pages, before it answers and once more later."""

import asyncio

from bot.hosting import publisher
from bot.pages.metadata import without_metadata
from channels.base import ChatRef, File, Outgoing, Span
from channels.zalo import ZaloChannel
from tests.sandbox_zalo.conftest import LAN, ONE, Control
from tests.sandbox_zalo.conftest import control as control
from tests.sandbox_zalo.conftest import server as server
from tests.web.conftest import Site
from tests.web.samples import photo


def fetches(control: Control) -> list[tuple[str, str]]:
    return [(entry["when"], entry["failure"]) for entry in control.log("photo_fetch")]


def test_the_platform_gets_it_twice_and_nothing_of_where_it_was_taken(site: Site, control: Control) -> None:
    picture = File("anh.jpg", "image/jpeg", photo(), picture=True)

    async def send() -> None:
        channel = ZaloChannel("zalo", ONE, api=f"{control.url}/zalo", publish=publisher(site.db, site.clock.now))
        chat = ChatRef("zalo", control.wire_id(LAN))
        await channel.send(Outgoing(chat, (Span("Tuần 48"),), file=picture))
        await channel.stop()

    asyncio.run(send())
    site.until(lambda: fetches(control) == [("before", ""), ("after", "")])
    [shown] = control.events("message")
    assert control.http.get(shown["message"]["photo_url"]).content == without_metadata(photo())
    assert control.events("edit") == []  # no black box


def test_without_a_public_address_no_picture_is_promised(site: Site) -> None:
    with_one = ZaloChannel("zalo", ONE, publish=publisher(site.db, site.clock.now))
    assert [channel.capabilities.image_out for channel in (with_one, ZaloChannel("zalo", ONE))] == [True, False]
