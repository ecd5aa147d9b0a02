// Ask before a page is left while a longer text on it, or any choice in a form with data-unsaved, is not saved.
const FIELDS = "form textarea, [data-unsaved] :is(select, input)";
let sending = false;

// A form that the server sent back with faults holds text that is not saved, though nothing has changed since.
function unsaved(field) {
  if (field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (field.options) {
    const first = [...field.options].findIndex((option) => option.defaultSelected);
    return field.selectedIndex !== Math.max(first, 0);
  }
  return field.value !== field.defaultValue || (field.getAttribute("aria-invalid") === "true" && field.value !== "");
}

document.addEventListener("submit", (event) => {
  sending = !event.defaultPrevented;
});

window.addEventListener("pageshow", () => {
  sending = false;
});

window.addEventListener("beforeunload", (event) => {
  if (!sending && [...document.querySelectorAll(FIELDS)].some(unsaved)) event.preventDefault();
});
