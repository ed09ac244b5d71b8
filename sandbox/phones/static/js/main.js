// Puts the page together: state → phones, events → phones and tour.

import { follow, get } from "./api.js";
import * as clock from "./clock.js";
import { same } from "./dom.js";
import { announce } from "./notices.js";
import { Phone } from "./phone.js";
import { Stage } from "./stage.js";
import { Tour } from "./tour.js";

const RETRY = 1500; // ms
const SHOWN = ["message", "edit", "delete", "typing"];

const offline = document.getElementById("offline");
const stage = new Stage(document.getElementById("stage"), document.getElementById("strip"));
const tour = new Tour(stage);

async function state() {
  for (;;) {
    try {
      return await get("state");
    } catch {
      offline.hidden = false;
      await new Promise((wake) => setTimeout(wake, RETRY));
    }
  }
}

async function readClock() {
  clock.setNow((await state()).now);
}

function apply(event, past) {
  if (event.kind === "clock" && !past) clock.setNow(event.now);
  if (event.kind === "quota") stage.phones.forEach((phone) => phone.meter(event));
  if (!SHOWN.includes(event.kind)) return; // an "answer" is what the press itself gets back
  const here = stage.phones.filter((phone) => phone.concerns(event));
  here.forEach((phone) => phone.apply(event, past));
  tour.notice(event, here, past);
  if (!past && event.kind === "message" && here.length) tell(event.message, here);
}

/** Once for a chat, however many phones show it, and not for what the visitor has just said. */
function tell(message, here) {
  if (here.some((phone) => same(phone.info.user.id, message.from.id))) return;
  announce(`${here[0].info.title} – ${message.from.name}: ${message.text || "ảnh hoặc tệp"}`);
}

function batch(events, past) {
  for (const event of events) {
    try {
      apply(event, past);
    } catch (error) {
      console.error("event not shown", event, error); // one odd event must not stop the others
    }
  }
  if (!past) return;
  stage.phones.forEach((phone) => phone.list.toEnd());
  document.body.dataset.following = ""; // what comes from here on is new
}

async function start() {
  const told = await state();
  clock.setNow(told.now);
  stage.fill(told.phones.map((info, i) => new Phone(info, i + 1, { now: clock.now, onUnread: () => stage.drawUnread() })));
  clock.start((time) => stage.phones.forEach((phone) => { phone.time.textContent = time; }));
  document.addEventListener("visibilitychange", () => document.hidden || readClock());
  await tour.load();
  follow({ onBatch: batch, onLink: (up) => { offline.hidden = up; }, onReset: () => location.reload() });
}

start();
