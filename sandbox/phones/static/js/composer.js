// The foot of a phone: what is being written, quoted and attached.

import { el, icon } from "./dom.js";
import { Mentions } from "./mentions.js";
import { samplePicture } from "./sample.js";
import { MOST, Tray } from "./tray.js";

const TALLEST = 132; // px, about six lines

export class Composer {
  /**
   * `send` is an Outgoing; `title` names the phone for a screen reader; `now()` is the rehearsal's moment; `cards` offers
   * stickers, contact cards and voice; `mentions` are the names that a group lets one pick after an @, and `onUnheard()` is
   * called for a text that none of them will get.
   */
  constructor({ title, send, now, mayQuote, cards = false, mentions = [], onUnheard = () => {} }) {
    Object.assign(this, { send, now, mayQuote, cards, onUnheard });
    this.replyTo = null;
    this.tray = new Tray(() => this.refresh());
    this.input = el("textarea", {
      class: "input", rows: 1, placeholder: "Tin nhắn", "aria-label": `Tin nhắn từ ${title}`, enterKeyHint: "send",
      autocomplete: "off", oninput: () => this.refresh(), onkeydown: (event) => this.onKey(event), onpaste: (event) => this.onPaste(event),
    });
    this.mentions = new Mentions(this.input, mentions, () => this.refresh());
    this.button = el("button", { class: "send", type: "submit", "aria-label": "Gửi", title: "Gửi (Enter)" }, icon("send"));
    this.quoted = el("div", { class: "quoting", hidden: true });
    this.root = el("form", { class: "composer", onsubmit: (event) => { event.preventDefault(); this.submit(); } },
      this.mentions.root, this.quoted, this.tray.root, this.attachments(), el("div", { class: "line" }, this.input, this.button));
    this.refresh();
  }

  attachments() {
    const photos = picker("image/*", (files) => this.tray.add(files));
    const papers = picker("", (files) => this.sendFiles("file", files));
    return el("div", { class: "attach", role: "group", "aria-label": "Gửi kèm" },
      tool("photo", "Gửi ảnh", "Chọn một hay nhiều ảnh; chữ trong ô nhập là chú thích", () => photos.click()),
      tool("sample", "Ảnh mẫu", "Gửi ngay một ảnh vẽ sẵn; chữ trong ô nhập là chú thích", () => this.sendSample()),
      (this.cards ? sign : tool)("file", "Gửi tệp", "Gửi ngay một tệp; chữ trong ô nhập là chú thích", () => papers.click()),
      ...this.mentions.names.map((name) => sign("at", `Nhắc @${name}`, "Chọn tên trợ lý để trợ lý nghe được (hoặc gõ @)", () => this.mentions.pick(name))),
      ...(this.cards ? this.others() : []), photos, papers);
  }

  others() {
    const voices = picker("audio/*", (files) => this.sendFiles("voice", files));
    return [
      sign("sticker", "Gửi nhãn dán", "Gửi ngay một nhãn dán", () => this.send.card("sticker", "Nhãn dán")),
      sign("card", "Gửi danh thiếp", "Gửi ngay một danh thiếp; trợ lý không đọc được", () => this.send.card("card", "Danh thiếp", { kind: "contact" })),
      sign("mic", "Gửi tin thoại", "Chọn một tệp ghi âm", () => voices.click()), voices,
    ];
  }

  onKey(event) {
    // Enter that ends a syllable of an input method is not a wish to send (229: Safari reports it only so).
    if (event.isComposing || event.keyCode === 229 || this.mentions.key(event)) return;
    if (event.key === "Escape" && this.replyTo) this.quote(null);
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    this.submit();
  }

  onPaste(event) {
    const images = [...event.clipboardData.files].filter((file) => file.type.startsWith("image/"));
    if (!images.length) return;
    event.preventDefault();
    this.tray.add(images);
  }

  submit() {
    const text = this.input.value.trim();
    if (this.tray.files.length) this.sendFiles("photo", this.tray.take());
    else if (text) {
      const picked = this.mentions.reaches(text);
      if (this.mentions.names.length && !picked && !this.replyTo) this.onUnheard();
      this.send.text(text, this.replyTo?.id, this.mentions.names.length ? { picked } : {});
      this.clear();
    }
    this.input.focus();
  }

  async sendSample() {
    this.sendFiles("photo", [await samplePicture(this.now())]);
  }

  sendFiles(path, files) {
    if (!files.length) return;
    const caption = this.input.value.trim();
    for (let i = 0; i < files.length; i += MOST) this.send.files(path, files.slice(i, i + MOST), i ? "" : caption);
    this.clear();
  }

  clear() {
    this.input.value = "";
    this.mentions.clear();
    this.quote(null);
    this.refresh();
  }

  /** Puts a text into the input without sending it. */
  fill(text) {
    this.input.value = text;
    this.mentions.trust(text);
    this.refresh();
    this.input.focus();
    this.input.setSelectionRange(text.length, text.length);
  }

  quote(message) {
    this.replyTo = this.mayQuote ? message : null;
    this.quoted.hidden = !this.replyTo;
    if (!this.replyTo) return;
    this.quoted.replaceChildren(
      icon("reply"),
      el("p", {}, el("b", { textContent: message.from.name }), el("span", { textContent: message.text || "Ảnh hoặc tệp" })),
      el("button", { class: "round", "aria-label": "Thôi trả lời", onclick: () => { this.quote(null); this.input.focus(); } }, icon("close")));
    this.input.focus();
  }

  refresh() {
    const photos = this.tray.files.length;
    this.input.placeholder = photos ? "Chú thích ảnh" : "Tin nhắn";
    this.button.classList.toggle("ready", Boolean(photos || this.input.value.trim()));
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, TALLEST)}px`;
    this.input.style.overflowY = this.input.scrollHeight > TALLEST ? "auto" : "hidden";
  }
}

function tool(name, label, title, onclick) {
  return el("button", { class: "tool", title, onclick }, icon(name), label);
}

/** A tool without its words, where there are too many for one line. */
function sign(name, label, title, onclick) {
  return el("button", { class: "tool sign", title, "aria-label": label, onclick }, icon(name));
}

function picker(accept, onFiles) {
  return el("input", {
    type: "file", accept, multiple: true, hidden: true,
    onchange: (event) => { onFiles([...event.target.files]); event.target.value = ""; },
  });
}
