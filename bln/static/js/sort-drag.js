// Sorting by hand: a note is dragged by its handle to a theme, on the page or on the shelf that shows all themes while
// one drags. The choice of theme beside the note does the same without dragging.
import { form } from "./sort-rows.js";

const EDGE = 60; // pixels from the window's edge where the page begins to roll
const ROLL = 12; // pixels a frame
let drag = null;

function withHandle(note) {
  if (note.querySelector("[data-handle]")) return;
  const handle = Object.assign(document.createElement("span"), { className: "handle", textContent: "⠿" });
  handle.dataset.handle = "";
  handle.setAttribute("aria-hidden", "true");
  note.prepend(handle);
}

function shelf(note) {
  const place = Object.assign(document.createElement("div"), { className: "shelf" });
  place.setAttribute("aria-hidden", "true");
  for (const option of note.querySelector("select").options) {
    const target = Object.assign(document.createElement("div"), { className: "shelf-theme", textContent: option.text });
    target.dataset.drop = option.value;
    place.append(target);
  }
  form.append(place);
  return place;
}

function begin(event) {
  const note = event.target.closest("[data-handle]")?.closest("[data-note]");
  if (!note || drag || event.button) return;
  event.preventDefault();
  const ghost = Object.assign(document.createElement("div"), { className: "ghost" });
  ghost.textContent = note.querySelector(".note-text").textContent.trim();
  form.append(ghost);
  note.classList.add("dragged");
  drag = { note, ghost, shelf: shelf(note), pointer: event.pointerId, over: null, x: event.clientX, y: event.clientY };
  move(event);
  requestAnimationFrame(roll);
}

function target() {
  const found = document.elementFromPoint(drag.x, drag.y)?.closest("[data-drop], [data-theme]");
  return found && form.contains(found) ? found : null;
}

function move(event) {
  if (!drag || event.pointerId !== drag.pointer) return;
  event.preventDefault();
  [drag.x, drag.y] = [event.clientX, event.clientY];
  drag.ghost.style.transform = `translate(${drag.x + 12}px, ${drag.y + 12}px)`;
  const over = target();
  if (over === drag.over) return;
  drag.over?.classList.remove("drop-here");
  over?.classList.add("drop-here");
  drag.over = over;
}

function roll() {
  if (!drag) return;
  if (!drag.over?.matches("[data-drop]")) {
    if (drag.y < EDGE) scrollBy(0, -ROLL);
    if (drag.y > innerHeight - EDGE) scrollBy(0, ROLL);
  }
  requestAnimationFrame(roll);
}

function end(dropped) {
  const { note, ghost, shelf: place, over } = drag;
  drag = null;
  over?.classList.remove("drop-here");
  note.classList.remove("dragged");
  ghost.remove();
  place.remove();
  const wanted = over?.dataset.drop ?? over?.dataset.theme;
  const choice = note.querySelector("select");
  if (!dropped || wanted === undefined || wanted === choice.value) return;
  choice.value = wanted;
  choice.dispatchEvent(new Event("change", { bubbles: true }));
}

if (form) {
  form.querySelectorAll("[data-note]").forEach(withHandle);
  form.addEventListener("pointerdown", begin);
  addEventListener("pointermove", move, { passive: false });
  addEventListener("pointerup", (event) => drag?.pointer === event.pointerId && end(true));
  addEventListener("pointercancel", (event) => drag?.pointer === event.pointerId && end(false));
  addEventListener("keydown", (event) => drag && event.key === "Escape" && end(false));
}
