// Where a colleague changed the same thing first: one's own is kept, or theirs is taken.
import { form, lay, rowOf } from "./sort-rows.js";

export function offerChoices(step) {
  for (const box of form.querySelectorAll("[data-clash]")) offerChoice(box, step);
}

function offerChoice(box, step) {
  const row = rowOf(box);
  for (const button of box.querySelectorAll("button")) {
    button.hidden = false;
    button.onclick = () => {
      if ("take" in button.dataset) takeTheirs(row, box);
      box.remove();
      if (row.dataset.note) lay(row);
      step([row]);
    };
  }
}

function takeTheirs(row, box) {
  if (row.dataset.note) row.querySelector("select").value = row.querySelector("[name$=-seen]").value;
  else {
    row.querySelector("[name$=-title]").value = box.dataset.title;
    row.querySelector("textarea").value = box.dataset.text;
  }
}
