// Short words that go away by themselves, and what a screen reader is told.

import { el } from "./dom.js";

const SHOWN = 4500; // ms

/** A toast over a phone, or over the page when no place is given. */
export function toast(text, place = document.getElementById("toasts")) {
  const note = el("p", { class: "toast", textContent: text });
  place.append(note);
  setTimeout(() => note.remove(), SHOWN);
}

const live = document.getElementById("live");

export function announce(text) {
  live.append(el("p", { textContent: text }));
  while (live.children.length > 5) live.firstElementChild.remove();
}
