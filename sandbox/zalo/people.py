"""People with Zalo for scripts and tests."""

from sandbox.people import Phone


class ZaloPhone(Phone):
    """A phone that can also send what bots on Zalo get no content of. A group is given by its id in the scene."""

    async def tell(self, text: str, picked: bool = True) -> int:
        """A text whose @names were chosen from the member list, or only typed."""
        return int((await self._post("send", {"text": text, "picked": picked}))["message_id"])

    async def sticker(self) -> int:
        return int((await self._post("sticker", {}))["message_id"])

    async def card(self, kind: str, title: str = "") -> int:
        """`kind`: contact, location, link, video."""
        return int((await self._post("card", {"kind": kind, "title": title}))["message_id"])
