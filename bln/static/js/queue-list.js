// What lies unsent on this device: how many, always in sight, and each with what can be done about it.
import { drop, queue, queued, tightWords, whenChanged } from "./device.js";
import { button, part, saveAsFile } from "./parts.js";
import { sendAll, sendWhenPossible } from "./queue-send.js";

const place = document.querySelector("[data-unsent]");
const counter = document.querySelector("[data-unsent-count]");
const tight = document.querySelector("[data-device-tight]");
const told = document.querySelector("[data-unsent-told]");

const UNSENT = "Inte sparat – finns på den här enheten";

function count(entries) {
  const words = entries.length ? `${UNSENT} (${entries.length})` : (counter.dataset.none ?? "");
  if (counter.textContent !== words) counter.textContent = words;
  counter.classList.toggle("unsaved", entries.length > 0);
  counter.hidden = !words;
}

const again = async (entry, more = {}) => {
  const { refused, status, answer, ...kept } = entry;
  await queue({ ...kept, ...more });
  await sendAll({ asked: true });
};

// What stands at the server now is what these choices take the place of.
function replacing(entry) {
  const name = ["mark", "version"].find((key) => entry.answer && key in entry.answer);
  if (!name) return null;
  const fields = entry.fields.map(([key, value]) => [key, key === name ? String(entry.answer[name]) : value]);
  return button("Spara mitt i stället", () => again(entry, { fields }));
}

async function copy(entry) {
  await navigator.clipboard.writeText(entry.text);
  told.textContent = "Texten är kopierad.";
}

function throwAway(entry, item) {
  const sure = part("div", { class: "actions" },
    part("span", {}, "Texten finns bara här."),
    button("Släng den", () => drop(entry.place)),
    button("Behåll", () => sure.replaceWith(actions(entry, item))),
  );
  item.querySelector(".actions").replaceWith(sure);
  sure.querySelector("button").focus();
}

function actions(entry, item) {
  const closed = entry.refused && entry.status === 409 && entry.note;
  return part("div", { class: "actions" },
    replacing(entry),
    entry.note ? button("Kopiera", () => copy(entry)) : null,
    closed ? part("a", { class: "button", href: `${entry.address}/lamna-in#reopen` }, "Lägg till i en ny version") : null,
    entry.refused ? button("Skicka igen", () => again(entry)) : null,
    button("Släng", () => throwAway(entry, item)),
  );
}

function shown(entry) {
  const item = part("li", { class: "stack", "data-place": entry.place },
    part("div", {}, part("p", { class: "muted" }, entry.name), part("p", { class: "note-text" }, entry.text)),
    entry.refused ? part("p", { class: "error" }, entry.refused) : null,
  );
  item.append(actions(entry, item));
  return item;
}

function below(entries) {
  return part("div", { class: "actions" },
    button("Skicka nu", () => sendAll({ asked: true }), { "data-send": true }),
    button("Spara som fil", () => saveAsFile(entries)),
  );
}

async function warn() {
  const words = await tightWords();
  if (tight.textContent !== words) tight.textContent = words;
}

async function showUnsent() {
  const entries = await queued();
  count(entries);
  place.hidden = !entries.length;
  const list = place.querySelector("[data-unsent-list]");
  const had = list.contains(document.activeElement);
  list.replaceChildren(...(entries.length ? [part("ol", { class: "stack" }, entries.map(shown)), below(entries)] : []));
  if (entries.some((one) => one.refused)) place.querySelector("details").open = true;
  if (had) (list.querySelector("button") ?? document.querySelector("[data-note-text]"))?.focus();
}

// Notes that came when the notes were closed are tried again where they are open.
async function triedAgain() {
  if (place.dataset.unsent !== "open") return;
  for (const { refused, status, answer, ...entry } of await queued()) {
    if (status === 409 && entry.note) await queue(entry);
  }
}

whenChanged(showUnsent);
whenChanged(warn);
showUnsent();
warn();
triedAgain().then(sendWhenPossible);
