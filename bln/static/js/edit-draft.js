// A change of a note that has been begun, kept on this device until it is saved or given up.
import { forgetDraft, keepDraft, readDraft } from "./drafts.js";

const account = document.querySelector("[data-account]")?.dataset.account;
const keyOf = (note) => `${account}/${note.dataset.note}`;

export const forgetEdit = (note) => forgetDraft(keyOf(note));

export function keepEdit(note, { text, version }) {
  keepDraft(keyOf(note), { text: text.value, version: version.value });
}

// The version stays the one that the text was written on: what others have saved since shows beside it.
export function restoreEdit(note, { text, version }) {
  const draft = readDraft(keyOf(note));
  if (draft) [text.value, version.value] = [draft.text, draft.version];
  return Boolean(draft);
}
