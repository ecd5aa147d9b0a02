// The sorting page saves by itself: each change alone, with what stood before it. The answer is the page as it stands
// now, colleagues' changes among it.
import { begin, changed, clashing, fieldsOf, form, lay, takeOver } from "./sort-page.js";

const PATIENCE = 20_000; // milliseconds to wait for an answer; a repeated save changes nothing twice
const PAUSE = 1_500; // milliseconds after the last letter
const LOOK = 10_000; // milliseconds between two looks at what colleagues do
const SAVED = "Allt är sparat";
const OFFLINE = "Inte sparat. Ingen kontakt med servern. Det du skrev finns kvar här, och nytt försök görs strax.";
const STALE = "Inte sparat. Ladda om sidan, logga in om det behövs och försök igen. Kopiera först det du har skrivit.";
const CLASH = "Inte sparat. Någon annan ändrade samma sak. Välj vad som ska gälla.";

const rowOf = (field) => field.closest("[data-note], [data-words]");
const rows = () => [...form.querySelectorAll("[data-note], [data-words]")];
const newHeading = () => form.querySelector("[data-new] [name$=-title]");
// What is put in a new theme waits until that has a heading.
const nameless = (row) => row.closest("[data-new]") && !newHeading().value.trim();
const everything = () => rows().filter((row) => changed(row) && !nameless(row));
let running = Promise.resolve();
let timer = 0;

function say(text, lost = false) {
  const place = form.querySelector("[data-save-state]");
  if (place.textContent !== text) place.textContent = text;
  place.classList.toggle("unsaved", lost);
}

function address(more = {}) {
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

function dataOf(found, extra) {
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

function offerChoice(box) {
  if (box.querySelector("button")) return;
  const row = rowOf(box);
  const button = (words, act) => {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "button button-secondary" });
    made.textContent = words;
    made.addEventListener("click", () => {
      act();
      box.remove();
      if (row.dataset.note) lay(row);
      step([row]);
    });
    box.append(made);
  };
  button("Behåll min", () => {});
  if (row.dataset.note) button("Ta den andras", () => (row.querySelector("select").value = row.querySelector('[name$="-seen"]').value));
  else if (box.dataset.title)
    button("Ta den andras", () => {
      row.querySelector('[name$="-title"]').value = box.dataset.title;
      row.querySelector("textarea").value = box.dataset.text;
    });
}

async function ask(url, options) {
  const answer = await fetch(url, { ...options, signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
  if (!answer || answer.status >= 500) return { fault: OFFLINE, again: true };
  if (answer.status === 204) return {};
  if (answer.redirected || ![200, 409, 422].includes(answer.status)) return { fault: STALE };
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (answer.status !== 422) return { page, fault: answer.status === 409 ? CLASH : "" };
  const error = page.querySelector(".error-summary a, .error-summary li")?.textContent.trim();
  return { fault: `Inte sparat. ${error ?? ""}` };
}

// One step at a time: each begins with what the one before it left.
function step(found, extra = []) {
  running = running.then(() => save(found, extra));
  return running;
}

async function save(found, extra) {
  const due = found.filter((row) => row.isConnected && !clashing(row) && (changed(row) || extra.length));
  if (!due.length && !extra.length) return;
  const sent = new Map(due.flatMap(fieldsOf).map((field) => [field, field.value]));
  say("Sparar …");
  const body = dataOf(due, extra);
  const { page, fault, again } = await ask(address(), { method: "POST", body });
  if (page) {
    takeOver(page, sent);
    form.querySelectorAll("[data-clash]").forEach(offerChoice);
  }
  say(fault || "Sparat", Boolean(fault));
  if (again) setTimeout(() => step(due, extra), LOOK);
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(() => step(everything().filter(ready)), PAUSE);
  const some = everything().length > 0;
  say(some ? "Inte sparat än" : SAVED, some);
}

function nameFirst() {
  newHeading().focus();
  say("Inte sparat än. Skriv en rubrik på det nya temat.", true);
}

// A new theme is made when its heading is finished.
const ready = (row) => !row.closest("[data-new]") || document.activeElement !== newHeading();

if (form) {
  begin(form);
  form.classList.add("live");
  say(form.querySelector("[data-clash]") ? CLASH : SAVED);
  form.querySelectorAll("[data-clash]").forEach(offerChoice);
  form.addEventListener("input", (event) => event.target.matches("[data-words] :is(input, textarea)") && later());
  form.addEventListener("change", (event) => {
    clearTimeout(timer);
    const row = rowOf(event.target);
    if (row?.dataset.note) lay(row);
    if (row?.dataset.note && nameless(row)) nameFirst();
    else if (row) step(everything());
    else if (event.target.name?.endsWith("-removed")) remove(event.target);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = event.submitter;
    const note = button?.name === "accept" ? form.querySelector(`[data-note="${CSS.escape(button.value)}"]`) : null;
    const loose = button?.value === "alla" ? [...form.querySelectorAll('[data-theme=""] [data-note]')] : [];
    const extra = button?.name ? [[button.name, button.value]] : [];
    step([...new Set([...everything(), ...loose, ...(note ? [note] : [])])], extra);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
    if (event.target.matches("input:not([type=checkbox]), textarea")) return;
    event.preventDefault();
    form.querySelector("button[name=undo]")?.click();
  });
  setInterval(async () => {
    if (document.hidden || everything().length) return;
    const { page } = await ask(address({ revision: form.dataset.revision }), {});
    if (page && !everything().length) takeOver(page);
  }, LOOK);
}

// What is taken away comes back with Ångra.
function remove(box) {
  const words = box.closest("[data-theme]").querySelector("[data-words]");
  step([words], [["themes-0-removed", "y"]]);
}
