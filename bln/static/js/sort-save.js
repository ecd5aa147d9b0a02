// The sorting page saves by itself: each change alone, with what stood before it. The answer is the page as it stands
// now, colleagues' changes among it.
import { address, ask, CLASH, dataOf, rows } from "./sort-ask.js";
import { offerChoices } from "./sort-clash.js";
import { takeOver } from "./sort-page.js";
import { begin, changed, clashing, fieldsOf, form, lay, rowOf } from "./sort-rows.js";

const PAUSE = 1_500; // milliseconds after the last letter
const LOOK = 10_000; // milliseconds between two looks at what colleagues do
const SAVED = "Allt är sparat";

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

// One step at a time: each begins with what the one before it left. A `quiet` one comes while somebody writes.
function step(found, extra = [], quiet = false) {
  running = running.then(() => save(found, extra, quiet));
  return running;
}

async function save(found, extra, quiet) {
  const due = found.filter((row) => row.isConnected && !clashing(row) && (changed(row) || extra.length));
  if (!due.length && !extra.length) return;
  const sent = new Map(due.flatMap(fieldsOf).map((field) => [field, field.value]));
  say("Sparar …");
  const { page, fault, again } = await ask(address(), () => dataOf(due, extra), quiet);
  if (page) {
    takeOver(page, sent);
    offerChoices(step);
  }
  say(fault || "Sparat", Boolean(fault));
  if (again) setTimeout(() => step(due, extra), LOOK);
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(() => step(everything().filter(ready), [], true), PAUSE);
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
  offerChoices(step);
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
    const { page } = await ask(address({ revision: form.dataset.revision }));
    if (page && !everything().length) takeOver(page);
  }, LOOK);
}

// What is taken away comes back with Ångra.
function remove(box) {
  const words = box.closest("[data-theme]").querySelector("[data-words]");
  step([words], [["themes-0-removed", "y"]]);
}
