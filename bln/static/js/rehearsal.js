// A rehearsal keeps its notes in the page alone: they go along in the form, to whichever of its views is opened.
const form = document.querySelector("form#ny");
const text = form?.querySelector("[data-note-text]");

function goTo(address) {
  const mark = Object.assign(document.createElement("input"), { type: "hidden", name: "ga", value: "y" });
  form.append(mark);
  form.action = address;
  form.requestSubmit();
}

document.querySelector("main").addEventListener("click", (event) => {
  const link = event.target.closest("[data-rehearsal] a[href*='/ova']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  goTo(link.href);
});

text?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});
for (const hint of form?.querySelectorAll("[data-when-live]") ?? []) hint.hidden = false;
if (document.querySelector("[data-went-on]")) text?.focus();
