// The room without a network: one lean page, made of what was taken along and of what has been written since.
import { FORMAT, queued, takenMeeting, whenChanged } from "./device.js";
import { showAttendance } from "./offline-attendance.js";
import { showDots } from "./offline-dots.js";
import { showQuestion } from "./offline-question.js";
import { showWall } from "./offline-wall.js";
import { part } from "./parts.js";

const address = location.pathname.replace(/\/anteckningar$/, "");
const main = document.querySelector("[data-room]");
const nav = document.querySelector("[data-room-nav]");
const place = document.querySelector("[data-room-view]");
const VIEWS = { narvaro: showAttendance, prickar: showDots, guiden: showGuide };

const lead = document.querySelector("[data-room-lead]");
const OFFLINE = lead.textContent;

let meeting = null;

const WALL = "vaggen/";
const hash = () => decodeURIComponent(location.hash.slice(1));
const keyed = (key) => meeting.questions.find((one) => one.key === key);
const viewed = (name) => (name === "prickar" && !meeting.dots ? undefined : VIEWS[name]);
const known = (name) => Boolean(viewed(name)) || Boolean(keyed(name.replace(WALL, "")));
// What the address names after the #, or the question that it was opened at.
const named = () => (known(hash()) ? hash() : (new URLSearchParams(location.search).get("fraga") ?? ""));
const question = () => keyed(named().replace(WALL, "")) ?? meeting.questions[0];

function showGuide(where, it) {
  const sheet = part("div", { class: "document" });
  sheet.innerHTML = it.guide;
  where.replaceChildren(sheet);
}

function ways(entries) {
  const counted = (key) =>
    meeting.notes.filter((note) => note.question === key).length +
    entries.filter((one) => one.note?.question === key && one.address === address).length;
  const words = (key) => `${counted(key)} ${counted(key) === 1 ? "anteckning" : "anteckningar"}`;
  const steps = meeting.questions.map(({ key, title }, at) => [key, `${at + 1}. ${title}`, words(key)]);
  const others = [["narvaro", "Vilka var med?"], ["guiden", "Guiden"], [WALL + question().key, "Väggen"]];
  if (meeting.dots) others.splice(1, 0, ["prickar", "Räkna prickarna"]);
  const current = viewed(named()) ? named() : question().key;
  const way = ([key, title, more]) => {
    const link = { href: `#${encodeURIComponent(key)}`, "aria-current": key === current ? "page" : null };
    return part("li", {}, part("a", link, part("span", {}, title), " ", more ? part("span", { class: "muted" }, more) : null));
  };
  nav.replaceChildren(part("ol", {}, steps.map(way)));
  document.querySelector("[data-room-more]").replaceChildren(part("ul", { class: "plain" }, others.map(way)));
}

async function show({ moved = false } = {}) {
  meeting = await takenMeeting(address);
  if (!meeting || meeting.format !== FORMAT) {
    document.querySelector("[data-room-missing]").hidden = false;
    return;
  }
  const entries = await queued();
  const onWall = named().startsWith(WALL);
  main.dataset.account = meeting.account;
  document.querySelector("[data-room-title]").textContent = `Möte ${meeting.number}: ${meeting.title}`;
  document.title = `Möte ${meeting.number} utan nät – Blandade lärande nätverk`;
  showWall(onWall ? question() : null, meeting, entries);
  if (onWall) return;
  ways(entries);
  const current = viewed(named()) ? named() : question().key;
  // What is being typed is not disturbed by what is saved meanwhile.
  if (moved || place.dataset.shown !== current) await (viewed(current) ?? showQuestion)(place, meeting, entries, question());
  else if (!viewed(current)) showQuestion(place, meeting, entries, question(), { again: true });
  place.dataset.shown = current;
}

addEventListener("hashchange", () => {
  if (meeting && known(hash())) show({ moved: true }).then(() => scrollTo(0, 0));
});
document.addEventListener("sent", ({ detail }) => {
  lead.textContent = detail ? "Nätet är tillbaka, och det du skrev är sparat." : OFFLINE;
});
whenChanged(() => show());
show({ moved: true });
