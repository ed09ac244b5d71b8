// Offsets and lengths are UTF-16 units, which is what a JavaScript string is made of.

import { el, safeAddress } from "./dom.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", pre: "pre", blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};
const CODE_BUTTON = 24; // a longer one would have to break, which a button can't do well

/** The text with its entities, nested as they nest. `on.command(text)` and `on.copy(text)` are the taps. */
export function rich(text, entities = [], on = {}) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return piece(text, 0, text.length, sorted, on);
}

function piece(text, from, to, entities, on) {
  const out = document.createDocumentFragment();
  let at = from;
  for (let i = 0; i < entities.length; ) {
    const entity = entities[i];
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    let next = i + 1;
    while (next < entities.length && entities[next].offset < end) next++;
    if (start < end) {
      out.append(text.slice(at, start));
      const node = element(entity, text.slice(start, end), on);
      node.append(piece(text, start, end, entities.slice(i + 1, next), on));
      out.append(node);
      at = end;
    }
    i = next;
  }
  out.append(text.slice(at, to));
  return out;
}

function element(entity, text, on) {
  if (entity.type === "bot_command" && on.command) {
    return el("button", { class: "word", title: "Gửi lệnh này", onclick: () => on.command(text) });
  }
  if (entity.type === "code" && on.copy && text.length <= CODE_BUTTON) {
    return el("button", { class: "word code", title: "Chép", onclick: () => on.copy(text) });
  }
  const address = target(entity, text);
  if (address) return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" });
  if (entity.type === "name") return el("span", { class: "named" });
  if (entity.type === "spoiler") return el("span", { class: "spoiler", tabIndex: 0 });
  return el(entity.type === "code" ? "code" : (TAGS[entity.type] ?? "span"));
}

function target(entity, text) {
  switch (entity.type) {
    case "text_link": return safeAddress(entity.url ?? "");
    case "url": return safeAddress(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `http://${text}`);
    case "email": return safeAddress(`mailto:${text}`);
    case "phone_number": return safeAddress(`tel:${text.replace(/[^+\d]/g, "")}`);
    default: return null;
  }
}
