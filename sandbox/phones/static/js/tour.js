// The short tour: steps that tick themselves when the expected message is seen. Nothing is kept but whether it is open:
// the ticks follow from the events, so a reload finds them again.

import { get } from "./api.js";
import { jump } from "./clock.js";
import { el, icon } from "./dom.js";
import { announce } from "./notices.js";

const JUMPS = { morning: "Tới 8:00 sáng mai", monday: "Tới thứ Hai" };
const KEPT = "giaoviec.tour";
const plain = (text) => (text ?? "").normalize("NFC").toLowerCase();

export class Tour {
  constructor(stage) {
    this.stage = stage;
    this.root = document.getElementById("tour");
    this.button = document.getElementById("guide");
    this.steps = [];
    this.done = new Set();
    this.open = 0;
    this.button.addEventListener("click", () => this.show(this.root.hidden));
  }

  async load() {
    this.steps = await get("tour").catch(() => fetch("/phones/static/tour.json").then((answer) => answer.json()));
    this.show(localStorage.getItem(KEPT) !== "closed");
  }

  show(on) {
    this.root.hidden = !on;
    this.button.setAttribute("aria-expanded", String(on));
    localStorage.setItem(KEPT, on ? "open" : "closed");
    this.draw();
  }

  /** Ticks whatever this event fulfils; the steps may be done in any order. */
  notice(event, phones, past) {
    if (event.kind !== "message" && event.kind !== "edit") return;
    const fresh = this.steps.filter((step) => !this.done.has(step) && fulfils(step.done, event.message, phones));
    if (!fresh.length) return;
    fresh.forEach((step) => this.done.add(step));
    const next = this.steps.findIndex((step) => !this.done.has(step));
    if (this.done.has(this.steps[this.open]) && next >= 0) this.open = next;
    if (!past) fresh.forEach((step) => announce(`Hướng dẫn: đã xong bước "${step.title}"`));
    this.draw();
  }

  go(index) {
    this.open = Math.min(Math.max(index, 0), this.steps.length - 1);
    this.draw();
  }

  draw() {
    if (this.root.hidden) return;
    const held = this.root.contains(document.activeElement);
    const items = this.steps.map((step, i) => this.item(step, i));
    const step = (by, name, label) => el("button", { class: "round turn", "aria-label": label, onclick: () => this.go(this.open + by) }, icon(name));
    this.root.replaceChildren(
      el("header", { class: "tour-head" },
        el("h2", { textContent: "Hướng dẫn" }),
        el("p", { textContent: `${this.done.size}/${this.steps.length} bước` }),
        step(-1, "left", "Bước trước"), step(1, "right", "Bước sau"),
        el("button", { class: "round", "aria-label": "Đóng hướng dẫn", onclick: () => { this.show(false); this.button.focus(); } }, icon("close"))),
      progress(this.done.size, this.steps.length),
      el("ol", { class: "steps" }, ...items));
    if (held) this.root.querySelector("[aria-expanded=true]")?.focus();
  }

  item(step, i) {
    const done = this.done.has(step);
    const open = i === this.open;
    const head = el("button", { class: "step-head", "aria-expanded": String(open), onclick: () => this.go(i) },
      el("span", { class: "step-sign" }, done ? icon("tick") : String(i + 1)), el("b", { textContent: step.title }),
      done ? el("span", { class: "sr", textContent: " (đã xong)" }) : null);
    return el("li", { class: `step${done ? " done" : ""}${open ? " open" : ""}` }, head, open ? this.body(step) : null);
  }

  body(step) {
    const phone = this.phone(step.phone);
    return el("div", { class: "step-body" },
      el("p", {}, ...marked(step.text)),
      phone ? el("button", { class: "link where", onclick: () => this.stage.focus(phone) }, icon("right"), `Điện thoại ${phone.number}: ${phone.info.title}`) : null,
      ...fills(step).map((fill) => this.fill(fill)),
      step.clock ? el("button", { class: "button", onclick: () => jump(step.clock) }, icon("clock"), JUMPS[step.clock]) : null);
  }

  fill({ phone: id, text }) {
    const phone = this.phone(id);
    const put = () => { this.stage.reveal(phone); phone.composer.fill(text); };
    return el("div", { class: "fill" }, el("code", { textContent: text }),
      el("button", { class: "button", disabled: !phone, title: phone ? `Điền vào điện thoại ${phone.number}, chưa gửi` : null, onclick: put, textContent: "Điền giúp" }));
  }

  phone(id) {
    return this.stage.phones.find((phone) => phone.info.id === id);
  }
}

function fulfils(rule, message, phones) {
  if (!rule || !phones.some((phone) => phone.info.id === rule.phone)) return false;
  if (rule.from && (rule.from === "bot") !== Boolean(message.from.is_bot)) return false; // "bot" or "person"
  if (rule.photo && !message.photo_url) return false;
  return [rule.contains ?? []].flat().every((part) => plain(message.text).includes(plain(part)));
}

/** `fill` is a text, or a list of texts and of {phone, text}; without its own phone it belongs to the step's. */
function fills(step) {
  return [step.fill ?? []].flat().map((fill) => (typeof fill === "string" ? { phone: step.phone, text: fill } : { phone: step.phone, ...fill }));
}

/** A step's text; what stands in `backticks` is shown as something to type. */
function marked(text) {
  return text.split("`").map((part, i) => (i % 2 ? el("code", { textContent: part }) : part));
}

function progress(done, all) {
  return el("progress", { class: "tour-progress", max: all || 1, value: done, "aria-label": "Số bước đã xong" });
}
