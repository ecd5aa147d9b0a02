// Asks the server for the sorting page as it stands, with what is changed; and says what went wrong. When the session
// has ended it lets whoever sorts sign in again in place, and goes on.
import { signInAgain } from "./sign-in-again.js";
import { form } from "./sort-rows.js";

const PATIENCE = 20_000; // milliseconds to wait for an answer; a repeated save changes nothing twice
const OFFLINE = "Inte sparat. Ingen kontakt med servern. Det du skrev finns kvar här, och nytt försök görs strax.";
const SIGNED_OUT = "Inte sparat. Du är utloggad. Det du skrev finns kvar här. Tryck på Spara för att logga in.";
const STALE = "Inte sparat. Ladda om sidan, logga in om det behövs och försök igen. Kopiera först det du har skrivit.";
export const CLASH = "Inte sparat. Någon annan ändrade samma sak. Välj vad som ska gälla.";

export const rows = () => [...form.querySelectorAll("[data-note], [data-words]")];

export function address(more = {}) {
  const url = new URL(form.action);
  const shown = [...form.querySelectorAll("[data-note]")].map((note) => note.dataset.note).join(",");
  for (const [name, value] of Object.entries({ visar: shown, ...more })) url.searchParams.set(name, value);
  return url;
}

// A note goes with the theme that is made for it.
function withNewThemes(found) {
  const wanted = new Set(found.map((row) => row.querySelector("select")?.value));
  const fresh = rows().filter((row) => row.closest("[data-new]") && wanted.has(row.closest("[data-theme]").dataset.theme));
  return [...new Set([...found, ...fresh])];
}

export function dataOf(found, extra) {
  const data = new FormData();
  data.append("csrf_token", form.elements.csrf_token.value);
  withNewThemes(found).forEach((row, at) => {
    const kind = row.dataset.note ? "notes" : "themes";
    for (const field of row.querySelectorAll("input, select, textarea"))
      data.append(`${kind}-${at}-${field.name.split("-").pop()}`, field.value);
  });
  for (const [name, value] of extra) data.append(name, value);
  return data;
}

const fetched = (url, body) =>
  fetch(url, {
    method: body ? "POST" : "GET",
    body: body?.(),
    headers: { Accept: "application/json" },
    signal: AbortSignal.timeout(PATIENCE),
  }).catch(() => null);

// `body` makes the fields anew each time: after a new sign-in they hold a new token. Without a body, or `quiet`, nobody
// is disturbed by having to sign in.
export async function ask(url, body, quiet = false) {
  let answer = await fetched(url, body);
  let over = [400, 401].includes(answer?.status); // signed out, or signed in anew in another tab
  if (over && body && !quiet && (await signInAgain())) [answer, over] = [await fetched(url, body), false];
  if (!answer || answer.status >= 500) return { fault: OFFLINE, again: true };
  if (answer.status === 204) return {};
  if (over) return { fault: SIGNED_OUT };
  if (answer.redirected || ![200, 409, 422].includes(answer.status)) return { fault: STALE };
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (answer.status !== 422) return { page, fault: answer.status === 409 ? CLASH : "" };
  const error = page.querySelector(".error-summary a, .error-summary li")?.textContent.trim();
  return { fault: `Inte sparat. ${error ?? ""}` };
}
