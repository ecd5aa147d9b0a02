// Sends what this device has queued when the server answers: in order, each once. What the server can't take as it
// stands stays, with the reason; all else waits for it no longer.
import { drop, fetchMeeting, keepMeeting, queue, queued, takenMeeting } from "./device.js";
import { NotSaved, post } from "./send-note.js";
import { isSignedIn, signInAgain } from "./sign-in-again.js";

const SOON = 5_000; // milliseconds
const AT_MOST = 60_000;
let wait = SOON;
let timer;
let gaveUp = false;
const agreed = new Set(); // accounts whose text somebody else here has said yes to send

const token = () => document.querySelector("input[name=csrf_token]").value;
const waits = (status) => [0, 400, 401, 429].includes(status) || status >= 500;

async function ready(account, asked) {
  if (agreed.has(account) || (await isSignedIn(account))) return true;
  if (gaveUp && !asked) return false;
  const done = await signInAgain(account);
  gaveUp = !done;
  if (done && !(await isSignedIn(account))) agreed.add(account);
  return done;
}

// It stands among the meeting's notes before it leaves the queue, so that it is never out of sight.
async function sent(entry, answer) {
  const meeting = entry.note && (await takenMeeting(entry.address));
  if (meeting && !meeting.notes.some((note) => note.id === entry.note.id)) {
    meeting.notes.push({ ...entry.note, number: answer.number, more: "", wall: false });
    await keepMeeting(meeting);
  }
  await drop(entry.place);
}

async function sendOne(entry) {
  const body = () => new URLSearchParams([...entry.fields, ["csrf_token", token()]]);
  try {
    await sent(entry, await post(entry.path, body));
    return true;
  } catch (error) {
    if (!(error instanceof NotSaved)) throw error;
    if (waits(error.status)) return false;
    await queue({ ...entry, refused: error.message, status: error.status, answer: error.answer });
    return true;
  }
}

async function run(asked) {
  const meetings = new Set();
  for (const entry of (await queued()).filter((one) => !one.refused)) {
    if (!(await ready(entry.account, asked)) || !(await sendOne(entry))) return false;
    meetings.add(entry.address);
  }
  await Promise.all([...meetings].map((address) => takenMeeting(address).then((it) => it && fetchMeeting(address))));
  return true;
}

// `asked`: somebody pressed a button, and may be asked to sign in. True when nothing is left that could be sent.
export async function sendAll({ asked = false } = {}) {
  clearTimeout(timer);
  const had = await queued();
  const done = await navigator.locks.request("bln-send", () => run(asked)).catch(() => false);
  wait = done ? SOON : Math.min(wait * 2, AT_MOST);
  const left = await queued();
  if (had.length) document.dispatchEvent(new CustomEvent("sent", { detail: done && !left.length }));
  if (left.some((one) => !one.refused)) timer = setTimeout(sendAll, wait);
  return done;
}

export function sendWhenPossible() {
  addEventListener("online", () => sendAll());
  document.addEventListener("visibilitychange", () => document.hidden || sendAll());
  return sendAll();
}
