// Keys of the room. They work only while focus is among the notes and not in a field, so that they never stand in the
// way of typing, of a screen reader or of speech.
import { linkOf, notes } from "./note-list.js";
import { actOn, undoLast } from "./note-undo.js";

const block = document.querySelector("[data-news]");
const field = block?.querySelector("[data-note-text]");
const help = document.querySelector("[data-keys]");
const FIELDS = "input, textarea, select, [contenteditable]";

function leave() {
  const last = linkOf(notes().at(-1)) ?? block.querySelector("summary, a, button");
  last?.focus();
}

function step(by) {
  const all = notes();
  const at = all.indexOf(document.activeElement.closest("[data-note]"));
  linkOf(all[at < 0 ? all.length - 1 : Math.min(Math.max(at + by, 0), all.length - 1)])?.focus();
}

function withNote(what) {
  const note = document.activeElement.closest("[data-note]");
  if (note) actOn(note, `${linkOf(note).href}/${what}`);
}

function toggle(details) {
  if (!details) return;
  details.open = !details.open;
  details.querySelector("summary").focus();
}

function goTo(number) {
  const link = document.querySelectorAll(".questions a")[number - 1];
  if (link) location.assign(`${link.href}#text`);
}

const KEYS = {
  n: () => field?.focus(),
  z: undoLast,
  f: () => toggle(block.querySelector(".carried")),
  "?": () => toggle(help),
  Delete: () => withNote("ta-bort"),
  ArrowUp: (event) => (event.shiftKey ? withNote("flytta-upp") : step(-1)),
  ArrowDown: (event) => (event.shiftKey ? withNote("flytta-ned") : step(1)),
};

function press(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.target.matches(FIELDS)) {
    if (event.key !== "Escape" || event.target.closest(".note-edit")) return;
    event.preventDefault();
    leave();
    return;
  }
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const does = /^[1-9]$/.test(key) ? () => goTo(Number(key)) : KEYS[key];
  if (!does) return;
  event.preventDefault();
  does(event);
}

if (block && help) {
  help.hidden = matchMedia("(hover: none)").matches;
  block.addEventListener("keydown", press);
  help.addEventListener("keydown", press);
}
