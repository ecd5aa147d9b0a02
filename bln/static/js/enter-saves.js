// Enter saves, from a text as from a choice beside it; Shift and Enter is a new line.
export function enterSaves(form) {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches("textarea, select")) return;
    event.preventDefault();
    form.requestSubmit();
  });
}
