// Changing a note where it stands. Without scripts, and with a middle click, the link opens a page of its own.
import { forgetEdit, keepEdit, restoreEdit } from "./edit-draft.js";
import { enterSaves } from "./enter-saves.js";
import { linkOf, savedHere } from "./note-list.js";
import { refresh } from "./note-news.js";
import { actOn, nowDoing, offer, stayWith } from "./note-undo.js";
import { ALL_SAVED, PENDING, SAVED, SAVING, say } from "./save-state.js";
import { Conflict, Faulty, send } from "./send-note.js";

const unchanged = (form) => form.elements.text.value === form.elements.text.defaultValue;

function showFault(form, words) {
  const fault = form.querySelector("[data-editor-fault]");
  [fault.hidden, fault.textContent] = [false, words];
}

async function open(link) {
  const note = link.closest("[data-note]");
  if (note.querySelector(".note-editor")) return;
  const answer = await fetch(link.href, { headers: { Accept: "application/json" } }).catch(() => null);
  if (answer?.ok) fill(note, (await answer.json()).html);
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
  const { text } = form.elements;
  if (!holder.querySelector("[data-conflict]") && restoreEdit(note, form.elements)) {
    say("Inte sparat. En påbörjad ändring från förra gången finns kvar i fältet.", true);
  }
  text.addEventListener("input", () => {
    keepEdit(note, form.elements);
    say(PENDING);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    nowDoing(save(note, form, event.submitter));
  });
  enterSaves(form);
  form.addEventListener("keydown", (event) => escape(event, note, form));
  holder.addEventListener("click", (event) => click(event, note));
  text.setSelectionRange(text.value.length, text.value.length);
  (holder.querySelector("[data-conflict]") ?? text).focus();
}

// An editor that has not been used is closed at once; one that has offers to be.
function escape(event, note, form) {
  if (event.key !== "Escape") return;
  event.stopPropagation();
  if (unchanged(form)) close(note);
  else (form.querySelector("[data-close]") ?? form.querySelector("button")).focus();
}

async function click(event, note) {
  const button = event.target.closest("[data-close], [data-act]");
  if (!button) return;
  event.preventDefault();
  const form = button.closest("form");
  if (button.dataset.act && !unchanged(form)) return showFault(form, "Spara ändringen först, eller välj Avbryt.");
  close(note);
  if (button.dataset.act) await actOn(note, button.dataset.act);
}

function close(note) {
  forgetEdit(note);
  note.querySelector(".note-edit").remove();
  note.classList.remove("edited");
  say(ALL_SAVED);
  linkOf(note)?.focus();
  refresh({ whole: true }); // the open editor has kept out what others have saved meanwhile
}

async function save(note, form, button) {
  const id = note.dataset.note;
  const { text } = form.elements;
  if (text.readOnly) return;
  text.readOnly = true; // what is on its way is what is saved
  say(SAVING);
  try {
    const answer = await send(form, button);
    savedHere(id);
    close(note);
    await refresh();
    offer(answer);
    stayWith(id);
    say(SAVED);
  } catch (error) {
    failed(note, form, error);
  }
}

function failed(note, form, error) {
  form.elements.text.readOnly = false;
  if (error instanceof Conflict) return showConflict(note, error);
  if (error instanceof Faulty) showFault(form, error.message);
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
