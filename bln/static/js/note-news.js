// What somebody else writes on another device shows within seconds. Nothing is asked while the page is hidden or its
// session has ended, and less and less often while the server doesn't answer.
import { bringUpToDate } from "./note-list.js";

const EVERY = 4_000; // milliseconds
const AT_MOST = 60_000;
const PATIENCE = 20_000;
const block = document.querySelector("[data-news]");
const heard = document.querySelector("[data-heard]");
let tag = "";
let wait = EVERY;
let timer;
let running = null;
let again = false;
let signedOut = false;
let ignoreTag = false;

function count(counts) {
  for (const link of document.querySelectorAll(".questions a")) {
    const words = counts[new URL(link.href).searchParams.get("fraga")];
    const place = link.querySelector(".muted");
    if (place) place.textContent = words ?? "0 anteckningar";
  }
}

function news({ added, changed }) {
  if (added.length === 1) return "Ny anteckning från den andra";
  if (added.length) return `${added.length} nya anteckningar från den andra`;
  return changed ? "Den andra har ändrat i anteckningarna" : "";
}

function tell(words) {
  if (!words) return;
  heard.textContent = ""; // the same words again are news again
  requestAnimationFrame(() => (heard.textContent = words));
}

async function ask() {
  const headers = { Accept: "application/json", ...(tag && !ignoreTag && { "If-None-Match": tag }) };
  ignoreTag = false;
  const answer = await fetch(block.dataset.news, { headers, redirect: "error", signal: AbortSignal.timeout(PATIENCE) });
  signedOut = answer.status === 401;
  if (answer.status === 304) return;
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  const { counts, html } = await answer.json();
  tag = answer.headers.get("ETag");
  count(counts);
  tell(news(bringUpToDate(html)));
}

// Ask now, and then again and again; done when the list is as new as the call. The `whole` list comes even if the
// server has nothing new.
export function refresh({ whole = false } = {}) {
  if (!block) return Promise.resolve();
  ignoreTag ||= whole;
  again = Boolean(running);
  running ??= run();
  return running;
}

async function run() {
  clearTimeout(timer);
  do {
    again = false;
    await ask().then(
      () => (wait = EVERY),
      () => (wait = Math.min(wait * 2, AT_MOST)),
    );
  } while (again);
  running = null;
  if (!document.hidden && !signedOut) timer = setTimeout(refresh, wait);
}

document.addEventListener("visibilitychange", () => {
  clearTimeout(timer);
  if (!document.hidden) refresh();
});
document.addEventListener("signed-in", () => refresh());
if (block && !document.hidden) timer = setTimeout(refresh, EVERY);
