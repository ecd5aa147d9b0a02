// A page that comes back with faults starts at the list of them; where somebody else has saved, at their words.
document.querySelector("[data-error-summary], [data-first]")?.focus();
