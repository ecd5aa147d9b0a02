// The service worker of one meeting's room. What stands before this, put there by the server: VERSION, and the FILES
// that the room without a network is made of. They are kept under addresses of their own, so that a page from the
// server never mixes with them.
const ROOM = new URL(self.registration.scope).pathname;
const NAMED = `bln-rum ${ROOM} `;
const CACHE = NAMED + VERSION;
const SHELL = "/utan-nat";
const KEPT = `${SHELL}/static/`;
const PATIENCE = 6_000; // milliseconds to wait for the server before the room opens without it
const AWAY = [502, 503, 504];

// How much is written here and not sent.
function unsent() {
  return new Promise((tell) => {
    const opening = indexedDB.open("bln");
    opening.onupgradeneeded = () => opening.transaction.abort(); // there is none, and none is made here
    opening.onerror = () => tell(0);
    opening.onsuccess = () => {
      const db = opening.result;
      const counting = db.transaction("queue").objectStore("queue").count();
      counting.onsuccess = () => tell(counting.result);
      counting.onerror = () => tell(0);
      counting.transaction.oncomplete = () => db.close();
    };
  });
}

// Made anew, an answer belongs to the address that it is kept under, and what it leads to is found beside it.
async function fetched(address, change = (text) => text) {
  const answer = await fetch(address, { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${address} was answered with ${answer.status}`);
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length", "Set-Cookie"]) headers.delete(name);
  const is = headers.get("Content-Type") ?? "";
  return new Response(is.startsWith("text/html") ? change(await answer.text()) : await answer.arrayBuffer(), { headers });
}

const fromHere = (html) => html.replace(/"\/static\/([^"?]+)[^"]*"/g, `"${KEPT}$1"`);

// A new version waits for what the old one has queued: the browser tries again with the next page.
async function install() {
  if (self.registration.active && (await unsent())) throw new Error("waits until everything is sent");
  const cache = await caches.open(CACHE);
  await cache.put(SHELL, await fetched(SHELL, fromHere));
  await Promise.all(FILES.map(async (name) => cache.put(KEPT + name, await fetched(`/static/${name}`))));
  await self.skipWaiting();
}

async function activate() {
  const old = (await caches.keys()).filter((name) => name.startsWith(NAMED) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

const stored = (address) => caches.match(address, { cacheName: CACHE });
const kept = async (address) => (await stored(address)) ?? Response.error();
const later = () => new Promise((give) => setTimeout(give, PATIENCE, null));

// From the server when it answers, else from this device; who is signed out with text here signs in on the page itself.
async function room(request) {
  const answer = await Promise.race([fetch(request).catch(() => null), later()]);
  if (!answer || AWAY.includes(answer.status)) return kept(SHELL);
  if (answer.type === "opaqueredirect" && (await unsent())) return kept(SHELL);
  return answer;
}

// Does all that the room needs lie here?
async function prove() {
  const found = await Promise.all([SHELL, ...FILES.map((name) => KEPT + name)].map(stored));
  return found.every(Boolean);
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  event.waitUntil(prove().then((works) => event.ports[0].postMessage(works)));
});
self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (origin !== self.location.origin || event.request.method !== "GET") return;
  if (event.request.mode === "navigate" && pathname === ROOM) event.respondWith(room(event.request));
  else if (pathname.startsWith(KEPT)) event.respondWith(kept(pathname));
});
