"""A Telegram update as the core sees it."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.base import Attachment, ChatRef, Incoming
from channels.telegram import parse_update
from channels.telegram.address import OurName

Json = dict[str, Any]
US = 700
AT = 1_700_000_000
WHEN = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
PERSON = {"id": 5, "is_bot": False, "first_name": "Bí thư", "last_name": "xã"}
PRIVATE = {"id": 5, "type": "private", "first_name": "Bí thư"}
GROUP = {"id": -100200, "type": "supergroup", "title": "Ban Tổ chức"}


def read(**update: Any) -> Incoming | None:
    return parse_update("tg", "giao_viec_bot", US, {"update_id": 41, **update})


def message(chat: Json = PRIVATE, **content: Any) -> Json:
    return {"message_id": 9, "date": AT, "chat": chat, "from": PERSON, **content}


def heard(chat: str = "5", **more: Any) -> Incoming:
    given = {"key": "41", "sender": "5", "sender_name": "Bí thư xã", "sent_at": WHEN, "message_id": "9"}
    return Incoming(chat=ChatRef("tg", chat), **{**given, **more})


def from_group(**more: Any) -> Incoming:
    return heard("-100200", group=True, **more)


def test_a_text() -> None:
    assert read(message=message(text="1 xong")) == heard(text="1 xong")


def test_a_person_without_a_first_name_is_called_by_the_username() -> None:
    said = message(text="a") | {"from": {"id": 5, "is_bot": False, "first_name": "", "username": "can_bo"}}
    assert read(message=said) == heard(text="a", sender_name="can_bo")


def test_the_largest_picture_under_ten_megabytes() -> None:
    sizes = [
        {"file_id": "S", "width": 90, "height": 60, "file_size": 1_000},
        {"file_id": "L", "width": 1280, "height": 800, "file_size": 200_000},
        {"file_id": "XL", "width": 9000, "height": 6000, "file_size": 11_000_000},
    ]
    found = Attachment("photo", "L", mime="image/jpeg", size=200_000)
    assert read(message=message(photo=sizes, caption="7")) == heard(text="7", attachments=(found,))


def test_the_smallest_picture_where_all_are_too_large() -> None:
    sizes = [{"file_id": str(n), "width": n, "height": n, "file_size": 20_000_000} for n in (9000, 8000)]
    found = Attachment("photo", "8000", mime="image/jpeg", size=20_000_000)
    assert read(message=message(photo=sizes)) == heard(attachments=(found,))


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (
            {"document": {"file_id": "D", "file_name": "phụ lục.xlsx", "mime_type": "application/x", "file_size": 3}},
            Attachment("document", "D", name="phụ lục.xlsx", mime="application/x", size=3),
        ),
        (
            {"voice": {"file_id": "V", "duration": 2, "mime_type": "audio/ogg", "file_size": 4}},
            Attachment("voice", "V", mime="audio/ogg", size=4),
        ),
        ({"sticker": {"file_id": "K", "emoji": "👍"}}, Attachment("sticker", "K", name="👍")),
        ({"video": {"file_id": "M", "mime_type": "video/mp4"}}, Attachment("other", "M", mime="video/mp4")),
        (
            {"animation": {"file_id": "G"}, "document": {"file_id": "G", "file_name": "a.gif"}},
            Attachment("other", "G"),
        ),
    ],
)
def test_other_files(content: Json, found: Attachment) -> None:
    assert read(message=message(**content)) == heard(attachments=(found,))


def test_pictures_sent_together_share_an_album() -> None:
    sizes = [{"file_id": "P", "width": 9, "height": 9}]
    found = (Attachment("photo", "P", mime="image/jpeg"),)
    assert read(message=message(photo=sizes, media_group_id="888")) == heard(album="888", attachments=found)


def test_a_place_is_something_said_without_words() -> None:
    assert read(message=message(location={"latitude": 21.3, "longitude": 105.6})) == heard()


@pytest.mark.parametrize("mark", [{"forward_origin": {"type": "hidden_user"}}, {"forward_date": AT}])
def test_a_forwarded_message_is_marked(mark: Json) -> None:
    assert read(message=message(text="K7M4Q2", **mark)) == heard(text="K7M4Q2", forwarded=True)


def test_a_press() -> None:
    query = {"id": "77", "from": PERSON, "data": "tk1", "message": message(GROUP, text="G7") | {"from": {"id": US}}}
    pressed = from_group(event="press", token="tk1", press_id="77")
    assert read(callback_query=query) == pressed


def test_a_press_on_a_message_the_platform_has_forgotten() -> None:
    query = {"id": "77", "from": PERSON, "data": "x", "message": {"chat": PRIVATE, "message_id": 9, "date": 0}}
    long_ago = datetime(1970, 1, 1, tzinfo=UTC)
    assert read(callback_query=query) == heard(event="press", token="x", press_id="77", sent_at=long_ago)


@pytest.mark.parametrize(
    "query", [{"inline_message_id": "a", "data": "x"}, {"message": message(), "game_short_name": "g"}]
)
def test_presses_that_are_not_for_a_chat(query: Json) -> None:
    assert read(callback_query={"id": "77", "from": PERSON, **query}) is None


def member(status: str, **more: Any) -> Json:
    return {"status": status, "user": {"id": US}, **more}


@pytest.mark.parametrize(
    ("before", "after", "event"),
    [
        (member("member"), member("kicked"), "blocked"),
        (member("kicked"), member("member"), "started"),
        (member("left"), member("administrator"), "started"),
        (member("member"), member("restricted", is_member=False), "blocked"),
    ],
)
def test_blocked_and_started(before: Json, after: Json, event: Any) -> None:
    change = {"chat": PRIVATE, "from": PERSON, "date": AT, "old_chat_member": before, "new_chat_member": after}
    assert read(my_chat_member=change) == heard(event=event, message_id=None)


def test_a_promotion_is_no_news() -> None:
    change = {"chat": GROUP, "from": PERSON, "date": AT}
    change |= {"old_chat_member": member("member"), "new_chat_member": member("administrator")}
    assert read(my_chat_member=change) is None


def test_a_group_that_moved() -> None:
    moved = message({"id": -200, "type": "group", "title": "Ban"}, migrate_to_chat_id=-100200)
    found = heard("-200", group=True, event="migrated", new_chat="-100200", message_id=None)
    assert read(message=moved) == found


def test_what_is_edited_afterwards_changes_nothing() -> None:
    assert read(edited_message=message(text="2 xong")) is None


@pytest.mark.parametrize(
    "content",
    [{"new_chat_members": [PERSON]}, {"pinned_message": message(text="a")}, {"migrate_from_chat_id": -200}],
)
def test_events_of_the_platform_are_nobodys_words(content: Json) -> None:
    assert read(message=message(GROUP, **content)) is None


def test_a_post_of_a_channel() -> None:
    channel = {"id": -100300, "type": "channel", "title": "Kênh"}
    assert read(channel_post={"message_id": 9, "date": AT, "chat": channel, "text": "a"}) is None
    assert read(message={"message_id": 9, "date": AT, "chat": channel, "sender_chat": channel, "text": "a"}) is None


def test_an_anonymous_administrator_is_nobody_in_particular() -> None:
    ghost = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    said = message(GROUP, text="/tiendo", sender_chat=GROUP) | {"from": ghost}
    assert read(message=said) == from_group(text="/tiendo", sender="-100200", sender_name="Ban Tổ chức")


def test_what_a_linked_channel_copies_into_its_group() -> None:
    copied = message(GROUP, text="/tiendo", sender_chat={"id": -1, "type": "channel"}, is_automatic_forward=True)
    assert read(message=copied) is None


def test_another_bot_is_not_answered() -> None:
    assert read(message=message(GROUP, text="/tiendo") | {"from": {"id": 8, "is_bot": True, "first_name": "B"}}) is None


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("/giao@giao_viec_bot xã | việc", "/giao xã | việc"),
        ("/giao@Giao_Viec_BOT xã", "/giao xã"),
        ("/tiendo", "/tiendo"),
        ("@giao_viec_bot, ok G7", "ok G7"),
        ("ok G7 @giao_viec_bot", "ok G7"),
        ("đề nghị @Giao_viec_bot xem NV-12", "đề nghị xem NV-12"),
        ("dòng một\n@giao_viec_bot dòng hai", "dòng một\n dòng hai"),
        ("@giao_viec_bot", ""),
    ],
)
def test_words_for_the_bot_in_a_group(text: str, left: str) -> None:
    assert read(message=message(GROUP, text=text)) == from_group(text=left)


@pytest.mark.parametrize(
    "text", ["1", "chào các đồng chí", "@giao_viec_bot2 ok", "a@giao_viec_bot.vn", "x/giao@giao_viec_bot"]
)
def test_words_in_a_group_that_are_not_for_the_bot(text: str) -> None:
    assert read(message=message(GROUP, text=text)) is None


@pytest.mark.parametrize("chat", [PRIVATE, GROUP])
def test_another_bots_command(chat: Json) -> None:
    assert read(message=message(chat, text="/giao@other_bot xã")) is None


def test_a_command_in_private_loses_its_suffix_and_keeps_the_rest() -> None:
    assert read(message=message(text="/giao@giao_viec_bot a @giao_viec_bot")) == heard(text="/giao a @giao_viec_bot")


def test_a_file_with_a_command_as_its_caption() -> None:
    file = {"file_id": "D", "file_name": "a.xlsx"}
    found = from_group(text="/giao", attachments=(Attachment("document", "D", name="a.xlsx"),))
    assert read(message=message(GROUP, document=file, caption="/giao@giao_viec_bot")) == found


def test_a_reply_to_the_bot_needs_no_mention() -> None:
    ours = message(GROUP, text="G7: 1 giao") | {"message_id": 6, "from": {"id": US, "is_bot": True}}
    assert read(message=message(GROUP, text="1", reply_to_message=ours)) == from_group(text="1", reply_to="6")


def test_a_reply_to_somebody_else() -> None:
    theirs = message(text="xin chào") | {"message_id": 6}
    assert read(message=message(text="1", reply_to_message=theirs)) == heard(text="1")
    assert read(message=message(GROUP, text="1", reply_to_message={**theirs, "chat": GROUP})) is None


def test_a_bare_command_in_reply_to_a_file_brings_it_along() -> None:
    file = message(document={"file_id": "d1", "file_name": "phu-luc.xlsx"}) | {"message_id": 7}
    said = message(GROUP, text="/giao", reply_to_message=file)
    kept = Attachment("document", "d1", name="phu-luc.xlsx")
    assert read(message=said) == from_group(text="/giao", attachments=(kept,), by_reply=True)
    assert read(message=said | {"text": "/giao bí thư | làm đường"}) == from_group(text="/giao bí thư | làm đường")
    assert read(message=message(text="cảm ơn", reply_to_message=file)) == heard(text="cảm ơn")


def test_before_the_bot_knows_its_name_it_takes_no_command_with_a_suffix() -> None:
    update = {"update_id": 41, "message": message(GROUP, text="/giao@giao_viec_bot a")}
    assert parse_update("tg", None, US, update) is None


def test_what_no_database_takes_is_left_out() -> None:
    assert read(message=message(text="1\x00 xo\ud83dng")) == heard(text="1 xong")


@pytest.mark.parametrize("update", [{}, {"update_id": "x", "message": {}}, {"update_id": 1, "message": {"text": 5}}])
def test_what_is_no_update(update: Json) -> None:
    with pytest.raises(ValueError, match=r"unreadable update|invalid literal"):
        parse_update("tg", "giao_viec_bot", US, update)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["id", "text", "chat", "type", "date", "from"]), inner)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["update_id", "message", "callback_query", "my_chat_member"]), anything))
def test_nothing_but_a_value_error_comes_of_nonsense(update: Json) -> None:
    with suppress(ValueError):
        assert parse_update("tg", "giao_viec_bot", US, update) is None


@given(st.text("ab @/_\nế", max_size=12), st.text("ab @/,:\n", max_size=12))
def test_no_mention_is_left(before: str, after: str) -> None:
    name = OurName("giao_viec_bot")
    text = f"{before} @giao_viec_bot {after}"
    assert not name.mentioned(name.without_mention(text))


def test_the_update_survives_json() -> None:
    update = {"update_id": 41, "message": message(text="1 xong 🔴")}
    assert parse_update("tg", "giao_viec_bot", US, json.loads(json.dumps(update))) == heard(text="1 xong 🔴")
