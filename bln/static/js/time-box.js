// Counts the time that is left, for the eye each second and for the ear three times: at the start, when five minutes are
// left, and when the time is out. The server says how much was left when it answered; the device's own time of day
// doesn't matter.
const OUT_OF_TIME = "Tiden är ute. Ta den tid ni behöver.";
const LAST_MINUTES = 5;

const first = new WeakMap();
let said = null;

function words(seconds) {
  if (seconds <= 0) return OUT_OF_TIME;
  if (seconds < 60) return "Mindre än en minut kvar";
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "1 minut kvar" : `${minutes} minuter kvar`;
}

function left(clock) {
  if (!first.has(clock)) first.set(clock, Date.now());
  const gone = "running" in clock.dataset ? (Date.now() - first.get(clock)) / 1000 : 0;
  return Math.max(0, Number(clock.dataset.left) - gone);
}

function say(text) {
  const place = document.querySelector("[data-clock-said]");
  if (place) place.textContent = text;
}

// What has changed since the last look, if it is one of the three.
function tell(seconds, running) {
  const now = { running, few: seconds <= LAST_MINUTES * 60, out: seconds <= 0 };
  const before = said;
  said = now;
  if (!before || !running) return;
  if (now.out && !before.out) say(OUT_OF_TIME);
  else if (!before.running) say(`Tiden går. ${words(seconds)}.`);
  else if (now.few && !before.few) say(`${words(seconds)}.`);
}

export function tick() {
  const clock = document.querySelector("[data-clock]");
  if (!clock) {
    said = { running: false, few: false, out: false };
    return;
  }
  const seconds = left(clock);
  const place = clock.querySelector("[data-clock-words]");
  if (place.textContent !== words(seconds)) place.textContent = words(seconds);
  clock.classList.toggle("clock-out", seconds <= 0);
  tell(seconds, "running" in clock.dataset);
}

export function watchTime() {
  tick();
  setInterval(tick, 1000);
}
