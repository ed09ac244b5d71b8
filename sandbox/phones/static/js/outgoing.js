// What this phone is sending: one after another, shown at once, taken away when the server shows the message itself.

import { Refused, address, post } from "./api.js";
import { waitingRow } from "./messages.js";

const LIMIT = 4096; // UTF-16 units of one message; a real client sends a longer text in several
const UNREACHABLE = "Không liên lạc được với máy chủ.";

export class Outgoing {
  constructor(phone, list) {
    this.phone = phone;
    this.list = list;
    this.items = [];
    this.queue = Promise.resolve();
  }

  /** `more` goes along with each piece: on Zalo whether a name in it was picked. */
  text(text, replyTo, more = {}) {
    for (const part of parts(text)) {
      this.add({ path: "send", text: part, files: [], expects: 1, body: () => ({ ...address(this.phone), text: part, ...more, ...(replyTo ? { reply_to: replyTo } : {}) }) });
    }
  }

  /** `path` is "photo" or "file"; the caption may be empty. */
  files(path, files, caption) {
    const body = () => {
      const form = new FormData();
      for (const [name, value] of Object.entries(address(this.phone))) form.append(name, value);
      if (caption) form.append("caption", caption);
      for (const file of files) form.append("files", file, file.name);
      return form;
    };
    this.add({ path, text: caption, files, expects: files.length, body });
  }

  /** A sticker or a contact card; `path` as of the phone API, `title` what is seen meanwhile. */
  card(path, title, more = {}) {
    this.add({ path, text: title, files: [], expects: 1, body: () => ({ ...address(this.phone), ...more }) });
  }

  add(item) {
    const images = item.files.filter((file) => file.type.startsWith("image/"));
    this.items.push(Object.assign(item, { previews: images.map((file) => URL.createObjectURL(file)) }));
    this.send(item);
    this.list.toEnd();
  }

  send(item) {
    item.state = "sending";
    this.draw();
    this.queue = this.queue.then(() => this.deliver(item));
  }

  async deliver(item) {
    try {
      await post(item.path, item.body());
      item.state = "sent";
    } catch (error) {
      item.state = error instanceof Refused ? "refused" : "failed";
      item.reason = error instanceof Refused ? error.message : UNREACHABLE;
    }
    this.draw();
  }

  /** One of our own messages has come back: the oldest that waits for it is done (or one that only seemed lost). */
  arrived(message) {
    const item = this.items.find((one) => one.state === "sending" || one.state === "sent")
      ?? this.items.find((one) => one.state === "failed" && one.text === message.text);
    if (!item) return;
    item.expects -= 1;
    if (item.expects <= 0) this.drop(item);
  }

  drop(item) {
    this.items = this.items.filter((one) => one !== item);
    item.previews.forEach((address) => URL.revokeObjectURL(address));
    this.draw();
  }

  draw() {
    this.list.waiting.replaceChildren(...this.items.map((item) => waitingRow(item, () => this.send(item), () => this.drop(item))));
    this.list.empty.hidden ||= this.items.length > 0;
  }
}

/** The text in pieces a message can hold, cut at a line or a space where there is one, never inside a sign. */
export function parts(text) {
  const out = [];
  let rest = text.trim();
  while (rest.length > LIMIT) {
    const window = rest.slice(0, LIMIT);
    let cut = Math.max(window.lastIndexOf("\n"), window.lastIndexOf(" "));
    if (cut < LIMIT / 2) cut = /[\uD800-\uDBFF]$/.test(window) ? LIMIT - 1 : LIMIT;
    out.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return rest ? [...out, rest] : out;
}
