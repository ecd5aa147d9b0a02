// The notes page: Enter saves a note and goes on to the next. The text is kept on this device until the server has it.
import { forgetDraft, keepDraft, readDraft } from "./drafts.js";

const SAVED = "Sparat";
const SAVING = "Sparar …";
const PENDING = "Inte sparat än";
const ALL_SAVED = "Allt är sparat";
const FAILED = {
  offline: "Inte sparat. Ingen kontakt med servern. Texten finns kvar här. Tryck på Spara när nätet är tillbaka.",
  signedOut: "Inte sparat. Du är utloggad. Logga in i en ny flik och tryck sedan på Spara här.",
  refused: "Inte sparat. Texten finns kvar här. Ladda om sidan och försök igen.",
};

const PATIENCE = 20_000; // milliseconds to wait for an answer; a repeated save makes no second note

class Refused extends Error {}

// randomUUID is missing where the address is neither https nor this machine.
function newId() {
  const random = () => crypto.getRandomValues(new Uint8Array(1))[0];
  return (
    crypto.randomUUID?.() ??
    "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (d) => (d ^ (random() & (15 >> (d / 4)))).toString(16))
  );
}

function say(text, lost = false) {
  for (const place of document.querySelectorAll("[data-save-state]")) {
    // The same words again would be read out again.
    if (place.textContent !== text) place.textContent = text;
    place.classList.toggle("unsaved", lost);
  }
}

async function post(form) {
  const answer = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { Accept: "application/json" },
    signal: AbortSignal.timeout(PATIENCE),
  });
  const json = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : null;
  if (answer.ok && json?.html) return json;
  // A session that has ended answers with the sign-in page.
  throw new Refused(json?.message ?? (answer.redirected ? FAILED.signedOut : FAILED.refused));
}

function start(form) {
  const text = form.querySelector("[data-note-text]");
  const list = (form.closest("[data-note-block]") ?? document).querySelector("[data-note-list]");
  const { id, version } = form.elements;
  const draftKey = form.dataset.noteForm;
  const firstVersion = version.value;
  let saving = false;
  let again = false;

  function restore() {
    const draft = readDraft(draftKey);
    if (!draft || text.value) return;
    // The same id as before: if the server did get the note, saving it again makes no second one.
    [id.value, version.value, text.value] = [draft.id, draft.version, draft.text];
    text.dispatchEvent(new Event("input", { bubbles: true }));
    say("Inte sparat. En påbörjad anteckning från förra gången finns kvar i fältet.", true);
  }

  function goOn(sent, answer) {
    const shown = list.querySelector(`[data-note="${CSS.escape(answer.id)}"]`);
    if (shown) shown.outerHTML = answer.html;
    else list.insertAdjacentHTML("beforeend", answer.html);
    // What was written while the note was on its way is the start of the next one; a consent to quote is not.
    const rest = text.value.startsWith(sent) ? text.value.slice(sent.length).trimStart() : text.value;
    form.reset();
    text.value = rest;
    [id.value, version.value] = [newId(), firstVersion];
    text.dispatchEvent(new Event("input", { bubbles: true }));
    say(SAVED);
  }

  async function save() {
    const sent = text.value;
    if (saving || !sent.trim()) {
      again = saving;
      return;
    }
    saving = true;
    again = false;
    say(SAVING);
    const answer = await post(form).catch((error) => {
      say(error instanceof Refused ? error.message : FAILED.offline, true);
    });
    saving = false;
    if (!answer) return;
    goOn(sent, answer);
    if (form.contains(document.activeElement)) text.focus();
    if (again) save();
  }

  text.addEventListener("input", () => {
    if (text.value) keepDraft(draftKey, { id: id.value, version: version.value, text: text.value });
    else forgetDraft(draftKey);
    if (!saving) say(text.value ? PENDING : ALL_SAVED);
  });
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  for (const hint of form.querySelectorAll("[data-when-live]")) hint.hidden = false;
  restore();
}

document.querySelectorAll("[data-note-form]").forEach(start);
