// Dots counted by hand, without a network.
import { number, offlineForm, waiting } from "./offline-form.js";
import { part } from "./parts.js";

const KIND = { id: "dots", path: "/omraden", name: "Prickar" };

const hidden = (name, value) => part("input", { type: "hidden", name, value });

function areaFields(areas) {
  return areas.flatMap((area, at) => [
    ...["id", "title", "reason", "place"].map((name) => hidden(`areas-${at}-${name}`, area[name] ?? "")),
    ...area.candidates.map((key) => hidden(`areas-${at}-candidates`, key)),
  ]);
}

export function showDots(place, meeting, entries) {
  const { version, dots, places, voters, blank, votes, areas } = meeting.dots;
  const said = waiting(meeting, entries, KIND.id);
  const value = (name, stands) => said?.[name] ?? stands;
  const given = (fields) => votes.map((_, at) => Number(fields[`votes-${at}-dots`] || 0));
  const check = (fields) => {
    const numbers = Object.entries(fields).filter(([key]) => /^(dots|places|voters|blank|votes-\d+-dots)$/.test(key));
    if (numbers.some(([, typed]) => !/^\d{0,3}$/.test(typed.trim()))) return "Skriv antalen med siffror.";
    const sum = given(fields).reduce((all, one) => all + one, 0);
    const voting = Number(fields.voters) - Number(fields.blank);
    if (!Number(fields.voters)) return "Skriv hur många som röstade.";
    if (voting < 0) return "Fler har röstat blankt än som har röstat. Räkna om.";
    return sum > voting * Number(fields.dots) ? "Det är fler prickar än de som röstade har. Räkna om." : "";
  };
  const told = (fields) => votes.map(({ title }, at) => `${title}: ${given(fields)[at]}`).join("\n");
  place.replaceChildren(
    part("h2", {}, "Räkna prickarna"),
    part("p", {}, "Räkna alla prickar på pappret. Varför områdena är viktiga kan ni skriva när nätet är tillbaka."),
    offlineForm(meeting, KIND, { check, told, words: "Spara prickarna" },
      hidden("version", value("version", version)),
      number("voters", "Hur många röstade?", value("voters", voters)),
      number("blank", "Hur många av dem röstade blankt?", value("blank", blank)),
      number("dots", "Prickar till var och en", value("dots", dots)),
      number("places", "Hur många områden ska väljas?", value("places", places)),
      votes.flatMap(({ id, title, dots: had }, at) => [
        hidden(`votes-${at}-id`, id),
        number(`votes-${at}-dots`, title, value(`votes-${at}-dots`, had)),
      ]),
      areaFields(areas),
    ),
  );
}
