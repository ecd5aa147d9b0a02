// Makes the open sorting page what the server says, and leaves alone what is being written.
import { begin, form, keepFocus, lay, own, sameNames, takeRow, themeOf } from "./sort-rows.js";

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
