"""A small bot over the real wire, for tests of the phones: it says back what it heard, in all the ways a phone can show."""

from __future__ import annotations

import threading
import time
from typing import Any

import httpx

Json = dict[str, Any]


def bold(text: str, part: str, kind: str = "bold") -> list[Json]:
    start = len(text[: text.index(part)].encode("utf-16-le")) // 2
    return [{"type": kind, "offset": start, "length": len(part.encode("utf-16-le")) // 2}]


class EchoBot:
    """Polls in a thread of its own until `stop`. `heard` are the texts and captions, in order."""

    def __init__(self, base_url: str, token: str) -> None:
        self._http = httpx.Client(base_url=f"{base_url}/bot{token}/", timeout=10, verify=False)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._poll)
        self.heard: list[str] = []
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self.call("getUpdates")  # a second poller ends the first one's wait
        self._thread.join()
        self._http.close()

    def call(self, method: str, **given: Any) -> Any:
        answer = self._http.post(method, json=given)
        answer.raise_for_status()
        return answer.json()["result"]

    def _poll(self) -> None:
        offset = 0
        while not self._stopping.is_set():
            answer = self._http.post("getUpdates", json={"offset": offset, "timeout": 20}, timeout=30)
            if answer.status_code == httpx.codes.CONFLICT and self._stopping.is_set():
                return
            for update in answer.raise_for_status().json()["result"]:
                offset = update["update_id"] + 1
                self._handle(update)

    def _handle(self, update: Json) -> None:
        if query := update.get("callback_query"):
            self._pressed(query)
        elif message := update.get("message"):
            self.heard.append(message.get("text", message.get("caption", "")))
            self._answer(message)

    def _pressed(self, query: Json) -> None:
        chat, number = query["message"]["chat"]["id"], query["message"]["message_id"]
        self.call("answerCallbackQuery", callback_query_id=query["id"], text=f"Đã chọn {query['data']}")
        self.call("editMessageText", chat_id=chat, message_id=number, text=f"Kết quả: {query['data']}")

    def _answer(self, message: Json) -> None:
        chat, text = message["chat"]["id"], message.get("text", "")
        if "photo" in message:
            self.call("sendMessage", chat_id=chat, text=f"Đã nhận ảnh: {message.get('caption', 'không chú thích')}")
        elif "document" in message:
            self.call("sendMessage", chat_id=chat, text=f"Đã nhận tệp: {message['document']['file_name']}")
        elif quoted := message.get("reply_to_message"):
            self.call("sendMessage", chat_id=chat, text=f"Trả lời cho: {quoted['text']}")
        else:
            self._say(chat, text, message["message_id"])

    def _say(self, chat: int, text: str, number: int) -> None:
        if text == "chọn":
            keys = [[{"text": "1 Đúng", "callback_data": "yes"}, {"text": "2 Không đúng", "callback_data": "no"}]]
            self.call("sendMessage", chat_id=chat, text="Đúng không?", reply_markup={"inline_keyboard": keys})
        elif text == "xóa":
            time.sleep(0.5)  # long enough for the page to show it first
            self.call("deleteMessage", chat_id=chat, message_id=number)
        elif text == "gõ":
            self.call("sendChatAction", chat_id=chat, action="typing")
        elif text == "đậm":
            words = "🔴 Mã K7M4Q2 <b>đúng</b>, xem /tiendo"
            entities = [*bold(words, "K7M4Q2", "code"), *bold(words, "đúng"), *bold(words, "/tiendo", "bot_command")]
            self.call("sendMessage", chat_id=chat, text=words, entities=entities)
        elif text.startswith("nhắc"):
            quoting = {"message_id": number}
            self.call("sendMessage", chat_id=chat, text=f"Đã nghe: {text}", reply_parameters=quoting)
        else:
            self.call("sendMessage", chat_id=chat, text=f"Đã nghe: {text[:60]}")
