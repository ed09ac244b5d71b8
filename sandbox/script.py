"""`python -m sandbox.script STEPS.json --url …`: plays steps on the phones of a running stand-in and prints the transcript.

A step is {"heading"} or an act on a phone: {"phone", "say" | "press" | "photo": caption} or {"clock": "morning" | "monday"}.
{"title", "platform"} begins a part that prints what the phones of that platform show. `{HT}` in a text stands for the last
code of that kind that anybody was shown (`HT-15`), `{G}` for the last one of that chat. After each act it waits for the
bot's answer there, and in each chat of `"then": [phones]`, until the chats are quiet; where none comes it says so and exits
with 1.
"""

import argparse
import asyncio
import json
import re
import sys
from pathlib import Path
from typing import Any

import httpx

from sandbox.clock import monotonic

QUIET = 0.5  # seconds without anything new after what was waited for
PATIENCE = 120.0  # seconds for what is waited for; the digest waits for its picture, which a busy machine draws slowly
CODE = re.compile(r"\b(HT|NV|GH|G)-?(\d+)\b")
PICTURE = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffdb004300" + "08" * 64 + "ffd9")

Json = dict[str, Any]


class Player:
    """Acts on phones one after the other and prints what every chat of the scene shows."""

    def __init__(self, http: httpx.AsyncClient, phones: dict[str, Json]) -> None:
        self._http = http
        self._phones = phones
        self._seen = 0
        self._codes: dict[str, str] = {}
        self._platform: str | None = None  # whose phones are printed; None: all
        self._pictures = 0  # each picture is another one
        self.silent = 0

    async def play(self, steps: list[Json]) -> None:
        await self._news(0)
        for step in steps:
            if "platform" in step:
                self._platform = step["platform"]
                print(f"\n## {step['title']}\n")
                continue
            if "heading" in step:
                print(f"\n### {step['heading']}\n")
                continue
            await self._act(step)
            awaited = [*([step["phone"]] if "phone" in step else []), *step.get("then", [])]
            await self._settle({self._phones[name]["chat"]["id"] for name in awaited})

    async def _act(self, step: Json) -> None:
        if "clock" in step:
            answer = await self._http.post("/phones/api/clock", json={"jump": step["clock"]})
            moment = answer.raise_for_status().json()["now"]
            print(f"*(đồng hồ: {moment[:16].replace('T', ' ')})*\n")
            return
        phone = self._phones[step["phone"]]
        place: Json = {"user": phone["user"]["id"], "chat": phone["chat"]["id"], "bot": phone["chat"].get("bot")}
        place = {name: value for name, value in place.items() if value is not None}
        if "say" in step:
            await self._post("send", {**place, "text": self._filled(step["say"], phone["chat"]["id"])})
        elif "press" in step:
            await self._press(place, phone, step["press"])
        else:
            form = {name: str(value) for name, value in place.items()} | {"caption": step["photo"]}
            self._pictures += 1
            files = {"file": ("anh.jpg", PICTURE + bytes([self._pictures]), "image/jpeg")}
            (await self._http.post("/phones/api/photo", data=form, files=files)).raise_for_status()

    async def _press(self, place: Json, phone: Json, label: str) -> None:
        events = (await self._http.get("/phones/api/events", params={"after": 0})).json()["events"]
        for event in reversed(events):
            if event["kind"] != "message" or event["chat"] != phone["chat"]["id"]:
                continue
            for row in event["message"]["buttons"]:
                for button in row:
                    if button["text"].startswith(label):
                        print(f"**{phone['title']}** bấm [{button['text']}]\n")
                        await self._post(
                            "press", {**place, "message_id": event["message"]["id"], "data": button["data"]}
                        )
                        return
        raise LookupError(f"no button {label!r}")

    async def _post(self, what: str, body: Json) -> None:
        answer = await self._http.post(f"/phones/api/{what}", json=body)
        if answer.status_code != 200:
            raise LookupError(answer.text)

    def _filled(self, text: str, chat: int) -> str:
        """A confirmation's code holds in one chat only."""
        codes = self._codes | {"G": self._codes.get(f"G of {chat}", "")}
        return re.sub(r"\{(HT|NV|GH|G)\}", lambda match: codes.get(match[1], match[0]), text)

    async def _settle(self, awaited: set[int]) -> None:
        """Until the bot has spoken in these chats and nothing new has come for a while."""
        last = monotonic()
        while monotonic() - last < (PATIENCE if awaited else QUIET):
            fresh = await self._news(0.2)
            if fresh:
                last = monotonic()
                awaited -= {event["chat"] for event in fresh if event["message"]["from"]["is_bot"]}
        if awaited:
            self.silent += 1
            print("*(không có trả lời)*\n")

    async def _news(self, wait: float) -> list[Json]:
        answer = await self._http.get("/phones/api/events", params={"after": self._seen, "wait": wait})
        found = answer.json()
        self._seen = found["last"]
        fresh = [event for event in found["events"] if event["kind"] == "message"]
        for event in fresh:
            self._print(event)
        return fresh

    def _print(self, event: Json) -> None:
        message = event["message"]
        phone = self._phone_of(event)
        if phone is None:
            return
        place = phone["title"]
        who = f"Bot → {place}" if message["from"]["is_bot"] else self._speaker(event, place)
        text = message["text"] or ("[ảnh]" if message.get("photo_url") else "")
        for kind, number in CODE.findall(text):
            self._codes[f"G of {event['chat']}" if kind == "G" else kind] = (
                f"{kind}{'' if kind == 'G' else '-'}{number}"
            )
        body = "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))
        buttons = " ".join(f"[{b['text']}]" for row in message["buttons"] for b in row)
        print(f"**{who}**\n{body}\n" + (f">\n> {buttons}\n" if buttons else ""))

    def _phone_of(self, event: Json) -> Json | None:
        """The phone whose transcript this belongs to."""
        shown = (p for p in self._phones.values() if self._platform in (None, p["platform"]))
        return next((p for p in shown if p["chat"]["id"] == event["chat"]), None)

    def _speaker(self, event: Json, place: str) -> str:
        name = str(event["message"]["from"]["name"])
        return place if any(p["user"]["name"] == name and p["title"] == place for p in self._phones.values()) else name


async def run(url: str, steps: list[Json]) -> int:
    async with httpx.AsyncClient(base_url=url, timeout=30) as http:
        phones = (await http.get("/phones/api/state")).json()["phones"]
        player = Player(http, {phone["id"]: phone for phone in phones})
        await player.play(steps)
    return 1 if player.silent else 0


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m sandbox.script")
    parser.add_argument("steps", type=Path)
    parser.add_argument("--url", required=True)
    given = parser.parse_args()
    sys.exit(asyncio.run(run(given.url, json.loads(given.steps.read_text(encoding="utf-8")))))


if __name__ == "__main__":
    main()
