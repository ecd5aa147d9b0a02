// Makes the open sorting page what the server says, and leaves alone what is being written.
export const form = document.querySelector("[data-sorting]");

export const clashing = (row) => row.querySelector("[data-clash]");
export const fieldsOf = (row) => [...row.querySelectorAll("input:not([type=hidden]), select, textarea")];
export const changed = (row) => fieldsOf(row).some((field) => field.value !== field.dataset.saved);
const themeOf = (key) => form.querySelector(`[data-theme="${CSS.escape(key)}"]`);
const wordsOf = (select) => [...select.options].map((option) => option.value + option.text.replace(/^\d\. /, "")).join();
const own = (place, what) =>
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

function keepFocus(place, act) {
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

function swap(mine, theirs) {
  const fresh = own(theirs, "[data-fresh]");
  own(mine, "[data-fresh]").forEach((block, at) => {
    if (!fresh[at] || block.innerHTML === fresh[at].innerHTML) return;
    const focus = block.contains(document.activeElement) ? document.activeElement : null;
    const open = block.querySelector("details")?.open;
    block.innerHTML = fresh[at].innerHTML;
    if (open && block.querySelector("details")) block.querySelector("details").open = true;
    if (focus) goOnFrom(block, focus.name ? `[name=${focus.name}]` : focus.tagName);
  });
}

function goOnFrom(block, what) {
  const next = block.querySelector(what) ?? block.closest("[data-note]")?.querySelector("select");
  (next ?? form.querySelector("[data-bar] button")).focus({ preventScroll: true });
}

// A row that has been written in since, and that this answer says nothing of, keeps its words and what stood before.
function takeRow(mine, theirs, sent) {
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

function sameNames(mine, theirs) {
  const what = "[id], [name], [for]";
  const [old, fresh] = [own(mine, what), own(theirs, what)];
  if (old.length !== fresh.length) return;
  old.forEach((element, at) => {
    for (const name of ["id", "name", "for", "aria-describedby"])
      if (fresh[at].hasAttribute(name)) element.setAttribute(name, fresh[at].getAttribute(name));
  });
}

function takeNote(theirs, sent) {
  const mine = form.querySelector(`[data-note="${CSS.escape(theirs.dataset.note)}"]`);
  if (!mine) return;
  swap(mine, theirs);
  takeRow(mine, theirs, sent);
  sameNames(mine, theirs);
  lay(mine);
}

function madeAnew(mine, theirs) {
  const made = document.importNode(theirs, true);
  made.querySelector("[data-notes]").replaceChildren(...(mine?.querySelectorAll("[data-note]") ?? []));
  const focus = mine?.querySelector("[data-words]").contains(document.activeElement);
  begin(made);
  if (mine) mine.replaceWith(made);
  if (focus) made.querySelector("[data-words] [name$=-title]").focus();
  return made;
}

function takeTheme(theirs, sent, before) {
  let mine = themeOf(theirs.dataset.theme);
  if (!mine || "new" in mine.dataset !== "new" in theirs.dataset) mine = madeAnew(mine, theirs);
  if (before.nextElementSibling !== mine) keepFocus(mine, () => before.after(mine));
  swap(mine, theirs);
  const words = theirs.querySelector("[data-words]");
  takeRow(mine.querySelector("[data-words]"), words, sent);
  sameNames(mine, theirs);
  mine.id = theirs.id;
  const removal = mine.querySelector("[data-removal] input");
  if (removal) removal.checked = false;
  return mine;
}

// The empty row for a new theme gets another id each time the page is made: the one that is here stays.
function withOurNewTheme(fresh) {
  const mine = form.querySelector("[data-new]")?.dataset.theme;
  const theirs = fresh.querySelector("[data-new]")?.dataset.theme;
  if (mine && theirs && !fresh.querySelector(`[data-theme="${CSS.escape(mine)}"]`))
    fresh.innerHTML = fresh.innerHTML.replaceAll(theirs, mine);
}

export function takeOver(page, sent = new Map()) {
  const fresh = page.querySelector("[data-sorting]");
  if (!fresh) return;
  withOurNewTheme(fresh);
  form.dataset.revision = fresh.dataset.revision;
  const [loose, ...themes] = fresh.querySelectorAll("[data-theme]");
  const kept = new Set(["", ...themes.map((theme) => theme.dataset.theme)]);
  let before = themeOf("");
  swap(before, loose);
  for (const theme of themes) before = takeTheme(theme, sent, before);
  for (const note of fresh.querySelectorAll("[data-note]")) takeNote(note, sent);
  for (const gone of [...form.querySelectorAll("[data-theme]")].filter((theme) => !kept.has(theme.dataset.theme))) {
    themeOf("").querySelector("[data-notes]").append(...gone.querySelectorAll("[data-note]"));
    gone.remove();
  }
  swap(form.querySelector("[data-bar]"), fresh.querySelector("[data-bar]"));
  document.dispatchEvent(new CustomEvent("sorted"));
}
