// What this device keeps: meetings that have been taken along, and what is written and not yet sent, in its order.
export const FORMAT = 1; // of a meeting, as the server gives it

// What brings the database from each version to the next: what is queued in an old one is kept.
const STEPS = [
  (db) => {
    db.createObjectStore("meetings", { keyPath: "address" });
    db.createObjectStore("queue", { keyPath: "place", autoIncrement: true });
  },
];
const MARK = "bln:device"; // tells every page without a wait that something lies here
const channel = new BroadcastChannel("bln");

let opening = null;

function open() {
  opening ??= new Promise((give, fail) => {
    const asked = indexedDB.open("bln", STEPS.length);
    asked.onupgradeneeded = ({ oldVersion }) => STEPS.slice(oldVersion).forEach((step) => step(asked.result));
    asked.onerror = () => fail(asked.error);
    asked.onsuccess = () => {
      asked.result.onversionchange = () => {
        asked.result.close();
        opening = null;
      };
      give(asked.result);
    };
  }).catch((error) => {
    opening = null;
    throw error;
  });
  return opening;
}

// Done when it lies on the disk; a full device refuses only then.
async function within(store, mode, work) {
  const db = await open();
  const transaction = db.transaction(store, mode, { durability: "strict" });
  const request = work(transaction.objectStore(store));
  return new Promise((give, fail) => {
    transaction.oncomplete = () => give(request.result);
    transaction.onabort = () => fail(transaction.error ?? request.error);
  });
}

const listeners = new Set();
channel.addEventListener("message", () => listeners.forEach((tell) => tell()));
export const whenChanged = (tell) => listeners.add(tell);

async function changed() {
  const left = await queued();
  const taken = await within("meetings", "readonly", (store) => store.count());
  if (left.length || taken) localStorage.setItem(MARK, JSON.stringify({ unsent: left.length, at: left[0]?.address }));
  else localStorage.removeItem(MARK);
  channel.postMessage("changed");
  listeners.forEach((tell) => tell());
}

async function change(store, work) {
  const made = await within(store, "readwrite", work);
  await changed();
  return made;
}

export const takenMeeting = (address) => within("meetings", "readonly", (store) => store.get(address));
export const keepMeeting = (meeting) => change("meetings", (store) => store.put(meeting));
export const queued = () => within("queue", "readonly", (store) => store.getAll());
export const queue = (entry) => change("queue", (store) => store.put(entry));
export const drop = (place) => change("queue", (store) => store.delete(place));

// What the server has of a meeting now, kept in place of what was; who may not read it any more keeps nothing of it.
export async function fetchMeeting(address) {
  const answer = await fetch(`${address}/utan-nat`, { headers: { Accept: "application/json" }, redirect: "error" });
  if ([403, 404].includes(answer.status)) await change("meetings", (store) => store.delete(address));
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  const meeting = { ...(await answer.json()), address, takenAt: Date.now() };
  await keepMeeting(meeting);
  return meeting;
}

const TIGHT = 20_000_000; // bytes; a meeting needs one or two

// What to say where soon nothing more can be kept here; empty where there is room or the browser doesn't say.
export async function tightWords() {
  const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {};
  if (quota === undefined || quota - usage >= TIGHT) return "";
  return "Det är nästan fullt på den här enheten. Frigör utrymme, annars kanske det du skriver inte får plats.";
}

// Nothing of ours stays: no meeting, no queue, no draft, no kept page, no worker.
export async function forgetAll() {
  (await opening?.catch(() => null))?.close();
  opening = null;
  await new Promise((give) => {
    const asked = indexedDB.deleteDatabase("bln");
    asked.onsuccess = asked.onerror = asked.onblocked = give;
  });
  const names = (await globalThis.caches?.keys()) ?? [];
  await Promise.all(names.filter((name) => name.startsWith("bln-rum ")).map((name) => caches.delete(name)));
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(workers.map((worker) => worker.unregister()));
  for (const key of Object.keys(localStorage)) if (key.startsWith("bln:")) localStorage.removeItem(key);
}
