// The scrolling list: rows by id, day separators, what waits to be sent, what has not been seen.

import { row } from "./bubble.js";
import { day } from "./dates.js";
import { el, icon, same } from "./dom.js";

const NEAR = 48; // px from the bottom that still count as "at the bottom"
const TYPING = 6000; // ms; the platforms repeat the sign every five seconds

export class MessageList {
  /** `view` as in bubble.js; `onSeen()` is called whenever the end of the list comes into sight. */
  constructor(view, label, onSeen) {
    this.view = view;
    this.onSeen = onSeen;
    this.stuck = true;
    this.seenAt = 0; // px, where the list was at the last scrolling
    this.rows = new Map();
    this.typing = el("div", { class: "typing", hidden: true }, el("i"), el("i"), el("i"), "đang soạn…");
    this.empty = el("p", { class: "empty", textContent: "Chưa có tin nhắn nào." });
    this.waiting = el("div", { class: "waiting" });
    this.inner = el("div", { class: "inner" }, this.empty, this.waiting, this.typing);
    this.root = el("div", { class: "messages", role: "log", "aria-live": "off", "aria-label": label, tabIndex: 0 }, this.inner);
    this.root.addEventListener("scroll", () => this.noticeScroll(), { passive: true });
    new ResizeObserver(() => this.stuck && this.toEnd()).observe(this.inner);
    new ResizeObserver(() => this.stuck && this.toEnd()).observe(this.root);
  }

  /** Adds a message, or puts its new wording in the old one's place. */
  put(message, fresh) {
    this.showTyping(false);
    this.empty.hidden = true;
    const made = row(message, this.view);
    made.dataset.day = day(message.date);
    const old = this.rows.get(String(message.id));
    this.rows.set(String(message.id), made);
    if (old) return this.replace(old, made);
    this.separate(made.dataset.day);
    this.waiting.before(made);
    join(made);
    if (fresh) made.classList.add("fresh");
    if (same(message.from.id, this.view.user.id)) this.toEnd();
  }

  replace(old, made) {
    const held = old.contains(document.activeElement);
    made.classList.toggle("joined", old.classList.contains("joined"));
    old.replaceWith(made);
    if (held) (made.querySelector(".key") ?? this.root).focus({ preventScroll: true });
  }

  remove(id) {
    const gone = this.rows.get(String(id));
    if (!gone) return;
    const before = gone.previousElementSibling;
    const after = gone.nextElementSibling;
    gone.remove();
    this.rows.delete(String(id));
    if (after.classList.contains("row")) join(after);
    else if (before.matches(".day:not(.service)")) before.remove();
  }

  separate(label) {
    if (this.waiting.previousElementSibling.dataset.day === label) return;
    this.waiting.before(el("p", { class: "day", data: { day: label } }, el("span", { textContent: label })));
  }

  showTyping(on) {
    clearTimeout(this.typingTimer);
    this.typing.hidden = !on;
    if (on) this.typingTimer = setTimeout(() => this.showTyping(false), TYPING);
  }

  /** Scrolls to a message and marks it for a moment; false when it is not here. */
  jump(id) {
    const found = this.rows.get(String(id));
    if (!found) return false;
    found.scrollIntoView({ block: "center" });
    found.classList.remove("marked");
    requestAnimationFrame(() => found.classList.add("marked"));
    return true;
  }

  toEnd() {
    this.stuck = true;
    this.root.scrollTop = this.root.scrollHeight;
    this.onSeen();
  }

  /** Only who scrolls up leaves the end: a message that came in before this was told has moved it away as well. */
  noticeScroll() {
    const { scrollTop, clientHeight, scrollHeight } = this.root;
    const up = scrollTop < this.seenAt;
    this.seenAt = scrollTop;
    this.stuck = scrollTop + clientHeight >= scrollHeight - NEAR || (this.stuck && !up);
    this.root.dispatchEvent(new CustomEvent("stuck"));
    if (this.stuck) this.onSeen();
  }
}

/** A row right after one of the same sender stands closer and repeats no name. */
function join(made) {
  const before = made.previousElementSibling;
  const joined = before?.classList.contains("row") && before.dataset.from === made.dataset.from;
  made.classList.toggle("joined", Boolean(joined));
}

/** A message that is on its way: `retry()` and `drop()` are offered once it has failed. */
export function waitingRow(item, retry, drop) {
  const failed = item.state === "failed" || item.state === "refused";
  const text = item.text || (item.files.length > 1 ? `${item.files.length} ảnh` : (item.files[0]?.name ?? ""));
  const bubble = el("div", { class: "bubble", dir: "auto" },
    ...item.previews.map((address) => el("img", { class: "preview", src: address, alt: "Ảnh đang gửi" })),
    text ? el("span", { class: "text", textContent: text }) : null,
    el("span", { class: "meta" }, icon(item.state === "sent" ? "tick" : failed ? "warn" : "wait")));
  const line = el("div", { class: `row mine ${failed ? "failed" : "pending"}` }, el("div", { class: "stack" }, bubble));
  if (failed) line.firstElementChild.append(el("div", { class: "failure" },
    el("span", { textContent: `Chưa gửi được. ${item.reason}` }),
    el("button", { class: "link", onclick: retry }, icon("retry"), "Gửi lại"),
    el("button", { class: "link", onclick: drop, textContent: "Bỏ" })));
  return line;
}
