"""How a test holds one phone of the page."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect


@dataclass(frozen=True)
class PhoneOnPage:
    page: Page
    id: str

    @property
    def root(self) -> Locator:
        return self.page.locator(f"[data-phone={self.id}]")

    @property
    def input(self) -> Locator:
        return self.root.get_by_role("textbox")

    @property
    def texts(self) -> Locator:
        return self.root.locator(".row .text")

    def say(self, text: str) -> None:
        self.input.fill(text)
        self.input.press("Enter")

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name, exact=True)

    def shows(self, *texts: str) -> None:
        """Waits until the conversation consists of exactly these texts."""
        expect(self.texts).to_have_text(list(texts))
