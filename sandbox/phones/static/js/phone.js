// One phone: frame, header, list and composer, and what a tap on a message does.

import { Refused, address, post } from "./api.js";
import { Composer } from "./composer.js";
import { el, icon, same } from "./dom.js";
import { MessageList } from "./messages.js";
import { toast } from "./notices.js";
import { Outgoing } from "./outgoing.js";
import { longPress } from "./press.js";
import { enlarge } from "./viewer.js";

/** What a platform's own app can do; an unknown one can do little. */
const ABILITIES = { telegram: { quoting: true, keys: true }, zalo: { quoting: true, keys: false, cards: true, faces: true } };
const PLATFORMS = { telegram: "Telegram", zalo: "Zalo" };
const UNHEARD = "Trong nhóm Zalo, trợ lý chỉ nhận tin có chọn tên trợ lý: gõ @ rồi chọn.";

export class Phone {
  /** `info` as in /phones/api/state; `onUnread()` is called when the number of unseen messages changes. */
  constructor(info, number, { now, onUnread }) {
    Object.assign(this, { info, number, onUnread, unread: 0, inSight: true });
    const can = ABILITIES[info.platform] ?? { quoting: false, keys: false };
    this.view = { user: info.user, group: info.chat.type !== "private", ...can, on: this.actions() };
    this.list = new MessageList(this.view, `Tin nhắn: ${info.title}`, () => this.seen());
    this.outgoing = new Outgoing(info, this.list);
    this.composer = new Composer({ title: info.title, send: this.outgoing, now, mayQuote: can.quoting, cards: can.cards, mentions: info.mentions, onUnheard: () => toast(UNHEARD, this.toasts) });
    this.toasts = el("div", { class: "toasts inner-toasts", role: "status" });
    this.toEnd = el("button", { class: "to-end", hidden: true, "aria-label": "Xuống tin mới nhất", onclick: () => this.list.toEnd() },
      icon("down"), el("span", { class: "badge", hidden: true }));
    this.list.root.addEventListener("stuck", () => this.drawUnread());
    longPress(this.list.root, (id) => this.longPressed(id));
    this.root = this.build();
  }

  build() {
    const { info } = this;
    this.time = el("time", { class: "phone-time", textContent: "--:--" });
    const status = el("div", { class: "status", "aria-hidden": "true" }, this.time, icon("bars", "bars"));
    this.quota = el("span", { class: "quota", hidden: true });
    const head = el("header", { class: "chat-head" }, face(info), el("div", {},
      el("h3", { textContent: info.chat.title || info.title }), el("p", { textContent: info.subtitle || "" })), this.quota);
    if (info.quota) this.meter(info.quota);
    const middle = el("div", { class: "middle" }, this.list.root, this.toEnd, this.toasts);
    const caption = el("h2", { class: "caption" }, el("kbd", { textContent: this.number, title: `Ctrl+${this.number}` }), el("span", { textContent: info.title }), platform(info));
    return el("section", { class: "pane", "aria-label": `Điện thoại ${this.number}: ${info.title}`, data: { phone: info.id, platform: info.platform } },
      caption, el("div", { class: "phone" }, status, head, middle, this.composer.root));
  }

  actions() {
    return {
      command: (text) => this.outgoing.text(text),
      copy: (text) => navigator.clipboard.writeText(text).then(() => toast(`Đã chép ${text}`, this.toasts)),
      enlarge,
      jump: (id) => this.list.jump(id) || toast("Tin này không còn ở đây.", this.toasts),
      reply: (message) => this.composer.quote(message),
      press: (message, key, button) => this.press(message, key, button),
    };
  }

  /** Whether an event is of this phone's chat; a private chat's id is the person's own with every bot. */
  concerns(event) {
    const { chat } = this.info;
    return same(chat.id, event.chat) && (this.view.group || !chat.bot || same(chat.bot, event.bot));
  }

  async press(message, key, button) {
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    try {
      const { answer } = await post("press", { ...address(this.info), message_id: message.id, data: key.data });
      if (answer) toast(answer, this.toasts);
    } catch (error) {
      toast(error instanceof Refused ? error.message : "Chưa bấm được. Đề nghị thử lại.", this.toasts);
    }
    button.removeAttribute("aria-busy");
  }

  longPressed(id) {
    const message = this.messages.get(id);
    if (message && this.view.quoting) this.composer.quote(message);
  }

  messages = new Map();

  /** An event of this phone's chat; `past` for what happened before the page was opened. */
  apply(event, past) {
    const { message } = event;
    if (event.kind === "typing") return this.list.showTyping(true);
    if (event.kind === "delete") return this.list.remove(message.id);
    const shown = { ...message, reply_to: this.quoted(message.reply_to), edited: message.edited ?? event.kind === "edit" };
    this.messages.set(String(message.id), shown);
    this.list.put(shown, !past);
    if (event.kind !== "message") return undefined;
    if (same(message.from.id, this.info.user.id)) return this.outgoing.arrived(message);
    return past ? undefined : this.count();
  }

  /** A quoted message comes with its text, or as the id of one that is here. */
  quoted(reply) {
    if (!reply || typeof reply === "object") return reply;
    return { id: reply, text: this.messages.get(String(reply))?.text ?? "" };
  }

  /** What the bot of this phone has used of its month, shown in the header. */
  meter({ bot, used, limit }) {
    if (this.info.quota?.bot !== bot) return;
    const written = (number) => number.toLocaleString("vi-VN");
    this.quota.hidden = limit === null;
    this.quota.textContent = `${written(used)}/${written(limit ?? 0)}`;
    this.quota.title = "Số tin trợ lý đã dùng trong tháng / hạn mức";
    this.quota.setAttribute("aria-label", `Đã dùng ${written(used)} trên ${written(limit ?? 0)} tin của tháng`);
    this.quota.dataset.level = used >= limit ? "out" : used >= 0.8 * limit ? "low" : "";
  }

  count() {
    if (this.list.stuck && this.inSight) return;
    this.unread += 1;
    this.drawUnread();
    this.onUnread();
  }

  seen() {
    if (!this.inSight || !this.list.stuck) return;
    this.unread = 0;
    this.drawUnread();
    this.onUnread();
  }

  show(inSight) {
    this.inSight = inSight;
    this.seen();
  }

  drawUnread() {
    const badge = this.toEnd.lastElementChild;
    this.toEnd.hidden = this.list.stuck;
    badge.hidden = !this.unread;
    badge.textContent = this.unread;
    this.toEnd.setAttribute("aria-label", this.unread ? `Xuống tin mới nhất, ${this.unread} tin chưa đọc` : "Xuống tin mới nhất");
  }
}

/** Which app this phone shows. */
export function platform(info) {
  return el("i", { class: "platform", data: { platform: info.platform }, textContent: PLATFORMS[info.platform] ?? info.platform });
}

function face(info) {
  const name = info.chat.title || info.title;
  return el("span", { class: "face", "aria-hidden": "true", textContent: name.trim().slice(0, 1).toUpperCase() });
}
