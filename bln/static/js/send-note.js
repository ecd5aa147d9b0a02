// Sends a note to the server, and words what went wrong when it wasn't saved.
const FAILED = {
  offline: "Inte sparat. Ingen kontakt med servern. Texten finns kvar här. Tryck på Spara när nätet är tillbaka.",
  signedOut:
    "Inte sparat. Du är utloggad. Texten finns kvar på den här enheten. Ladda om sidan, logga in och tryck på Spara.",
  stale:
    "Inte sparat. Sidan är för gammal. Texten finns kvar på den här enheten. Ladda om sidan, logga in om det behövs " +
    "och tryck på Spara.",
  refused: "Inte sparat. Texten finns kvar här. Ladda om sidan och försök igen.",
};

const PATIENCE = 20_000; // milliseconds to wait for an answer; a repeated save makes no second note

export class NotSaved extends Error {}

// The server found a fault in what was written.
export class Faulty extends NotSaved {}

export async function send(form) {
  const answer = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { Accept: "application/json" },
    signal: AbortSignal.timeout(PATIENCE),
  }).catch(() => {
    throw new NotSaved(FAILED.offline);
  });
  const json = answer.headers.get("Content-Type")?.includes("json") ? await answer.json().catch(() => null) : null;
  if (answer.ok && json?.html) return json;
  if (answer.status === 422 && json?.message) throw new Faulty(json.message);
  // A session that has ended answers with the sign-in page, or no longer knows the form.
  if (answer.redirected) throw new NotSaved(FAILED.signedOut);
  if (answer.status === 400) throw new NotSaved(FAILED.stale);
  throw new NotSaved(json?.message ?? FAILED.refused);
}
