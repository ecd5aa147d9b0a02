// The sum of the meeting's parts, while their minutes are changed. The words are those of exports/wording.py.
const parts = document.querySelector("[data-minutes]");
const sum = document.querySelector("[data-minutes-sum]");

function words(total, wanted) {
  if (total === wanted) return `Delarna blir ${total} minuter, lika långt som mötet.`;
  const differs = total > wanted ? `${total - wanted} för mycket` : `${wanted - total} kvar att använda`;
  return `Delarna blir ${total} minuter, mötet är ${wanted}. Det är ${differs}.`;
}

// A field that is left empty takes what the template gives it.
function minutes(field) {
  return field.value.trim() === "" ? Number(field.dataset.compiled) : Number.parseInt(field.value, 10) || 0;
}

function show() {
  const total = [...parts.querySelectorAll("input[data-compiled]")].reduce((all, field) => all + minutes(field), 0);
  sum.textContent = words(total, Number(parts.dataset.minutes));
}

// Also at once: a page is often written in before its scripts have come, and a reload keeps what was written.
if (parts) {
  show();
  parts.addEventListener("input", show);
}
