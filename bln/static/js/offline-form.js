// A form that is filled in without a network: what was said last stands in it, and takes the place of what is queued.
import { queue, queued } from "./device.js";
import { FULL } from "./note-queue.js";
import { part } from "./parts.js";
import { sendAll } from "./queue-send.js";

const of = (meeting, kind) => (one) => one.address === meeting.address && one.kind === kind;

// The fields as they lie queued, or null.
export const waiting = (meeting, entries, kind) => {
  const found = entries.find(of(meeting, kind));
  return found ? Object.fromEntries(found.fields) : null;
};

export function number(name, label, value, hint = "") {
  const id = `f-${name}`;
  const input = { class: "control width-short", id, name, inputmode: "numeric", value: value ?? "" };
  return part("div", { class: "field" }, part("label", { class: "label", for: id }, label),
    hint ? part("p", { class: "hint", id: `${id}-hint` }, hint) : null,
    part("input", { ...input, "aria-describedby": hint ? `${id}-hint` : null }));
}

// `kind` has a `path`, a `name` and an `id`; `check` words what is wrong, `told` sums up the form.
export function offlineForm(meeting, kind, { check, told, words }, ...inside) {
  const state = part("p", { role: "status", "data-form-state": true });
  const save = part("button", { class: "button button-primary" }, words);
  const form = part("form", { class: "form", novalidate: true }, inside, part("div", { class: "actions" }, save), state);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const fields = [...new FormData(form)];
    const fault = check(Object.fromEntries(fields));
    [state.textContent, state.className] = [fault, "error"];
    if (fault) return;
    const before = (await queued()).find(of(meeting, kind.id));
    const entry = { address: meeting.address, account: meeting.account, path: meeting.address + kind.path };
    const kept = await queue({
      ...(before ? { place: before.place } : {}),
      ...entry, kind: kind.id, name: kind.name, fields, text: told(Object.fromEntries(fields)),
    }).then(() => true, () => false);
    [state.textContent, state.className] = kept ? ["Finns på den här enheten. Skickas när nätet är tillbaka.", ""] : [FULL, "error"];
    if (kept) sendAll();
  });
  return form;
}
