// Texts that grow as they are written, where CSS (field-sizing) does not do it by itself.
function grow(field) {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
}

if (!CSS.supports("field-sizing", "content")) {
  for (const field of document.querySelectorAll("textarea[data-grow]")) {
    field.classList.add("grown");
    field.addEventListener("input", () => grow(field));
    grow(field);
  }
}
