// Show the fields that the chosen way of meeting asks for. What is written in the others stays.
const ways = document.querySelectorAll("input[name=way]");
const parts = document.querySelectorAll("[data-way]");

function show() {
  const chosen = [...ways].find((way) => way.checked)?.value;
  for (const part of parts) {
    const faulty = part.querySelector("[aria-invalid=true]");
    part.hidden = Boolean(chosen) && !faulty && !part.dataset.way.split(" ").includes(chosen);
  }
}

for (const way of ways) way.addEventListener("change", show);
show();
