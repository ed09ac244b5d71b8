// The rehearsal's clock runs at normal speed from what the server said last.

import { Refused, post } from "./api.js";
import { hhmm, inWords, shortDay } from "./dates.js";
import { announce, toast } from "./notices.js";

const place = document.getElementById("clock");
let said = Date.now();
let heard = performance.now();
let onTick = () => {};

export const now = () => new Date(said + performance.now() - heard);

export function setNow(iso) {
  said = new Date(iso).getTime();
  heard = performance.now();
  draw();
}

/** Draws the clock every second; `tick(hhmm)` gets it for the phones' status bars. */
export function start(tick) {
  onTick = tick;
  draw();
  setInterval(draw, 1000);
  for (const button of document.querySelectorAll("[data-jump]")) button.addEventListener("click", () => jump(button.dataset.jump));
}

/** Moves the rehearsal to "morning" (8:00 of the next morning) or "monday". */
export async function jump(to) {
  const buttons = document.querySelectorAll("[data-jump]");
  buttons.forEach((button) => button.setAttribute("aria-busy", "true"));
  try {
    setNow((await post("clock", { jump: to })).now);
    announce(`Đồng hồ: ${inWords(now())}, ${hhmm(now())}`);
  } catch (error) {
    toast(error instanceof Refused ? error.message : "Chưa chỉnh được đồng hồ. Đề nghị thử lại.");
  }
  buttons.forEach((button) => button.removeAttribute("aria-busy"));
}

function draw() {
  const moment = now();
  place.dateTime = moment.toISOString();
  place.querySelector(".clock-date").textContent = inWords(moment);
  place.querySelector(".clock-short").textContent = shortDay(moment);
  place.querySelector(".clock-time").textContent = hhmm(moment);
  onTick(hhmm(moment));
}
