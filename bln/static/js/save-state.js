// The one place that says whether what is written is saved; read out politely.
export const SAVED = "Sparat";
export const SAVING = "Sparar …";
export const PENDING = "Inte sparat än";
export const ALL_SAVED = "Allt är sparat";

export function say(text, lost = false) {
  for (const place of document.querySelectorAll("[data-save-state]")) {
    // The same words again would be read out again.
    if (place.textContent !== text) place.textContent = text;
    place.classList.toggle("unsaved", lost);
  }
}
