// Signing in again without leaving the page, when the session has ended in the middle of a text. If somebody else signs
// in, nothing is sent in that name without asking.
const ADDRESS = "/logga-in/igen";
const accountOfPage = () => document.querySelector("[data-account]")?.dataset.account;

const json = { headers: { Accept: "application/json" } };
const fetchState = () => fetch(ADDRESS, json).then((answer) => answer.json());

function renew(state) {
  for (const field of document.querySelectorAll("input[name=csrf_token]")) field.value = state.csrf_token;
}

function open() {
  const dialog = document.createElement("dialog");
  dialog.className = "sheet stack again";
  document.body.append(dialog);
  return dialog;
}

// A dialog that asks in which name to go on; true when it is to be the one that is signed in now.
function askWho(dialog, name) {
  dialog.innerHTML = `<h2 id="again-title">Nu är någon annan inloggad</h2>
    <p>Texten skrevs med en annan inloggning. Ska den sparas som <strong data-who></strong>?</p>
    <div class="actions"><button class="button button-primary" value="yes">Spara som <span data-who></span></button>
    <button class="button" value="no">Spara inte</button></div>`;
  for (const place of dialog.querySelectorAll("[data-who]")) place.textContent = name;
  return new Promise((decide) => {
    dialog.addEventListener("close", () => decide(dialog.returnValue === "yes"), { once: true });
    for (const button of dialog.querySelectorAll("button")) {
      button.addEventListener("click", () => dialog.close(button.value));
    }
    show(dialog);
  });
}

function show(dialog) {
  dialog.setAttribute("aria-labelledby", "again-title");
  if (!dialog.open) dialog.showModal();
  (dialog.querySelector("input:not([type=hidden])") ?? dialog.querySelector("button")).focus();
}

async function submit(form) {
  const answer = await fetch(form.action, { ...json, method: "POST", body: new FormData(form) });
  return { ok: answer.ok, state: await answer.json() };
}

// The steps of signing in, one form after the other; the state once somebody is in, null when the writer gives up.
function steps(dialog, first) {
  return new Promise((done) => {
    let ended = false;
    function end(state) {
      ended = true;
      document.removeEventListener("visibilitychange", look);
      done(state);
    }
    async function look() {
      // Signed in meanwhile in another tab, with a link or otherwise.
      if (document.hidden || ended) return;
      const state = await fetchState().catch(() => null);
      if (state?.account) end(state);
    }
    function fill(state) {
      dialog.innerHTML = state.html;
      show(dialog);
      dialog.querySelector("[data-close]")?.addEventListener("click", () => dialog.close());
      const form = dialog.querySelector("form");
      form.addEventListener("submit", async (event) => {
        event.preventDefault();
        const { ok, state: next } = await submit(form).catch(() => ({
          ok: false,
          state: { message: "Ingen kontakt med servern. Försök igen." },
        }));
        if (ok && next.account) end(next);
        else if (ok && next.html) fill(next);
        else {
          const fault = form.querySelector("[data-again-fault]");
          [fault.hidden, fault.textContent] = [false, next.message ?? "Du kom inte in. Försök igen."];
          form.querySelector("input:not([type=hidden])").focus();
        }
      });
    }
    dialog.addEventListener("close", () => ended || end(null), { once: true });
    document.addEventListener("visibilitychange", look);
    fill(first);
  });
}

let under = null;

// True when the writer is signed in again, or agrees to save as the account that is signed in now.
async function settle(account) {
  const before = document.activeElement;
  let state = await fetchState().catch(() => null);
  if (!state) return false;
  const dialog = open();
  try {
    if (!state.account) state = await steps(dialog, state);
    if (!state?.account) return false;
    // Until somebody else agrees, the page keeps the old token, with which nothing is taken.
    if (state.account !== account && !(await askWho(dialog, state.name))) return false;
    renew(state);
    document.dispatchEvent(new Event("signed-in"));
    return true;
  } finally {
    dialog.remove();
    before?.focus();
  }
}

export function signInAgain(account = accountOfPage()) {
  under ??= settle(account).finally(() => (under = null));
  return under;
}

// True when an account is signed in here; its forms have got a new token. Fails when the server doesn't answer.
export async function isSignedIn(account) {
  const state = await fetchState();
  if (state.account === account) renew(state);
  return state.account === account;
}
