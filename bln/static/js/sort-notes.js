// Sorting by keys: a digit picks a theme for the note that has focus and goes on to the next; 0 takes it out of its theme.
import { form } from "./sort-rows.js";

const choicesNow = () => [...form.querySelectorAll(".sorted-note select")];

function number(choice) {
  [...choice.options].forEach((option, digit) => {
    const words = option.text.replace(/^\d\. /, "");
    option.text = digit && digit < 10 ? `${digit}. ${words}` : words;
  });
}

function pick(choice, digit) {
  const option = choice.options[digit];
  if (!option) return;
  const choices = choicesNow();
  const next = choices[choices.indexOf(choice) + 1];
  choice.selectedIndex = digit;
  next?.focus();
  choice.dispatchEvent(new Event("change", { bubbles: true }));
  const note = choice.closest(".sorted-note").querySelector(".note-number").textContent.trim();
  form.querySelector("[data-sorted]").textContent = `${note}: ${option.textContent}`;
}

if (form) {
  choicesNow().forEach(number);
  document.addEventListener("sorted", () => choicesNow().forEach(number));
  form.addEventListener("keydown", (event) => {
    const choice = event.target.closest(".sorted-note select");
    if (!choice || !/^[0-9]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    pick(choice, Number(event.key));
  });
  const touch = matchMedia("(hover: none)").matches;
  for (const hint of document.querySelectorAll("[data-when-live]")) hint.hidden = false;
  for (const hint of document.querySelectorAll("[data-with-keys]")) hint.hidden = touch;
}
