// One message as a row of the list.

import { hhmm } from "./dates.js";
import { el, icon, safeAddress, same } from "./dom.js";
import { rich } from "./entities.js";

const SHADES = 6;
const CARDS = { sticker: "sticker", contact: "card", location: "pin", link: "right", video: "photo" };

/** The row. `view` says whose phone it is ({user, group, quoting, keys, faces}) and what a tap does ({on}). */
export function row(message, view) {
  if (message.service) return service(message);
  const mine = same(message.from.id, view.user.id);
  const line = el("div", {
    class: `row ${mine ? "mine" : "theirs"}`,
    data: { id: message.id, from: message.from.id },
  });
  if ((view.group || view.faces) && !mine) line.append(avatar(message.from));
  line.append(stack(message, view, mine));
  if (view.quoting) line.append(replyButton(message, view));
  return line;
}

/** What the platform itself says in a group: somebody has joined, left. */
function service(message) {
  return el("p", { class: "day service", data: { id: message.id, from: "" } }, el("span", { textContent: message.text }));
}

function avatar(from) {
  return el("span", { class: "avatar", "aria-hidden": "true", data: { shade: shade(from.id) }, textContent: initials(from.name) });
}

function initials(name) {
  const words = name.trim().split(/\s+/);
  return (words.length > 1 ? words[0][0] + words.at(-1)[0] : name.slice(0, 2)).toUpperCase();
}

const shade = (id) => [...String(id)].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 9973, 7) % SHADES;

function stack(message, view, mine) {
  const bubble = el("div", { class: "bubble", dir: "auto" });
  if (view.group && !mine) {
    bubble.append(el("span", { class: "sender", data: { shade: shade(message.from.id) }, textContent: message.from.name }));
  }
  if (message.forwarded_from) bubble.append(el("span", { class: "forwarded", textContent: `Chuyển tiếp từ ${message.forwarded_from}` }));
  if (message.reply_to) bubble.append(quote(message.reply_to, view));
  if (message.photo_url) bubble.append(photo(message, view));
  if (message.document) bubble.append(paper(message.document));
  if (message.voice) bubble.append(el("span", { class: "voice" }, icon("mic"), "Tin nhắn thoại"));
  if (message.card) bubble.append(el("span", { class: "voice" }, icon(CARDS[message.card.kind] ?? "card"), message.card.title));
  if (message.text) bubble.append(el("span", { class: "text" }, rich(message.text, message.entities, view.on)));
  bubble.append(meta(message, mine));
  return el("div", { class: "stack" }, bubble, view.keys ? keys(message, view) : null);
}

function quote(reply, view) {
  return el("button", {
    class: "quote", "aria-label": `Trả lời tin: ${reply.text || "ảnh"}`, onclick: () => view.on.jump(reply.id),
  }, el("span", { textContent: reply.text || "Ảnh hoặc tệp" }));
}

function photo(message, view) {
  const address = safeAddress(message.photo_url);
  const image = el("img", { src: address ?? "", alt: message.text ? `Ảnh: ${message.text}` : "Ảnh", decoding: "async" });
  const button = el("button", { class: "photo", "aria-label": "Phóng to ảnh", onclick: () => view.on.enlarge(address, message.text) }, image);
  image.addEventListener("error", () => button.classList.add("broken"));
  return button;
}

function paper(file) {
  const name = file.name || "Tệp không tên";
  const kind = name.includes(".") ? name.split(".").at(-1).slice(0, 4) : "tệp";
  return el("a", { class: "paper", href: safeAddress(file.url), download: name, "aria-label": `Tệp ${name}, ${size(file.size)}` },
    el("span", { class: "paper-kind", data: { kind: kind.toLowerCase() }, textContent: kind.toUpperCase() }),
    el("span", { class: "paper-name" }, el("b", { textContent: name }), el("small", { textContent: size(file.size) })));
}

/** Bytes as a person reads them, "12,4 KB". */
export function size(bytes) {
  if (bytes === null || bytes === undefined) return "";
  const [value, unit] = bytes < 1024 ? [bytes, "B"] : bytes < 1024 ** 2 ? [bytes / 1024, "KB"] : [bytes / 1024 ** 2, "MB"];
  return `${value.toLocaleString("vi-VN", { maximumFractionDigits: 1 })} ${unit}`;
}

function meta(message, mine) {
  return el("span", { class: "meta" },
    message.edited ? "đã sửa " : null,
    el("time", { dateTime: message.date, textContent: hhmm(message.date) }),
    mine ? icon("tick") : null);
}

function keys(message, view) {
  if (!message.buttons?.length) return null;
  const rows = message.buttons.map((line) => el("div", { class: "keys-row" }, ...line.map((key) => keyButton(key, message, view))));
  return el("div", { class: "keys", role: "group", "aria-label": "Lựa chọn" }, ...rows);
}

function keyButton(key, message, view) {
  const address = key.url ? safeAddress(key.url) : null;
  if (key.url) return el("a", { class: "key", href: address, target: "_blank", rel: "noopener noreferrer", textContent: `${key.text} ↗` });
  return el("button", { class: "key", textContent: key.text, onclick: (event) => view.on.press(message, key, event.currentTarget) });
}

function replyButton(message, view) {
  const about = (message.text || "ảnh").slice(0, 40);
  return el("button", { class: "reply", title: "Trả lời tin này", "aria-label": `Trả lời tin: ${about}`, onclick: () => view.on.reply(message) }, icon("reply"));
}
