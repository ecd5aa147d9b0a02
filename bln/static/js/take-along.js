// Takes a meeting along: puts it on this device, and says that it works without a network only when that is proved.
import { fetchMeeting, takenMeeting, tightWords } from "./device.js";

const WORKER = "/utan-nat.js";
const PATIENCE = 30_000; // milliseconds
const place = document.querySelector("[data-take-along]");
const button = place.querySelector("button");
const state = place.querySelector("[data-take-state]");
const address = place.dataset.takeAlong;

const WORDS = {
  works: "Mötet fungerar utan nät. Öppna anteckningarna på den här enheten, med eller utan nät.",
  taking: "Lägger mötet på enheten …",
  failed: "Mötet gick inte att ta med. Kontrollera nätet och försök igen.",
  missing: "Den här webbläsaren kan inte ta med mötet. Prova en nyare webbläsare, och inte ett privat fönster.",
  full: "Det är fullt på den här enheten. Mötet fick inte plats. Frigör utrymme och försök igen.",
};

function say(words, kind = "muted") {
  [state.textContent, state.className] = [words, kind];
}

function activated(worker) {
  return new Promise((give, fail) => {
    const look = () => {
      if (worker.state === "activated") give();
      if (worker.state === "redundant") fail(new Error("the worker could not be installed"));
    };
    worker.addEventListener("statechange", look);
    setTimeout(fail, PATIENCE, new Error("the worker took too long"));
    look();
  });
}

async function kept() {
  const scope = `${address}/anteckningar`;
  const registration = await navigator.serviceWorker.register(WORKER, { scope });
  await activated(registration.installing ?? registration.waiting ?? registration.active);
  return registration.active;
}

// The worker is asked for each file, and the database for the meeting: not what was put there, but what is there.
function proved(worker) {
  const { port1, port2 } = new MessageChannel();
  worker.postMessage("prove", [port2]);
  return new Promise((give) => {
    port1.onmessage = ({ data }) => give(data);
    setTimeout(give, PATIENCE, false);
  }).then(async (works) => works && Boolean((await takenMeeting(address))?.questions.length));
}

async function take() {
  say(WORDS.taking);
  await navigator.storage?.persist?.();
  await fetchMeeting(address);
  if (!(await proved(await kept()))) throw new Error("something is missing on the device");
  const tight = await tightWords();
  say(`${WORDS.works} ${tight}`.trim(), tight ? "error" : "muted");
  button.textContent = "Ta med det senaste";
}

button.addEventListener("click", async () => {
  button.setAttribute("aria-disabled", "true");
  await take().catch((error) => say(error?.name === "QuotaExceededError" ? WORDS.full : WORDS.failed, "error"));
  button.removeAttribute("aria-disabled");
});

async function start() {
  place.hidden = false;
  if (!navigator.serviceWorker || !globalThis.indexedDB) {
    button.hidden = true;
    say(WORDS.missing);
  } else if (localStorage.getItem("bln:device") && (await takenMeeting(address))) {
    button.textContent = "Ta med det senaste";
    say(WORDS.works);
  }
}

start().catch(() => say(WORDS.missing));
