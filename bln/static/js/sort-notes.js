// Sorting by keys: a digit picks a theme for the note that has focus and goes on to the next; 0 takes it out of its theme.
const form = document.querySelector("[data-sorting]");
const choices = [...(form?.querySelectorAll(".sorted-note select") ?? [])];
const status = form?.querySelector("[data-sorted]");

function number(choice) {
  [...choice.options].forEach((option, digit) => {
    if (digit && digit < 10) option.textContent = `${digit}. ${option.textContent}`;
  });
}

function pick(choice, digit) {
  const option = choice.options[digit];
  if (!option) return;
  choice.selectedIndex = digit;
  choice.dispatchEvent(new Event("change", { bubbles: true }));
  const note = choice.closest(".sorted-note").querySelector(".note-number").textContent.trim();
  status.textContent = `${note}: ${option.textContent}`;
  choices[choices.indexOf(choice) + 1]?.focus();
}

for (const choice of choices) {
  number(choice);
  choice.addEventListener("keydown", (event) => {
    if (!/^[0-9]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    pick(choice, Number(event.key));
  });
}
const touch = matchMedia("(hover: none)").matches;
for (const hint of form?.parentElement.querySelectorAll("[data-when-live]") ?? []) hint.hidden = touch;
