// Unsent text, kept on this device under a key that names person, meeting and question. A browser that keeps nothing
// (private mode, full storage) only loses the safety net: the note itself is still sent.
const PREFIX = "bln:draft:";

export function keepDraft(key, draft) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(draft));
  } catch {
    return;
  }
}

export function readDraft(key) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key));
  } catch {
    return null;
  }
}

export function forgetDraft(key) {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    return;
  }
}

export const draftsKept = () =>
  Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => readDraft(key.slice(PREFIX.length)))
    .filter((draft) => draft?.text?.trim());
