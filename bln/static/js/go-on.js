// What is sent when the session has ended stays on its page: whoever wrote it signs in again in place, and then it is
// sent. The tokens of a page that has been open for long are renewed too. Where a script of its own sends the form, that
// script asks.
import { isSignedIn, signInAgain } from "./sign-in-again.js";

const account = document.querySelector("[data-sign-out]")?.dataset.account;
const going = new WeakSet();
const LASTS = 60_000; // ms: no session ends unused so soon after its page came, and nobody waits for the answer

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (performance.now() < LASTS || event.defaultPrevented || going.has(form) || form.method !== "post") return;
  if (!form.querySelector("textarea, [type=text]") && !form.matches("[data-unsaved]")) return;
  event.preventDefault();
  // Nobody answers: the browser says so itself, and keeps the page behind it.
  const signedIn = await isSignedIn(account).catch(() => true);
  if (!signedIn && !(await signInAgain(account))) return;
  going.add(form);
  form.requestSubmit(event.submitter);
  going.delete(form);
});
