// Ask before a page is left while a longer text on it is not saved.
let sending = false;

// A form that the server sent back with faults holds text that is not saved, though nothing has changed since.
function unsaved(field) {
  return field.value !== field.defaultValue || (field.getAttribute("aria-invalid") === "true" && field.value !== "");
}

document.addEventListener("submit", (event) => {
  sending = !event.defaultPrevented;
});

window.addEventListener("pageshow", () => {
  sending = false;
});

window.addEventListener("beforeunload", (event) => {
  if (!sending && [...document.querySelectorAll("form textarea")].some(unsaved)) event.preventDefault();
});
