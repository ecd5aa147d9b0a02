// What was done last with a note, and a button that undoes it.
import { linkOf, noteOf, savedHere } from "./note-list.js";
import { post, NotSaved } from "./send-note.js";
import { refresh } from "./note-news.js";
import { say, SAVED, SAVING } from "./save-state.js";

const place = document.querySelector("[data-undo]");
const token = () => document.querySelector("input[name=csrf_token]").value;

// Do something with a note at an address; its answer names what was done and where it is undone.
async function act(address) {
  say(SAVING);
  const body = () => new URLSearchParams({ csrf_token: token() });
  try {
    const answer = await post(address, body);
    await refresh();
    offer(answer);
    say(SAVED);
    return answer;
  } catch (error) {
    say(error instanceof NotSaved ? error.message : "Inte sparat. Ladda om sidan och försök igen.", true);
    return null;
  }
}

// What is being done now: to undo waits for it, so that it is the last thing that is undone.
let doing = Promise.resolve();

export function nowDoing(work) {
  doing = work;
  return work;
}

// What happens to a note by a button or a key.
export function actOn(note, address) {
  const id = note.dataset.note;
  savedHere(id);
  return nowDoing(act(address).then((done) => done && stayWith(id)));
}

// Focus stays with a note, or goes to the button that undoes.
export function stayWith(id) {
  (linkOf(noteOf(id)) ?? document.querySelector("[data-undo-last]"))?.focus();
}

export function offer({ message, undo }) {
  if (!place) return;
  place.innerHTML = '<div class="notice notice-info"><div class="notice-body"><p role="status"></p></div></div>';
  place.querySelector("p").textContent = message;
  if (!undo) return;
  const button = document.createElement("button");
  [button.className, button.type, button.textContent] = ["button", "button", "Ångra"];
  button.dataset.undoLast = "";
  button.addEventListener("click", () => nowDoing(act(undo)).then(() => button.isConnected || refocus()));
  place.querySelector(".notice-body").append(button);
}

function refocus() {
  (place.querySelector("button") ?? document.querySelector("[data-note-text]"))?.focus();
}

export const undoLast = () => doing.then(() => place?.querySelector("[data-undo-last]")?.click());
