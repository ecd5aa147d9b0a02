// The id of a note is made where it is written. randomUUID is missing where the address is neither https nor this machine.
export function newId() {
  const random = () => crypto.getRandomValues(new Uint8Array(1))[0];
  return (
    crypto.randomUUID?.() ??
    "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (d) => (d ^ (random() & (15 >> (d / 4)))).toString(16))
  );
}
