// A phone in the room: it follows the question and the vote, and keeps what is being written until it is saved.
import { forgetDraft, keepDraft, readDraft } from "./drafts.js";

const EVERY = 4000; // milliseconds
const PATIENCE = 10_000;
const DRAFT = "phone";

const page = document.querySelector("[data-phone]");
const lost = document.querySelector("[data-phone-lost]");
const form = document.querySelector("[data-phone-note]");
const moved = document.querySelector("[data-phone-moved]");
const { id, question, text } = form.elements;
const here = page.dataset.phone;
let mark = page.dataset.mark;

// The id is the phone's own: a draft whose id stands among the notes was saved, whatever became of the answer.
function restore() {
  const draft = readDraft(DRAFT);
  if (!draft) return;
  if (document.querySelector(`[data-note="${CSS.escape(draft.id)}"]`)) return forgetDraft(DRAFT);
  if (text.value === "") [id.value, question.value, text.value] = [draft.id, draft.question, draft.text];
}

function keep() {
  if (text.value.trim() === "") forgetDraft(DRAFT);
  else keepDraft(DRAFT, { id: id.value, question: question.value, text: text.value });
}

function takeOver(found) {
  const heading = found.querySelector("h1");
  const asked = found.querySelector("[data-phone-note]").elements.question.value;
  document.title = found.title;
  document.querySelector("h1").textContent = heading.textContent;
  const about = found.querySelector("[data-phone-about]").textContent;
  if (asked !== question.value && text.value.trim() !== "") {
    moved.textContent = `Rummet har gått vidare till: ${about}. Det du skriver nu sparas under den förra frågan.`;
  } else {
    question.value = asked;
    document.querySelector("[data-phone-about]").textContent = about;
    moved.textContent = "";
  }
  const [vote, newer] = [document, found].map((where) => where.querySelector("[data-phone-vote]"));
  if (vote.dataset.key !== newer.dataset.key) vote.replaceWith(document.adoptNode(newer));
}

function close() {
  if (text.value.trim() === "") return location.assign(here);
  moved.textContent = "Mötet är inte öppet längre. Kopiera din text om du vill behålla den.";
}

async function look() {
  if (document.hidden) return;
  const more = { headers: { "If-None-Match": mark }, signal: AbortSignal.timeout(PATIENCE) };
  const answer = await fetch(here, more).catch(() => null);
  lost.hidden = Boolean(answer) && answer.status < 500;
  if (answer?.status === 404) return close();
  if (!answer?.ok) return;
  mark = answer.headers.get("ETag");
  takeOver(new DOMParser().parseFromString(await answer.text(), "text/html"));
}

async function lookOn() {
  await look();
  setTimeout(lookOn, EVERY);
}

restore();
text.addEventListener("input", keep);
setTimeout(lookOn, EVERY);
