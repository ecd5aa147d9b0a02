// A form is sent once: a second click while the answer is on its way does nothing. Where the page stays or comes back it
// can be sent again.
const WAIT = 10_000; // ms: by then something is wrong, and whoever clicks again means it
const FILE = /\.\w+$/; // a file is fetched, and the page stays

function free(form) {
  form.removeAttribute("aria-busy");
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || FILE.test(form.action)) return;
  if (form.ariaBusy) event.preventDefault();
  else setTimeout(free, WAIT, form);
  form.ariaBusy = "true";
});

window.addEventListener("pageshow", () => document.querySelectorAll("form[aria-busy]").forEach(free));
