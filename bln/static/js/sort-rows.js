// The rows of the sorting page, notes and the words of themes: what is changed in them, and what the server says stands.
export const form = document.querySelector("[data-sorting]");

export const rowOf = (field) => field.closest("[data-note], [data-words]");
export const clashing = (row) => row.querySelector("[data-clash]");
export const fieldsOf = (row) => [...row.querySelectorAll("input:not([type=hidden]), select, textarea")];
export const changed = (row) => fieldsOf(row).some((field) => field.value !== field.dataset.saved);
export const themeOf = (key) => form.querySelector(`[data-theme="${CSS.escape(key)}"]`);
const wordsOf = (select) => [...select.options].map((option) => option.value + option.text.replace(/^\d\. /, "")).join();
export const own = (place, what) =>
  [...place.querySelectorAll(what)].filter((found) => found.closest("[data-note]") === place.closest("[data-note]"));

export function begin(place) {
  for (const row of place.querySelectorAll("[data-note], [data-words]"))
    for (const field of fieldsOf(row)) field.dataset.saved = field.value;
}

// Puts a note under the theme that its choice names.
export function lay(note) {
  const list = themeOf(note.querySelector("select").value)?.querySelector("[data-notes]");
  if (list && list !== note.parentElement) keepFocus(note, () => list.append(note));
}

export function keepFocus(place, act) {
  const focus = place.contains(document.activeElement) ? document.activeElement : null;
  act();
  focus?.focus({ preventScroll: true });
}

// What stands on the server is also what the browser takes for unchanged, when it asks before the page is left.
function stands(field, value) {
  field.dataset.saved = value;
  if (field.options) for (const option of field.options) option.defaultSelected = option.value === value;
  else field.defaultValue = value;
}

// A row that has been written in since, and that this answer says nothing of, keeps its words and what stood before.
export function takeRow(mine, theirs, sent) {
  const [old, fresh] = [mine, theirs].map((row) => [...row.querySelectorAll("input, select, textarea")]);
  const mark = (field) => sent.get(field) ?? field.dataset.saved;
  const busy = fieldsOf(mine).some((field) => field.value !== mark(field));
  const answered = old.every((field, at) => !sent.has(field) || sent.get(field).trim() === fresh[at].value.trim());
  old.forEach((field, at) => {
    if (field.options && wordsOf(field) !== wordsOf(fresh[at])) {
      const { value } = field;
      field.innerHTML = fresh[at].innerHTML;
      field.value = value;
    }
    if (busy && !(sent.has(fieldsOf(mine)[0]) && answered)) return;
    if (field.type !== "hidden") stands(field, clashing(theirs) ? "" : fresh[at].value);
    if (!busy || field.type === "hidden") field.value = fresh[at].value;
  });
}

export function sameNames(mine, theirs) {
  const what = "[id], [name], [for]";
  const [old, fresh] = [own(mine, what), own(theirs, what)];
  if (old.length !== fresh.length) return;
  old.forEach((element, at) => {
    for (const name of ["id", "name", "for", "aria-describedby"])
      if (fresh[at].hasAttribute(name)) element.setAttribute(name, fresh[at].getAttribute(name));
  });
}
