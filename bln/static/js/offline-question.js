// A question in the room without a network: its notes, and a field for the next one.
import { forgetDraft, keepDraft, readDraft } from "./drafts.js";
import { enterSaves } from "./enter-saves.js";
import { newId } from "./new-id.js";
import { FULL, queueNote } from "./note-queue.js";
import { part } from "./parts.js";

function notesOf(meeting, entries, question) {
  const waiting = entries.filter((one) => one.address === meeting.address && one.note?.question === question.key);
  const ids = new Set(waiting.map((one) => one.note.id));
  const stored = meeting.notes.filter((note) => note.question === question.key && !ids.has(note.id));
  return [...stored, ...waiting.map((one) => one.note)];
}

const noteItem = (note) =>
  part("li", { class: "note", "data-note": note.id },
    part("span", { class: "note-number" }, note.number ? `N${note.number}` : "Ny"),
    part("div", { class: "note-text" }, note.text),
    note.number ? (note.more ? part("div", { class: "note-more" }, note.more) : null)
      : part("div", { class: "note-more" }, "Finns på den här enheten"),
  );

function folded(title, items) {
  return items.length ? part("details", { class: "carried" }, part("summary", {}, title), part("ul", {}, items)) : null;
}

const theme = ({ title, text, weight }) =>
  part("li", {}, part("strong", {}, title), " ", part("span", { class: "muted" }, weight),
    text ? part("br") : null, text);

function field(meeting, question) {
  const form = document.querySelector("[data-offline-note]").content.firstElementChild.cloneNode(true);
  const text = form.querySelector("textarea");
  const fault = form.querySelector("[data-note-fault]");
  const draftKey = `${meeting.account}/${meeting.id}/${question.key}`;
  const draft = readDraft(draftKey);
  let id = draft?.id ?? newId();
  text.value = draft?.text ?? "";
  text.addEventListener("input", () => {
    if (text.value) keepDraft(draftKey, { id, version: "0", text: text.value });
    else forgetDraft(draftKey);
  });
  enterSaves(form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const words = text.value.trim();
    const fields = [["id", id], ["version", "0"], ["question", question.key], ...new FormData(form)];
    const failed = words
      ? await queueNote(meeting.address, meeting.account, fields, question.title).then(() => "", () => FULL)
      : "Anteckningen är tom. Skriv något.";
    [fault.hidden, fault.textContent] = [!failed, failed];
    text.setAttribute("aria-invalid", String(Boolean(failed)));
    text.focus();
    if (failed) return;
    form.reset();
    id = newId();
    forgetDraft(draftKey);
  });
  return form;
}

export function showQuestion(place, meeting, entries, question, { again = false } = {}) {
  const items = notesOf(meeting, entries, question).map(noteItem);
  if (again) {
    place.querySelector("[data-note-list]").replaceChildren(...items);
    const form = place.querySelector("form");
    if (form?.contains(document.activeElement)) form.scrollIntoView({ block: "nearest" });
    return;
  }
  place.replaceChildren(
    part("section", { class: "stack", "aria-labelledby": "question" },
      part("h2", { id: "question", class: "question" }, question.text),
      question.hint ? part("p", { class: "muted" }, question.hint) : null,
      folded("Era egna ingångar", question.own.map((text) => part("li", {}, text))),
      folded(`Från förra mötet: ${question.carried.length} teman`, question.carried.map(theme)),
      part("ol", { class: "notes", "data-note-list": true, "aria-label": "Anteckningar till frågan" }, items),
      meeting.closed ? part("p", {}, "Anteckningarna är inlämnade och stängda.") : field(meeting, question),
    ),
  );
  place.querySelector("textarea")?.focus({ preventScroll: true });
}
