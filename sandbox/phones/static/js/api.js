// The only module that speaks to the server.

const BASE = "/phones/api/";
const PATIENCE = { get: 40_000, post: 40_000, upload: 120_000 };

/** The server answered, and said no, in words for the one who holds the phone. */
export class Refused extends Error {}

export function get(path) {
  return call(path, { signal: AbortSignal.timeout(PATIENCE.get) });
}

/** Who speaks where: what every action of a phone begins with. */
export function address({ user, chat }) {
  return { user: user.id, chat: chat.id, ...(chat.bot ? { bot: chat.bot } : {}) };
}

/** Posts JSON, or multipart when the body is a form. Throws Refused, or an error when there was no answer. */
export function post(path, body) {
  const form = body instanceof FormData;
  return call(path, {
    method: "POST",
    body: form ? body : JSON.stringify(body),
    headers: form ? {} : { "Content-Type": "application/json" },
    signal: AbortSignal.timeout(form ? PATIENCE.upload : PATIENCE.post),
  });
}

async function call(path, options) {
  const response = await fetch(BASE + path, options);
  const said = await response.json().catch(() => ({}));
  if (said.error) throw new Refused(said.error);
  if (response.status >= 500) throw new Error(`${path}: ${response.status}`);
  if (!response.ok) throw new Refused(`Máy chủ không nhận (${response.status}).`);
  return said;
}

/**
 * Follows the events for ever. `onBatch(events, first)` gets them in order, the first batch being the past;
 * `onLink(up)` tells whether the server is there; `onReset()` that it began anew and knows fewer events than we do.
 */
export async function follow({ onBatch, onLink, onReset }) {
  let after = 0;
  let first = true;
  let pause = 0;
  for (;;) {
    let batch = null;
    try {
      batch = await get(`events?after=${after}&wait=${first ? 0 : 25}`);
      pause = 0;
    } catch {
      pause = Math.min(Math.max(500, pause * 2), 8000);
    }
    onLink(batch !== null);
    if (batch === null) await new Promise((wake) => setTimeout(wake, pause));
    else if (batch.last < after) return onReset();
    else {
      onBatch(batch.events, first);
      after = batch.last;
      first = false;
    }
  }
}
