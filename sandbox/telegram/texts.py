"""A text with the entities a bot gave it: checked, trimmed and completed as the platform does."""

from typing import Any

from sandbox.telegram.call import Call
from sandbox.telegram.entities import found_in, units
from sandbox.telegram.errors import bad_request
from sandbox.things import Json

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
STYLES = ("bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code")
RICHER = {"pre": "language", "text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id"}
# Accepted and dropped: the platform finds these by itself.
FOUND_BY_ITSELF = (
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number",
)  # fmt: skip


def message_text(call: Call) -> Json:
    """`text` and `entities` for sendMessage and editMessageText."""
    if not call.text("text"):
        raise bad_request("message text is empty")
    text, entities = formatted(call, "text", "entities")
    if not text:
        raise bad_request("text must be non-empty")
    if units(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return {"text": text, "entities": entities} if entities else {"text": text}


def caption(call: Call) -> Json:
    text, entities = formatted(call, "caption", "caption_entities")
    if units(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    if not text:
        return {}
    return {"caption": text, "caption_entities": entities} if entities else {"caption": text}


def formatted(call: Call, text_name: str, entities_name: str) -> tuple[str, list[Json]]:
    """Raises a refusal for entities that don't fit the text, and for a parse_mode: nothing here speaks HTML or Markdown."""
    if call.text("parse_mode").lower() not in ("", "none"):
        raise bad_request("can't parse entities: the stand-in reads entities only")
    text = call.text(text_name)
    given = _read(_json_or_none(call, entities_name))
    check_bounds(text, given)
    text, given = trimmed(text, given)
    return text, sorted([*given, *found_in(text, given)], key=lambda entity: (entity["offset"], -entity["length"]))


def _json_or_none(call: Call, name: str) -> Any:
    # The platform ignores entities that are no JSON array at all.
    try:
        return call.json(name)
    except ValueError:
        return None


def _read(given: Any) -> list[Json]:
    if not isinstance(given, list):
        return []
    entities = [_entity(each) for each in given]
    return [entity for entity in entities if entity and entity["length"] > 0 and entity["offset"] >= 0]


def _entity(given: Any) -> Json | None:
    if not isinstance(given, dict):
        raise bad_request("can't parse MessageEntity: expected an Object")
    kind = str(given.get("type"))
    if kind in FOUND_BY_ITSELF:
        return None
    if kind not in STYLES and kind not in RICHER:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    kept = {name: given[name] for name in ("offset", "length") if isinstance(given.get(name), int)}
    if len(kept) < 2:
        raise bad_request('can\'t parse MessageEntity: Can\'t find field "offset" or "length"')
    extra = RICHER.get(kind, "")
    return {**kept, "type": kind, **({extra: given[extra]} if given.get(extra) else {})}


def check_bounds(text: str, entities: list[Json]) -> None:
    """Every entity begins and ends between two characters of the text."""
    if not entities:
        return
    starts = _starts(text)
    total = units(text)
    for entity in sorted(entities, key=lambda each: each["offset"]):
        begin, end = entity["offset"], entity["offset"] + entity["length"]
        if begin >= total:
            raise bad_request(f"entity begins after the end of the text at UTF-16 offset {total}")
        if begin not in starts:
            raise bad_request(f"entity begins in a middle of a UTF-16 symbol at byte offset {starts[begin + 1]}")
        name = f"entity beginning at UTF-16 offset {begin}"
        if end > total:
            raise bad_request(f"{name} ends after the end of the text at UTF-16 offset {total}")
        if end not in starts:
            raise bad_request(f"{name} ends in a middle of a UTF-16 symbol at byte offset {starts[end + 1]}")


def _starts(text: str) -> dict[int, int]:
    """UTF-16 offset of each character and of the end → its byte offset in UTF-8."""
    found, unit, byte = {0: 0}, 0, 0
    for char in text:
        unit += 2 if ord(char) > 0xFFFF else 1
        byte += len(char.encode())
        found[unit] = byte
    return found


def trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Without the blanks around it; entities move along and lose what was cut."""
    body = text.strip()
    if len(body) == len(text):
        return text, entities
    cut = units(text[: len(text) - len(text.lstrip())])
    total = units(body)
    moved = [_moved(entity, cut, total) for entity in entities]
    return body, [entity for entity in moved if entity["length"] > 0]


def _moved(entity: Json, cut: int, total: int) -> Json:
    begin = max(entity["offset"] - cut, 0)
    end = min(entity["offset"] + entity["length"] - cut, total)
    return {**entity, "offset": begin, "length": end - begin}
