// A page that comes back with faults starts at the list of them.
document.querySelector("[data-error-summary]")?.focus();
