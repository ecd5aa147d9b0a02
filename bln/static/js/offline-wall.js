// The wall without a network. The service hasn't read what is written here: what may point at somebody waits for that.
import { part } from "./parts.js";

const RISKY = [/\d[\d\s-]{2,}\d/, /@/, /[^.!?\n\s]\s+["”(]?\p{Lu}/u]; // numbers, addresses, names within a sentence

const mayStand = (note) => (note.number && note.wall !== false) || !RISKY.some((sign) => sign.test(note.text));

export function showWall(question, meeting, entries) {
  const wall = document.querySelector("[data-wall]");
  for (const page of document.querySelectorAll("[data-paper]")) page.hidden = Boolean(question);
  document.body.className = question ? "wall" : "page";
  wall.hidden = !question;
  if (!question) return;
  const here = entries.filter((one) => one.address === meeting.address && one.note).map((one) => one.note);
  const ids = new Set(here.map((note) => note.id));
  const all = [...meeting.notes.filter((note) => !ids.has(note.id)), ...here].filter((n) => n.question === question.key);
  const shown = all.filter(mayStand).reverse();
  const kept = all.length - shown.length;
  wall.replaceChildren(
    part("h1", {}, question.text),
    shown.length
      ? part("ul", { class: "wall-notes" }, shown.map((note) => part("li", {}, note.text)))
      : part("p", { class: "wall-empty" }, "Här kommer det ni säger."),
    part("div", { class: "wall-foot" },
      part("a", { href: `#${encodeURIComponent(question.key)}` }, "Till rummet"),
      kept ? part("p", {}, kept === 1 ? "En anteckning visas inte här" : `${kept} anteckningar visas inte här`) : null),
  );
}
