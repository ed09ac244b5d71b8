// The short tours: steps that tick themselves when the expected message is seen. Nothing is kept but whether they are open
// and which of them: the ticks follow from the events, so a reload finds them again.

import { get } from "./api.js";
import { jump } from "./clock.js";
import { el, icon } from "./dom.js";
import { announce } from "./notices.js";

const JUMPS = { morning: "Tới 8:00 sáng mai", monday: "Tới thứ Hai" };
const KEPT = "giaoviec.tour";
const WHICH = "giaoviec.tour.which";
const CODE = /\b(HT|NV|GH|G)-?(\d+)\b/g;
const plain = (text) => (text ?? "").normalize("NFC").toLowerCase();

export class Tour {
  constructor(stage) {
    this.stage = stage;
    this.root = document.getElementById("tour");
    this.button = document.getElementById("guide");
    this.tours = [];
    this.which = 0;
    this.done = new Set();
    this.codes = {};
    this.button.addEventListener("click", () => this.show(this.root.hidden));
  }

  async load() {
    const given = await get("tour").catch(() => fetch("/phones/static/tour.json").then((answer) => answer.json()));
    const several = given.length > 0 && given.every((one) => one.steps);
    this.tours = (several ? given : [{ title: "", steps: given }]).map((one) => ({ ...one, open: 0 }));
    this.which = Math.max(this.tours.findIndex((one) => one.title === localStorage.getItem(WHICH)), 0);
    this.show(localStorage.getItem(KEPT) !== "closed");
  }

  get tour() {
    return this.tours[this.which];
  }

  get steps() {
    return this.tour.steps;
  }

  /** Goes over to another tour, whose first phone comes into sight. */
  choose(index) {
    this.which = index;
    localStorage.setItem(WHICH, this.tour.title);
    this.draw();
    this.root.querySelector(".tour-choice [aria-pressed=true]")?.focus();
    const phone = this.phone(this.tour.phone);
    if (phone) this.stage.reveal(phone);
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
    this.remember(event.message, phones);
    const fresh = this.tours.flatMap((tour) => tick(tour, this.done, event.message, phones));
    if (!fresh.length) return;
    if (!past) fresh.forEach((step) => announce(`Hướng dẫn: đã xong bước "${step.title}"`));
    this.draw();
  }

  /** The codes that somebody was shown, for texts to fill in; a confirmation's holds on its own phone only. */
  remember(message, phones) {
    for (const [, kind, number] of (message.text ?? "").matchAll(CODE)) {
      if (kind === "G") phones.forEach((phone) => { this.codes[`${phone.info.id} G`] = `G${number}`; });
      else this.codes[kind] = `${kind}-${number}`;
    }
  }

  go(index) {
    this.tour.open = Math.min(Math.max(index, 0), this.steps.length - 1);
    this.draw();
  }

  draw() {
    if (this.root.hidden || !this.tour) return;
    const held = this.root.contains(document.activeElement);
    const done = this.steps.filter((one) => this.done.has(one)).length;
    const items = this.steps.map((step, i) => this.item(step, i));
    const step = (by, name, label) => el("button", { class: "round turn", "aria-label": label, onclick: () => this.go(this.tour.open + by) }, icon(name));
    this.root.replaceChildren(...[
      el("header", { class: "tour-head" },
        el("h2", { textContent: "Hướng dẫn" }),
        el("p", { textContent: `${done}/${this.steps.length} bước` }),
        step(-1, "left", "Bước trước"), step(1, "right", "Bước sau"),
        el("button", { class: "round", "aria-label": "Đóng hướng dẫn", onclick: () => { this.show(false); this.button.focus(); } }, icon("close"))),
      this.tours.length > 1 ? this.choice() : null,
      progress(done, this.steps.length),
      el("ol", { class: "steps" }, ...items)].filter(Boolean));
    if (held) this.root.querySelector("[aria-expanded=true]")?.focus();
  }

  choice() {
    const one = (tour, i) => el("button", {
      class: "tour-tab", data: { platform: tour.title.toLowerCase() }, "aria-pressed": String(i === this.which),
      onclick: () => this.choose(i), textContent: tour.title,
    });
    return el("div", { class: "tour-choice", role: "group", "aria-label": "Chọn phần hướng dẫn" }, ...this.tours.map(one));
  }

  item(step, i) {
    const done = this.done.has(step);
    const open = i === this.tour.open;
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
    const code = (kind) => this.codes[kind === "G" ? `${id} G` : kind];
    const put = () => {
      this.stage.reveal(phone);
      phone.composer.fill(text.replace(/\{(HT|NV|GH|G)\}/g, (hole, kind) => code(kind) ?? kind));
    };
    const shown = text.replace(/\{(HT|NV|GH|G)\}/g, (hole, kind) => (kind === "G" ? "G…" : `${kind}-…`));
    return el("div", { class: "fill" }, el("code", { textContent: shown }),
      el("button", { class: "button", disabled: !phone, title: phone ? `Điền vào điện thoại ${phone.number}, chưa gửi` : null, onclick: put, textContent: "Điền giúp" }));
  }

  phone(id) {
    return this.stage.phones.find((phone) => phone.info.id === id);
  }
}

/** Ticks what this message fulfils in one tour and opens the next step; gives back what was ticked. */
function tick(tour, done, message, phones) {
  const fresh = tour.steps.filter((step) => !done.has(step) && fulfils(step.done, message, phones));
  fresh.forEach((step) => done.add(step));
  const next = tour.steps.findIndex((step) => !done.has(step));
  if (done.has(tour.steps[tour.open]) && next >= 0) tour.open = next;
  return fresh;
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
