"""Photos, documents, voice notes and albums, both ways, and their downloads."""

from __future__ import annotations

import httpx
import pytest
import telegram
from telegram import InputMediaDocument, InputMediaPhoto

from sandbox.people import Phone, Refused
from tests.sandbox.conftest import LAN, TOKEN, Api, Control
from tests.sandbox.pictures import jpeg, png

pytestmark = pytest.mark.anyio

PICTURE = png(400, 200)


async def test_a_photo_is_offered_in_several_sizes_and_downloads_as_it_was(bot: telegram.Bot, lan: Phone) -> None:
    await lan.photo(PICTURE, caption="Bờ kè /viec")
    (update,) = await bot.get_updates()
    assert update.message
    assert [(size.width, size.height) for size in update.message.photo] == [(90, 45), (320, 160), (400, 200)]
    assert update.message.caption == "Bờ kè /viec"
    assert [entity.type for entity in update.message.caption_entities] == ["bot_command"]
    file = await bot.get_file(update.message.photo[-1])
    assert bytes(await file.download_as_bytearray()) == PICTURE


async def test_several_photos_are_one_album_with_the_caption_on_the_first(bot: telegram.Bot, lan: Phone) -> None:
    await lan.photo(PICTURE, jpeg(100, 50), caption="Hai ảnh")
    messages = [update.message for update in await bot.get_updates()]
    assert len({message.media_group_id for message in messages if message}) == 1
    assert messages[0]
    assert messages[0].media_group_id
    assert [message.caption for message in messages if message] == ["Hai ảnh", None]


async def test_a_photo_of_no_bytes_arrives(bot: telegram.Bot, lan: Phone) -> None:
    await lan.photo(b"")
    (update,) = await bot.get_updates()
    assert update.message
    file = await bot.get_file(update.message.photo[-1])
    assert bytes(await file.download_as_bytearray()) == b""


async def test_documents_and_voice_notes_arrive(bot: telegram.Bot, lan: Phone) -> None:
    await lan.file("Phụ lục".encode(), "phụ lục.xlsx", "application/vnd.ms-excel", caption="Gửi đ/c")
    await lan.voice(b"OggS")
    document, voice = [update.message for update in await bot.get_updates()]
    assert document
    assert document.document
    assert (document.document.file_name, document.document.mime_type) == ("phụ lục.xlsx", "application/vnd.ms-excel")
    assert (document.document.file_size, document.caption) == (11, "Gửi đ/c")
    assert bytes(await (await bot.get_file(document.document)).download_as_bytearray()) == "Phụ lục".encode()
    assert voice
    assert voice.voice
    assert voice.voice.mime_type == "audio/ogg"


async def test_a_bots_photo_reaches_the_phone(bot: telegram.Bot, lan: Phone, control: Control) -> None:
    sent = await bot.send_photo(LAN, PICTURE, caption="Bảng tuần")
    seen = await lan.expect()
    assert (seen.text, control.http.get(seen.raw["photo_url"]).content) == ("Bảng tuần", PICTURE)
    again = await bot.send_photo(LAN, sent.photo[-1].file_id)
    assert again.photo == sent.photo


async def test_a_bots_document_reaches_the_phone(bot: telegram.Bot, lan: Phone, control: Control) -> None:
    sent = await bot.send_document(LAN, b"%PDF", filename="bản tin.pdf")
    seen = await lan.expect()
    assert (seen.raw["document"]["name"], seen.raw["document"]["size"]) == ("bản tin.pdf", 4)
    answer = control.http.get(seen.raw["document"]["url"])
    assert (answer.content, answer.headers["content-type"]) == (b"%PDF", "application/octet-stream")
    assert sent.document
    assert (await bot.send_document(LAN, sent.document.file_id)).document == sent.document


async def test_a_bots_voice_note_reaches_the_phone(bot: telegram.Bot, lan: Phone) -> None:
    sent = await bot.send_voice(LAN, b"OggS", duration=7)
    assert sent.voice
    assert sent.voice.duration == 7
    assert (await lan.expect()).raw["voice"] is True


async def test_a_bots_album(bot: telegram.Bot, lan: Phone) -> None:
    media = [InputMediaPhoto(PICTURE, caption="Một"), InputMediaPhoto(jpeg(30, 20))]
    sent = await bot.send_media_group(LAN, media)
    assert [message.caption for message in sent] == ["Một", None]
    assert len({message.media_group_id for message in sent}) == 1
    assert [(await lan.expect()).raw["album"] for _ in sent] == [sent[0].media_group_id] * 2


async def test_an_album_of_files_named_by_id(bot: telegram.Bot) -> None:
    first = (await bot.send_document(LAN, b"1", filename="1.txt")).document
    assert first
    sent = await bot.send_media_group(
        LAN, [InputMediaDocument(first.file_id), InputMediaDocument(b"2", filename="2.txt")]
    )
    assert [message.document.file_name for message in sent if message.document] == ["1.txt", "2.txt"]


@pytest.mark.parametrize(
    ("picture", "words"),
    [
        (b"", "file must be non-empty"),
        (b"no picture", "IMAGE_PROCESS_FAILED"),
        (png(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (b"\0" * 10_485_761, "file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes"),
    ],
)
def test_a_picture_that_cannot_be_sent(control: Control, picture: bytes, words: str) -> None:
    answer = control.http.post(f"/bot{TOKEN}/sendPhoto", data={"chat_id": LAN}, files={"photo": ("a.png", picture)})
    assert answer.json()["description"] == f"Bad Request: {words}"


def test_a_caption_ends_at_1024_units(api: Api, control: Control) -> None:
    def send(caption: str) -> httpx.Response:
        data = {"chat_id": LAN, "caption": caption}
        return control.http.post(f"/bot{TOKEN}/sendPhoto", data=data, files={"photo": ("a.png", PICTURE)})

    assert send("😀" * 512).json()["ok"] is True
    assert send("😀" * 512 + "a").json()["description"] == "Bad Request: message caption is too long"


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendPhoto", {}, "there is no photo in the request"),
        ("sendDocument", {}, "there is no document in the request"),
        ("sendVoice", {}, "there is no voice in the request"),
        ("sendPhoto", {"photo": "AgAC-nothing"}, "wrong file identifier/HTTP URL specified"),
        ("sendMediaGroup", {}, 'parameter "media" is required'),
        ("sendMediaGroup", {"media": "{"}, "can't parse media JSON object"),
        ("sendMediaGroup", {"media": []}, "there are no messages to send"),
        ("sendMediaGroup", {"media": [{"type": "photo"}] * 11}, "too many messages to send as an album"),
        (
            "sendMediaGroup",
            {"media": [{"type": "hologram"}]},
            'can\'t parse InputMedia: type "hologram" is unsupported',
        ),
        (
            "sendMediaGroup",
            {"media": [{"type": "photo"}, {"type": "document"}]},
            "document can't be mixed with other media types",
        ),
        ("getFile", {}, "file_id not specified"),
        ("getFile", {"file_id": "nothing"}, "invalid file_id"),
    ],
)
def test_a_file_that_is_not_there(api: Api, method: str, params: dict[str, object], words: str) -> None:
    assert api.refusal(method, chat_id=LAN, **params) == (400, f"Bad Request: {words}")


async def test_a_document_is_no_photo(bot: telegram.Bot, api: Api) -> None:
    document = (await bot.send_document(LAN, PICTURE, filename="a.png")).document
    assert document
    words = "Bad Request: can't use file of type Document as Photo"
    assert api.refusal("sendPhoto", chat_id=LAN, photo=document.file_id) == (400, words)


async def test_more_than_20_megabytes_cannot_be_downloaded(bot: telegram.Bot, lan: Phone) -> None:
    await lan.file(bytes(20 * 1024 * 1024 + 1), "to.zip")
    (update,) = await bot.get_updates()
    assert update.message
    assert update.message.document
    with pytest.raises(telegram.error.BadRequest, match="File is too big"):
        await bot.get_file(update.message.document)


def test_a_download_needs_the_token_and_the_path(control: Control) -> None:
    assert control.http.get(f"/file/bot{TOKEN}/photos/file_0.jpg").status_code == 404
    assert control.http.get("/file/bot1:no/photos/file_1.jpg").status_code == 404


async def test_a_phone_must_send_something(lan: Phone) -> None:
    with pytest.raises(Refused, match="Không có tệp nào"):
        await lan.photo()
