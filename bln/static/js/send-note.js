// Sends a form of notes to the server, and words what went wrong when it wasn't saved. When the session has ended it
// lets the writer sign in again in place, and goes on.
import { signInAgain } from "./sign-in-again.js";

const FAILED = {
  offline: "Inte sparat. Ingen kontakt med servern. Texten finns kvar här. Tryck på Spara när nätet är tillbaka.",
  signedOut: "Inte sparat. Du är utloggad. Texten finns kvar här. Tryck på Spara för att logga in.",
  refused: "Inte sparat. Texten finns kvar här. Ladda om sidan och försök igen.",
};

const PATIENCE = 20_000; // milliseconds to wait for an answer; a repeated save makes no second note

// `status` is what the server answered, 0 when it didn't; `answer` is what it said with it.
export class NotSaved extends Error {
  constructor(message, status = 0, answer = null) {
    super(message);
    [this.status, this.answer] = [status, answer];
  }
}

// The server found a fault in what was written.
export class Faulty extends NotSaved {}

// Somebody else has saved another text; `html` shows both.
export class Conflict extends NotSaved {
  constructor(message, html) {
    super(message, 409);
    this.html = html;
  }
}

async function ask(address, body) {
  const answer = await fetch(address, {
    method: "POST",
    body: body(),
    headers: { Accept: "application/json" },
    signal: AbortSignal.timeout(PATIENCE),
  }).catch(() => {
    throw new NotSaved(FAILED.offline);
  });
  const json = answer.headers.get("Content-Type")?.includes("json") ? await answer.json().catch(() => null) : null;
  return { answer, json };
}

// `body` makes the fields of the request anew each time: after a new sign-in they hold a new token.
export async function post(address, body) {
  let { answer, json } = await ask(address, body);
  if (answer.status === 401 || answer.status === 400) {
    // Signed out, or signed in anew in another tab.
    if (!(await signInAgain())) throw new NotSaved(FAILED.signedOut, 401);
    ({ answer, json } = await ask(address, body));
  }
  if (answer.ok && json) return json;
  if (answer.status === 422 && json?.message) throw new Faulty(json.message, 422);
  if (answer.status === 409 && json?.html) throw new Conflict(json.message, json.html);
  throw new NotSaved(json?.message ?? FAILED.refused, answer.status, json);
}

export const send = (form, button) => post(form.action, () => new FormData(form, button));
