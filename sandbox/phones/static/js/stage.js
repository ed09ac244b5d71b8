// The phones side by side: which are in sight, the strip of names when not all of them are, and Ctrl+1 … Ctrl+9.

import { el } from "./dom.js";
import { platform } from "./phone.js";

export class Stage {
  constructor(root, strip) {
    Object.assign(this, { root, strip, phones: [], tabs: [] });
    this.watcher = new IntersectionObserver((entries) => this.noticeSight(entries), { root, threshold: 0.6 });
    new ResizeObserver(() => this.noticeWidth()).observe(root);
    document.addEventListener("keydown", (event) => this.onKey(event));
  }

  /** Shows the phones, in order, with a tab for each. */
  fill(phones) {
    this.phones = phones;
    this.root.replaceChildren(...phones.map((phone) => phone.root));
    this.root.setAttribute("aria-busy", "false");
    this.tabs = phones.map((phone) => this.tab(phone));
    this.strip.replaceChildren(...this.tabs);
    phones.forEach((phone) => this.watcher.observe(phone.root));
    this.noticeWidth();
  }

  tab(phone) {
    return el("button", { class: "tab", title: `${phone.info.title} (Ctrl+${phone.number})`, onclick: () => this.reveal(phone) },
      platform(phone.info), el("span", { textContent: phone.info.title }), el("b", { class: "badge", hidden: true }));
  }

  /** Brings a phone into sight. */
  reveal(phone) {
    const gentle = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.root.scrollTo({ left: phone.root.offsetLeft - (this.root.clientWidth - phone.root.offsetWidth) / 2, behavior: gentle ? "smooth" : "instant" });
  }

  focus(phone) {
    this.reveal(phone);
    phone.composer.input.focus({ preventScroll: true });
  }

  drawUnread() {
    this.phones.forEach((phone, i) => {
      const badge = this.tabs[i].lastElementChild;
      badge.hidden = !phone.unread;
      badge.textContent = phone.unread;
      this.tabs[i].setAttribute("aria-label", phone.unread ? `${phone.info.title}, ${phone.unread} tin chưa đọc` : phone.info.title);
    });
  }

  noticeSight(entries) {
    for (const entry of entries) {
      const i = this.phones.findIndex((phone) => phone.root === entry.target);
      this.phones[i].show(entry.isIntersecting);
      this.tabs[i].setAttribute("aria-current", String(entry.isIntersecting));
    }
    const first = this.tabs.find((tab) => tab.getAttribute("aria-current") === "true");
    if (first) this.strip.scrollTo({ left: first.offsetLeft - 60 });
  }

  noticeWidth() {
    this.strip.hidden = this.root.scrollWidth <= this.root.clientWidth + 1;
  }

  onKey(event) {
    const number = /^Digit([1-9])$/.exec(event.code)?.[1];
    const phone = this.phones[number - 1];
    // Alt+number as well: some browsers keep Ctrl+number for their own tabs.
    if (!phone || event.shiftKey || event.metaKey || event.ctrlKey === event.altKey) return;
    event.preventDefault();
    this.focus(phone);
  }
}
