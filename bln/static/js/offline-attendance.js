// Who came, ticked without a network.
import { number, offlineForm, waiting } from "./offline-form.js";
import { part } from "./parts.js";

const KIND = { id: "attendance", path: "/narvaro", name: "Närvaro" };
const CAME = { yes: "Var med", stand_in: "Skickade en ersättare", no: "Var inte med" };

const hidden = (name, value) => part("input", { type: "hidden", name, value });

function member({ id, name, came }, at, said) {
  const chosen = said?.[`members-${at}-came`] ?? came;
  const choice = ([code, words]) => {
    const key = `m${at}-${code}`;
    const input = { type: "radio", id: key, name: `members-${at}-came`, value: code, checked: code === chosen };
    return part("div", { class: "choice" }, part("input", input), part("label", { for: key }, words));
  };
  return part("fieldset", { class: "field" }, part("legend", { class: "label" }, name), hidden(`members-${at}-id`, id),
    part("div", { class: "choices choices-inline" }, Object.entries(CAME).map(choice)));
}

export function showAttendance(place, meeting, entries) {
  const { mark, members, guests } = meeting.attendance;
  const said = waiting(meeting, entries, KIND.id);
  const told = (fields) => {
    const came = Object.entries(fields).filter(([key, value]) => key.endsWith("-came") && value !== "no").length;
    return `${came} deltagare och ${fields.guests || 0} gäster var med.`;
  };
  const check = ({ guests: many }) => (/^\d{0,2}$/.test(many.trim()) ? "" : "Skriv antalet gäster med siffror.");
  place.replaceChildren(
    part("h2", {}, "Vilka var med?"),
    part("p", { class: "muted" }, "Bara ni som leder nätverket ser vilka som kom. I anteckningarna står bara hur många."),
    offlineForm(meeting, KIND, { check, told, words: "Spara närvaron" },
      hidden("mark", said?.mark ?? mark),
      members.map((one, at) => member(one, at, said)),
      number("guests", "Hur många gäster?", said?.guests ?? guests),
    ),
  );
}
