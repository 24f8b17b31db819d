// The sessions that wait on this device, whole and in words, each to be corrected or thrown away.
import { button, element } from "../elements.js";
import { counted, forget } from "./queue.js";

// Kept by an older release, it has no words.
const wordsOf = ({ words, fields }) => words ?? fields.filter(([name]) => !/key|_FORMS$/.test(name));

const inOneLine = (entry) =>
  wordsOf(entry).map(([question, answer]) => `${question}${question.endsWith("?") ? "" : ":"} ${answer}`).join("; ");

const row = (entry, { correct, change }) => {
  const item = element("li");
  item.append(element("p", inOneLine(entry).replace(/(?<![.…])$/, ".")));
  if (entry.faults) {
    const said = entry.faults.map(({ text }) => text).join(" ");
    item.append(element("p", `It was not taken: ${said}`, "pt_alarm"));
  }
  const throwAway = () => {
    if (!confirm("Throw this session away? It is not counted, and nobody else has it.")) return;
    forget(entry.key);
    change();
  };
  const choices = element("p");
  choices.append(
    button("Correct it", () => correct(entry), "pt_link-button"), " · ",
    button("Throw it away", throwAway, "pt_link-button"),
  );
  item.append(choices);
  return item;
};

export const keptWords = (number) =>
  number === 1
    ? "1 session waits on this device: it is kept and not yet counted."
    : `${counted(number)} wait on this device: they are kept and not yet counted.`;

// The nodes of the list; none where it is empty. acts: what "Correct it" does, and what follows a change of the queue.
export const list = (entries, acts) => {
  if (entries.length === 0) return [];
  const items = element("ul");
  items.append(...entries.map((entry) => row(entry, acts)));
  return [element("p", keptWords(entries.length), "pt_kept__title"), items];
};
