// Names to pick after an @, as Zalo's groups offer them: only a picked name reaches the bot, a typed one is mere text.

import { el } from "./dom.js";

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
const STARTED = /(^|\s)@([^@\n]*)$/;

export class Mentions {
  /** `names` are those that the group offers; `onPick()` is called when the input's text has changed. */
  constructor(input, names, onPick) {
    Object.assign(this, { input, names, onPick, active: 0, offered: [] });
    this.picked = new Set();
    this.root = el("div", { class: "mentions", role: "listbox", "aria-label": "Nhắc tên", hidden: true });
    input.addEventListener("input", () => this.look());
    input.addEventListener("blur", () => setTimeout(() => this.offer([]), 150)); // a tap on a name comes after the blur
  }

  /** Is a name in this text that was picked, so that its bearer hears it? */
  reaches(text) {
    return this.names.some((name) => this.picked.has(name) && text.includes(`@${name}`));
  }

  /** Names that somebody else's help put into the input count as picked. */
  trust(text) {
    this.names.filter((name) => text.includes(`@${name}`)).forEach((name) => this.picked.add(name));
  }

  clear() {
    this.picked.clear();
    this.offer([]);
  }

  look() {
    const begun = STARTED.exec(this.input.value.slice(0, this.input.selectionStart));
    this.active = 0;
    this.offer(begun ? this.names.filter((name) => fold(name).startsWith(fold(begun[2])) && name !== begun[2]) : []);
  }

  offer(names) {
    this.offered = names;
    this.root.hidden = !names.length;
    this.root.replaceChildren(...names.map((name, i) => el("button", {
      class: "mention", role: "option", tabIndex: -1, "aria-selected": String(i === this.active), onclick: () => this.pick(name),
    }, el("span", { class: "avatar", "aria-hidden": "true", textContent: name.slice(0, 1) }), name)));
  }

  /** Takes a key that is meant for the list; false when it is not. */
  key(event) {
    if (!this.offered.length) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.active = (this.active + step + this.offered.length) % this.offered.length;
    if (step) this.offer(this.offered);
    else if (event.key === "Enter" || event.key === "Tab") this.pick(this.offered[this.active]);
    else if (event.key === "Escape") this.offer([]);
    else return false;
    event.preventDefault();
    return true;
  }

  /** Puts the name where its @ stands, or in front of everything. */
  pick(name) {
    const caret = this.input.selectionStart;
    const before = this.input.value.slice(0, caret);
    const rest = this.input.value.slice(caret);
    const begun = STARTED.exec(before);
    const head = begun ? `${before.slice(0, begun.index)}${begun[1]}@${name} ` : `@${name} ${before}`;
    this.input.value = head + (begun ? rest.trimStart() : rest);
    this.input.setSelectionRange(head.length, head.length);
    this.picked.add(name);
    this.offer([]);
    this.onPick();
    this.input.focus();
  }
}
