// The notes page: Enter saves a note and goes on to the next. The text is kept on this device until the server has it.
import { forgetDraft, keepDraft, readDraft } from "./drafts.js";
import { Faulty, send } from "./send-note.js";

const SAVED = "Sparat";
const SAVING = "Sparar …";
const PENDING = "Inte sparat än";
const ALL_SAVED = "Allt är sparat";

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

function start(form) {
  const text = form.querySelector("[data-note-text]");
  const fault = form.querySelector("[data-note-fault]");
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

  function showFault(words) {
    fault.hidden = !words;
    fault.querySelector("[data-words]").textContent = words;
    text.setAttribute("aria-invalid", String(Boolean(words)));
    if (words) text.focus();
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
    showFault("");
    say(SAVED);
  }

  function failed(error) {
    const faulty = error instanceof Faulty;
    showFault(faulty ? error.message : "");
    say(faulty ? PENDING : error.message, true);
  }

  async function save() {
    const sent = text.value;
    if (saving) {
      again = true;
      return;
    }
    saving = true;
    again = false;
    say(SAVING);
    const answer = await send(form).catch(failed);
    saving = false;
    if (!answer) return;
    goOn(sent, answer);
    if (form.contains(document.activeElement)) text.focus();
    form.scrollIntoView({ block: "nearest" });
    if (again && text.value.trim()) save();
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
