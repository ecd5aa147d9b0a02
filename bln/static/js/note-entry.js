// The notes page: Enter saves a note and goes on to the next. The text is kept on this device until the server has it.
import { forgetDraft, keepDraft, readDraft } from "./drafts.js";
import { enterSaves } from "./enter-saves.js";
import { showConflict } from "./note-edit.js";
import { newId } from "./new-id.js";
import { noteOf, savedHere, show } from "./note-list.js";
import { FULL, mustQueue, queueNote, takenAlong } from "./note-queue.js";
import { ALL_SAVED, PENDING, SAVED, SAVING, say } from "./save-state.js";
import { Conflict, Faulty, send } from "./send-note.js";

function start(form) {
  const text = form.querySelector("[data-note-text]");
  const fault = form.querySelector("[data-note-fault]");
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

  function goOn(sent) {
    // What was written while the note was on its way is the start of the next one; a consent to quote is not.
    const rest = text.value.startsWith(sent) ? text.value.slice(sent.length).trimStart() : text.value;
    form.reset();
    text.value = rest;
    [id.value, version.value] = [newId(), firstVersion];
    text.dispatchEvent(new Event("input", { bubbles: true }));
    showFault("");
  }

  // Without a network the note goes to the queue of this device, and the field is free for the next one.
  async function keepHere(sent) {
    const fields = [...new FormData(form)].filter(([name]) => name !== "csrf_token");
    const { meeting } = document.querySelector("[data-unsent]").dataset;
    const { account } = form.closest("[data-account]").dataset;
    const kept = await queueNote(meeting, account, fields, "Anteckning").then(() => true, () => false);
    if (!kept) return say(FULL, true);
    goOn(sent);
    say("");
  }

  function failed(error, sent) {
    if (error.status === 0 && takenAlong()) return keepHere(sent);
    const stored = error instanceof Conflict && noteOf(id.value);
    if (stored) {
      // The note was stored before, and somebody has changed it since: both texts go where it stands.
      goOn(sent);
      showConflict(stored, error);
      return null;
    }
    const faulty = error instanceof Faulty;
    showFault(faulty ? error.message : "");
    say(faulty ? PENDING : error.message, true);
    return null;
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
    savedHere(id.value);
    const sending = (await mustQueue()) ? keepHere(sent) : send(form).catch((error) => failed(error, sent));
    const answer = await sending;
    saving = false;
    if (!answer) return;
    show(answer.html);
    goOn(sent);
    say(SAVED);
    if (form.contains(document.activeElement)) text.focus();
    form.scrollIntoView({ block: "nearest" });
    if (again && text.value.trim()) save();
  }

  text.addEventListener("input", () => {
    if (text.value) keepDraft(draftKey, { id: id.value, version: version.value, text: text.value });
    else forgetDraft(draftKey);
    if (!saving) say(text.value ? PENDING : ALL_SAVED);
  });
  enterSaves(form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  for (const hint of form.querySelectorAll("[data-when-live]")) hint.hidden = false;
  restore();
}

document.querySelectorAll("[data-note-form]").forEach(start);
