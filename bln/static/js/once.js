// A form is sent once: a second click while the answer is on its way does nothing. Where the page stays or comes back it
// can be sent again.
const WAIT = 10_000; // ms: by then something is wrong, and whoever clicks again means it

function free(form) {
  form.removeAttribute("aria-busy");
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.ariaBusy) event.preventDefault();
  else setTimeout(free, WAIT, form);
  form.ariaBusy = "true";
});

window.addEventListener("pageshow", () => document.querySelectorAll("form[aria-busy]").forEach(free));
