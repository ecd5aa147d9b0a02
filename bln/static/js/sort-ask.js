// Asks the server for the sorting page as it stands, with what is changed; and says what went wrong.
import { form } from "./sort-rows.js";

const PATIENCE = 20_000; // milliseconds to wait for an answer; a repeated save changes nothing twice
const OFFLINE = "Inte sparat. Ingen kontakt med servern. Det du skrev finns kvar här, och nytt försök görs strax.";
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

export async function ask(url, options) {
  const answer = await fetch(url, { ...options, signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
  if (!answer || answer.status >= 500) return { fault: OFFLINE, again: true };
  if (answer.status === 204) return {};
  if (answer.redirected || ![200, 409, 422].includes(answer.status)) return { fault: STALE };
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (answer.status !== 422) return { page, fault: answer.status === 409 ? CLASH : "" };
  const error = page.querySelector(".error-summary a, .error-summary li")?.textContent.trim();
  return { fault: `Inte sparat. ${error ?? ""}` };
}
