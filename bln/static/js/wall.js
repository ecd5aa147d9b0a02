// The wall: new notes come by themselves. What doesn't fit is turned page by page, the newest first; whoever has asked for
// less motion sees the newest, and everybody can turn with the keys of a keyboard or a presenter.
import { tick, watchTime } from "./time-box.js";

const EVERY = 3000; // milliseconds
const PATIENCE = 10_000;
const A_PAGE = 15_000;
const A_FADE = 600;
const FORWARD = ["PageDown", "ArrowDown", "ArrowRight", " "];
const BACK = ["PageUp", "ArrowUp", "ArrowLeft"];

const wall = document.querySelector("[data-wall]");
const lost = document.querySelector("[data-wall-lost]");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const large = matchMedia("(min-width: 800px)");
let mark = wall.dataset.mark;
let pages = [];
let page = 0;
let byHand = false;

function paged(list) {
  const notes = [...list.children];
  const gap = Number.parseFloat(getComputedStyle(list).rowGap) || 0;
  let used = 0;
  const found = [];
  for (const note of notes) {
    used += note.getBoundingClientRect().height + gap;
    if (found.length && used - gap <= list.clientHeight) found.at(-1).push(note);
    else {
      found.push([note]);
      used = note.getBoundingClientRect().height + gap;
    }
  }
  return found;
}

function showPage(number) {
  page = number;
  pages.forEach((notes, at) => notes.forEach((note) => (note.hidden = at !== page)));
  count(pages.length > 1 ? `${pages[page].length} av ` : "");
}

function count(part) {
  const place = wall.querySelector("[data-wall-count]");
  if (place) place.textContent = `${part}${place.dataset.total} anteckningar`;
}

function layOut() {
  const list = wall.querySelector("[data-wall-notes]");
  for (const note of list?.children ?? []) note.hidden = false;
  wall.classList.toggle("paged", Boolean(list) && large.matches);
  pages = list && large.matches ? paged(list) : [];
  if (pages.length) showPage(0);
  else count("");
}

function turn(step) {
  if (pages.length < 2) return;
  const list = wall.querySelector("[data-wall-notes]");
  const next = (page + step + pages.length) % pages.length;
  if (calm.matches) return showPage(next);
  list.classList.add("turning");
  setTimeout(() => {
    if (pages[next]) showPage(next);
    list.classList.remove("turning");
  }, A_FADE);
}

function show(html) {
  const found = new DOMParser().parseFromString(html, "text/html");
  document.title = found.title;
  wall.innerHTML = found.querySelector("[data-wall]").innerHTML;
  layOut();
  tick();
}

async function look() {
  const more = { headers: { "If-None-Match": mark }, signal: AbortSignal.timeout(PATIENCE) };
  const answer = await fetch(location.href, more).catch(() => null);
  lost.hidden = Boolean(answer) && answer.status < 500;
  if (!answer || !(answer.ok || answer.status === 404)) return;
  const known = mark;
  mark = answer.headers.get("ETag") ?? "closed";
  if (mark !== known) show(await answer.text());
}

async function lookOn() {
  await look();
  setTimeout(lookOn, EVERY);
}

addEventListener("keydown", (event) => {
  const step = FORWARD.includes(event.key) ? 1 : BACK.includes(event.key) ? -1 : 0;
  if (!step || pages.length < 2) return;
  event.preventDefault();
  byHand = true;
  turn(step);
});
addEventListener("resize", layOut);
setInterval(() => !calm.matches && !byHand && turn(1), A_PAGE);
document.fonts.ready.then(layOut);
watchTime();
setTimeout(lookOn, EVERY);
