// The tools beside the question: their buttons act in place, so that what is being written stays, and what is done on
// another device shows within seconds.
import { tick, watchTime } from "./time-box.js";

const EVERY = 5000; // milliseconds
const PATIENCE = 20_000;
const FAILED = "Det gick inte att spara. Försök igen, eller ladda om sidan.";

const tools = document.querySelector("[data-tools]");
const panel = tools.querySelector("[data-tools-panel]");
const silent = document.querySelector("[data-tools-silent]");
const fault = tools.querySelector("[data-tools-fault]");
const said = tools.querySelector("[data-round-said]");
let mark = tools.dataset.mark;
let busy = false;

// Where the focus is, in words that still lead there when the panel is new.
function focused() {
  const at = document.activeElement;
  const form = at?.closest("form");
  if (!form || !panel.contains(form)) return null;
  const who = form.elements.vem?.value;
  return { action: form.getAttribute("action"), who, nth: [...form.querySelectorAll("button")].indexOf(at) };
}

function focusAgain(kept) {
  if (!kept) return;
  const same = (form) => form.getAttribute("action") === kept.action && form.elements.vem?.value === kept.who;
  const buttons = [...panel.querySelectorAll("form")].find(same)?.querySelectorAll("button");
  if (buttons?.length) (buttons[kept.nth] ?? buttons[0]).focus({ preventScroll: true });
}

function show(parts) {
  const kept = focused();
  const open = panel.querySelector("details")?.open;
  panel.innerHTML = parts.panel;
  const list = panel.querySelector("details");
  if (list && open) list.open = true;
  if (silent) silent.innerHTML = parts.silent;
  focusAgain(kept);
  tick();
}

async function ask(address, more) {
  const signal = AbortSignal.timeout(PATIENCE);
  const { headers, ...rest } = more;
  return fetch(address, { ...rest, signal, headers: { Accept: "application/json", ...headers } });
}

async function send(form, button) {
  busy = true;
  try {
    const answer = await ask(form.action, { method: "POST", body: new FormData(form, button) });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    mark = answer.headers.get("ETag");
    show(await answer.json());
    fault.textContent = "";
    if (form.elements.vem) said.textContent = panel.querySelector("summary")?.textContent ?? "";
  } catch {
    fault.textContent = FAILED;
  } finally {
    busy = false;
  }
}

async function look() {
  if (busy || document.hidden) return;
  const answer = await ask(tools.dataset.tools, { headers: { "If-None-Match": mark } }).catch(() => null);
  if (busy || answer?.status !== 200 || answer.redirected) return;
  const parts = await answer.json();
  if (busy) return;
  mark = answer.headers.get("ETag");
  show(parts);
}

tools.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!busy) send(event.target, event.submitter);
});
const follow = panel.querySelector("[data-follow]");
if (follow) send(follow, null);
setInterval(look, EVERY);
watchTime();
