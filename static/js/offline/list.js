// The sessions that wait on this device, in words: a list with a button to throw each away.
import { button, element } from "../elements.js";
import { forget } from "./queue.js";

const label = (entry) => {
  const value = (name) => entry.fields.find(([field]) => field === name)?.[1] ?? "";
  // The words of a kind stand in the form, where the page has it.
  const option = document.querySelector(`#log [name=kind] [value="${CSS.escape(value("kind"))}"]`);
  const kind = option?.textContent ?? "Session";
  const day = new Date(`${value("held_on")}T12:00`);
  const on = Number.isNaN(day.getTime()) ? value("held_on") : day.toLocaleDateString("en-GB", { dateStyle: "long" });
  return `${kind.trim()} of ${on}, ${value("audiences-0-headcount") || "no"} people`;
};

const row = (entry, reason) => {
  const item = element("li", `${label(entry)}. ${reason} `);
  const throwAway = () => {
    if (!confirm(`Throw away “${label(entry)}”? It has not been sent.`)) return;
    forget(entry.key);
    item.remove();
  };
  item.append(button("Throw it away", throwAway, "pt_link-button"));
  return item;
};

export const keptWords = (number) =>
  number === 1
    ? "1 session is kept on this device and not yet sent."
    : `${number} sessions are kept on this device and not yet sent.`;

// The nodes of a titled list of [entry, reason]; none where it is empty.
export const list = (title, entries) => {
  if (entries.length === 0) return [];
  const items = element("ul");
  items.append(...entries.map(([entry, reason = ""]) => row(entry, reason)));
  return [element("p", title), items];
};
