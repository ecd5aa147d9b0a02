// The list of notes on the page, brought up to what the server has without disturbing whoever is writing: focus, what is
// half typed, an open editor and the place on the screen stay.
const list = document.querySelector("[data-note-list]");
const field = document.querySelector("[data-note-text]");

// What the server last said of each note, by id.
const known = new Map();
// Notes that this page has saved: they are no news.
const own = new Set();
// Notes that this page has just added. A list that was on its way meanwhile doesn't have them, and takes none away.
const added = new Set();

export const noteOf = (id) => list?.querySelector(`[data-note="${CSS.escape(id)}"]`);
export const linkOf = (note) => note?.querySelector("[data-edit]");
export const notes = () => [...(list?.querySelectorAll("[data-note]") ?? [])];

export function savedHere(id) {
  own.add(id);
  added.delete(id);
}

function read(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return [...holder.content.querySelectorAll("[data-note]")];
}

for (const note of notes()) known.set(note.dataset.note, note.outerHTML);

// Put a note in, or in place of what stood for it.
export function show(html) {
  const [note] = read(html);
  const id = note.dataset.note;
  const shown = noteOf(id);
  savedHere(id);
  added.add(id);
  known.set(id, note.outerHTML);
  if (shown) shown.replaceWith(note);
  else list.append(note);
  return note;
}

// What has been added, and what has been changed, moved or taken away, since the list was last brought up to date.
export function bringUpToDate(html) {
  const fresh = read(html);
  const ids = new Set(fresh.map((note) => note.dataset.note));
  const anchor = document.activeElement?.closest("[data-note], form") ?? field;
  const top = anchor?.getBoundingClientRect().top;
  const focused = document.activeElement?.closest("[data-note]")?.dataset.note;
  const found = { added: [], changed: 0 };
  for (const note of notes()) {
    const id = note.dataset.note;
    if (ids.has(id) || added.delete(id) || note.querySelector(".note-editor")) continue;
    note.remove();
    known.delete(id);
    found.changed += Number(!own.has(id));
  }
  fresh.forEach((note, place) => put(note, place, found));
  if (focused && !document.activeElement?.closest("[data-note]")) linkOf(noteOf(focused) ?? notes().at(-1))?.focus();
  if (anchor?.isConnected) scrollBy({ top: anchor.getBoundingClientRect().top - top, behavior: "instant" });
  return found;
}

function put(note, place, found) {
  const id = note.dataset.note;
  const html = note.outerHTML;
  const shown = noteOf(id);
  if (shown?.querySelector(".note-editor")) return;
  if (!shown) {
    list.insertBefore(note, notes()[place] ?? null);
    if (!own.has(id)) found.added.push(id);
  } else {
    if (known.get(id) !== html) {
      shown.replaceWith(note);
      found.changed += Number(!own.has(id));
    }
    const now = noteOf(id);
    if (notes()[place] !== now) list.insertBefore(now, notes()[place] ?? null);
  }
  known.set(id, html);
  own.delete(id);
  added.delete(id);
}
