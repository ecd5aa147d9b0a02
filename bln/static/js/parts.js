// Makes parts of a page; text is put in as text.
export function part(name, values = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(values)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== undefined && value !== null) made.setAttribute(key, value);
  }
  made.append(...inside.flat(Infinity).filter((one) => one !== null && one !== ""));
  return made;
}

export const button = (words, onclick, more = {}) => part("button", { class: "button", type: "button", onclick, ...more }, words);

// Texts that are not saved, as a file of one's own.
export function saveAsFile(texts) {
  const text = texts.map((one) => `${one.name}\n${one.text}`).join("\n\n") + "\n";
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  part("a", { href: address, download: "inte-sparat.txt" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
