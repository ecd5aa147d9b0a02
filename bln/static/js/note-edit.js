// Changing a note where it stands. Without scripts, and with a middle click, the link opens a page of its own.
import { forgetDraft, keepDraft, readDraft } from "./drafts.js";
import { enterSaves } from "./enter-saves.js";
import { linkOf, noteOf, savedHere } from "./note-list.js";
import { refresh } from "./note-news.js";
import { act, offer } from "./note-undo.js";
import { PENDING, SAVED, SAVING, say } from "./save-state.js";
import { Conflict, Faulty, send } from "./send-note.js";

const account = document.querySelector("[data-account]")?.dataset.account;
const draftOf = (note) => `${account}/${note.dataset.note}`;

async function open(link) {
  const note = link.closest("[data-note]");
  if (note.querySelector(".note-editor")) return;
  const answer = await fetch(link.href, { headers: { Accept: "application/json" } }).catch(() => null);
  const form = answer?.ok ? (await answer.json()).html : null;
  if (form) fill(note, form);
  else location.assign(link.href);
}

function fill(note, html) {
  note.querySelector(".note-edit")?.remove();
  const holder = document.createElement("div");
  holder.className = "note-edit";
  holder.innerHTML = html;
  note.append(holder);
  note.classList.add("edited");
  const form = holder.querySelector("form");
  const text = form.elements.text;
  const before = text.value;
  const draft = readDraft(draftOf(note));
  // The version stays the one that the text was written on: what others have saved since shows beside it.
  if (draft && !holder.querySelector("[data-conflict]")) {
    [text.value, form.elements.version.value] = [draft.text, draft.version];
    say("Inte sparat. En påbörjad ändring från förra gången finns kvar i fältet.", true);
  }
  text.addEventListener("input", () => {
    keepDraft(draftOf(note), { text: text.value, version: form.elements.version.value });
    say(PENDING);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save(note, form, event.submitter);
  });
  enterSaves(form);
  form.addEventListener("keydown", (event) => escape(event, note, form, text.value === before));
  holder.addEventListener("click", (event) => click(event, note));
  (holder.querySelector("[data-conflict]") ?? text).focus();
}

// An editor that has not been used is closed at once; one that has offers to be.
function escape(event, note, form, unchanged) {
  if (event.key !== "Escape") return;
  event.stopPropagation();
  if (unchanged) close(note);
  else (form.querySelector("[data-close]") ?? form.querySelector("button")).focus();
}

async function click(event, note) {
  const button = event.target.closest("[data-close], [data-act]");
  if (!button) return;
  event.preventDefault();
  close(note);
  if (button.dataset.act) await actOn(note, button.dataset.act);
}

// What happens to a note by a button or a key; focus stays with it, or goes to the button that undoes.
export async function actOn(note, address) {
  const id = note.dataset.note;
  savedHere(id);
  if (!(await act(address))) return;
  (linkOf(noteOf(id)) ?? document.querySelector("[data-undo-last]"))?.focus();
}

function close(note) {
  forgetDraft(draftOf(note));
  note.querySelector(".note-edit").remove();
  note.classList.remove("edited");
  say("Allt är sparat");
  linkOf(note)?.focus();
  refresh();
}

async function save(note, form, button) {
  const id = note.dataset.note;
  say(SAVING);
  try {
    const answer = await send(form, button);
    savedHere(id);
    close(note);
    await refresh();
    offer(answer);
    (linkOf(noteOf(id)) ?? document.querySelector("[data-undo-last]"))?.focus();
    say(SAVED);
  } catch (error) {
    failed(note, form, error);
  }
}

function failed(note, form, error) {
  if (error instanceof Conflict) {
    showConflict(note, error);
    return;
  }
  const fault = form.querySelector("[data-editor-fault]");
  [fault.hidden, fault.textContent] = [!(error instanceof Faulty), error.message];
  say(error instanceof Faulty ? PENDING : error.message, true);
  form.elements.text.focus();
}

export function showConflict(note, conflict) {
  say("Inte sparat. Två har ändrat samma anteckning.", true);
  fill(note, conflict.html);
}

document.querySelector("[data-note-list]")?.addEventListener("click", (event) => {
  const link = event.target.closest("[data-edit]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  open(link);
});
