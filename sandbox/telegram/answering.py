"""What a bot does besides sending messages: it answers pressed buttons and shows that it is busy."""

from sandbox.telegram.call import Call
from sandbox.telegram.chats import writable_chat
from sandbox.telegram.errors import bad_request
from sandbox.telegram.registry import method
from sandbox.things import Json

ACTIONS = frozenset(
    (
        "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
        "choose_sticker", "find_location", "record_video_note", "upload_video_note",
    )
)  # fmt: skip
ANSWER_LIMIT = 200


@method("answerCallbackQuery")
def answer_callback_query(call: Call) -> bool:
    text = call.text("text")
    if len(text) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    answer: Json = {"text": text or None, "show_alert": call.flag("show_alert")}
    query = call.world.queries.answer(call.text("callback_query_id"), call.bot.id, answer)
    call.world.log.add("answer", bot=call.bot.username, chat=query.chat.id, user=query.user_id, text=text)
    call.world.events.publish("answer", chat=query.chat.id, bot=call.bot.username, user=query.user_id, **answer)
    return True


@method("sendChatAction")
def send_chat_action(call: Call) -> bool:
    action = call.text("action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = writable_chat(call)
    if not chat.quiet:
        call.world.events.publish("typing", chat=chat.id, bot=call.bot.username, text=action)
    return True
