"""Strings that come over HTTP: webhooks, addresses, forms, files."""

import io
from datetime import timedelta
from types import SimpleNamespace

import httpx
from docx import Document
from openpyxl import Workbook
from sqlmodel import select

from bot.web import make_web
from models import Account
from services import links
from services.links import Purpose
from tests.privacy.canaries.kinds import Place
from tests.privacy.canaries.people import Town
from tests.web import samples

OUR_PAGE = {"Sec-Fetch-Site": "same-origin"}


def browser(here: Town) -> httpx.AsyncClient:
    """The bot's own HTTP surface, as a browser or a platform reaches it."""
    stage = here.stage

    async def yes() -> bool:
        return True

    running = SimpleNamespace(
        db=stage.db,
        storing=stage._storing,
        clock=stage.clock,
        channels=stage.channels,
        webhook_secret=here.string("hook"),
        ready=yes,
        tick=yes,
    )
    transport = httpx.ASGITransport(app=make_web(running))
    return httpx.AsyncClient(transport=transport, base_url="http://bot.example", headers=OUR_PAGE)


async def plant(here: Town, http: httpx.AsyncClient) -> None:
    await _hooks(here, http)
    guess = await http.get(f"/upload/{here.string('guess')}")
    here.witness("guess", Place.REFUSED, guess.status_code == 404)
    with here.stage.session() as session:
        account = session.exec(select(Account).where(Account.person_id == here.leader.person_id)).one()
        here.rows["link"].string = token = links.issue(
            session,
            purpose=Purpose.UPLOAD,
            args={"account_id": account.id},
            person_id=account.person_id,
            now=here.stage.clock.now(),
            lifetime=timedelta(hours=1),
            most=9,
        )
    await _files(here, http, f"/upload/{token}")


async def _hooks(here: Town, http: httpx.AsyncClient) -> None:
    channel = here.stage.street.channel
    hook, secret = f"/hook/{channel.bot}", channel.secret_header
    good, wrong = {secret: here.string("hook")}, {secret: here.string("wronghook")}
    bad = await http.post(hook, headers=good, content=f'{{"update_id": "{here.string("badbody")}", ['.encode())
    here.witness("badbody", Place.REFUSED, bad.status_code == 200)
    here.witness("hook", Place.USED, bad.status_code == 200)
    refused = await http.post(hook, headers=wrong, content=b"{}")
    here.witness("wronghook", Place.REFUSED, refused.status_code == 401)
    if here.stage.can_press:
        pressed = await http.post(hook, headers=good, json=forged(here))
        await here.stage.settle()
        here.witness("forged", Place.REFUSED, pressed.status_code == 200)


def forged(here: Town) -> dict[str, object]:
    """A press as Telegram tells of it, with data that no button of the bot's had."""
    person = {"id": int(here.leader.user), "is_bot": False, "first_name": "A"}
    chat = {"id": int(here.leader.user), "type": "private"}
    message = {"message_id": 1, "date": int(here.stage.clock.now().timestamp()), "chat": chat, "text": "1 đúng"}
    data = f"{here.string('forged')}:1"
    return {"update_id": 900_001, "callback_query": {"id": "9", "from": person, "message": message, "data": data}}


async def _files(here: Town, http: httpx.AsyncClient, page: str) -> None:
    async def send(name: str, data: bytes, field: str = "file") -> int:
        answer = await http.post(page, files={field: (name, data)})
        await here.stage.settle()
        return answer.status_code

    word = here.string
    here.witness("link", Place.USED, await send(f"bien ban {word('file')}.pdf", samples.PDF) == 200)
    await here.leader.says("1")
    here.witness("field", Place.REFUSED, await send("a.pdf", samples.PDF, word("field")) != 200)
    here.witness("markedname", Place.REFUSED, await send(f"tai lieu mat {word('markedname')}.pdf", samples.PDF) != 200)
    here.witness("markedsheet", Place.REFUSED, await send("bieu.xlsx", sheet(word("markedsheet"))) != 200)
    here.witness("markedpaper", Place.REFUSED, await send("to trinh.docx", paper(word("markedpaper"))) != 200)


def sheet(string: str) -> bytes:
    out, book = io.BytesIO(), Workbook()
    book.active["B1"], book.active["A2"] = "MẬT", string
    book.save(out)
    return out.getvalue()


def paper(string: str) -> bytes:
    out, made = io.BytesIO(), Document()
    made.add_paragraph("MẬT")
    made.add_paragraph(f"Tờ trình về {string}")
    made.save(out)
    return out.getvalue()
