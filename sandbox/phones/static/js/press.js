// A long press of a finger on a message.

const HELD = 450; // ms
const SLIP = 10; // px; more is a scroll

/** Calls `onHeld(id)` with the message's id. */
export function longPress(root, onHeld) {
  let timer = 0;
  let at = null;
  const stop = () => clearTimeout(timer);
  root.addEventListener("pointerdown", (event) => {
    const row = event.target.closest(".row[data-id]");
    if (event.pointerType !== "touch" || !row) return;
    at = event;
    timer = setTimeout(() => onHeld(row.dataset.id), HELD);
  });
  root.addEventListener("pointermove", (event) => {
    if (at && Math.hypot(event.clientX - at.clientX, event.clientY - at.clientY) > SLIP) stop();
  });
  for (const name of ["pointerup", "pointercancel", "scroll"]) root.addEventListener(name, stop, { passive: true });
}
