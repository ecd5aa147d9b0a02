// A note that the server doesn't answer about is queued on this device, when the meeting has been taken along.
import { queue, queued } from "./device.js";
import { sendAll } from "./queue-send.js";

export const FULL = "Det får inte plats mer på den här enheten. Texten är inte sparad. Kopiera den, eller frigör utrymme.";

// The worker of a room is there only when its meeting has been taken along.
export const takenAlong = () => Boolean(navigator.serviceWorker?.controller && document.querySelector("[data-unsent]"));

// What is queued goes first.
export const mustQueue = async () => takenAlong() && (await queued()).some((one) => !one.refused);

// Fails when the device is full; else the note lies on it, and is sent when that is possible.
export async function queueNote(address, account, fields, name) {
  const { id, question, text } = Object.fromEntries(fields);
  const path = `${address}/anteckningar?fraga=${encodeURIComponent(question)}`;
  await queue({ address, account, path, fields, name, text, note: { id, question, text } });
  sendAll();
}
