// Before somebody signs out: what is unsent is sent, or it is asked what to do with it. Then nothing stays here.
import { forgetAll, queued } from "./device.js";
import { draftsKept } from "./drafts.js";
import { button, part, saveAsFile } from "./parts.js";
import { sendAll } from "./queue-send.js";

const drafts = () => draftsKept().map(({ text }) => ({ name: "Påbörjad anteckning", text }));

function ask(left) {
  const many = left.length === 1 ? "En text är inte sparad" : `${left.length} texter är inte sparade`;
  const told = part("p", { role: "status" });
  const save = () => {
    saveAsFile(left);
    told.textContent = "Texten ligger i filen inte-sparat.txt. Nu kan du logga ut.";
    dialog.querySelector("[value=yes]").textContent = "Logga ut";
  };
  const choose = ({ target }) => dialog.close(target.value);
  const dialog = part("dialog", { class: "sheet stack again", "aria-labelledby": "leave-title" },
    part("h2", { id: "leave-title" }, many),
    part("p", {}, "När du loggar ut tas allt bort från den här enheten. Spara texten som fil om du vill ha den kvar."),
    told,
    part("div", { class: "actions" },
      button("Spara som fil", save, { class: "button button-primary" }),
      button("Släng och logga ut", choose, { value: "yes" }),
      button("Logga inte ut", choose, { value: "no" }),
    ),
  );
  document.body.append(dialog);
  return new Promise((give) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      give(dialog.returnValue === "yes");
    });
    dialog.showModal();
  });
}

export async function mayLeave() {
  if (localStorage.getItem("bln:device")) await sendAll();
  const left = [...(localStorage.getItem("bln:device") ? await queued() : []), ...drafts()];
  if (left.length && !(await ask(left))) return false;
  await forgetAll();
  return true;
}
