// The line at the bottom: how all boxes, ticks and ratings together stand.
import { age } from "./box.js";

const isAnswered = (form) => (box) => {
  const written = Boolean(box.stored?.trim());
  if (box.name !== "Q3") return written;
  // "How do we know?" counts with evidence under it, or with the words that there is none yet.
  return form.elements.none_yet.checked || (written && form.querySelector("[name=cited]:checked") !== null);
};

const inWords = (boxes, marks) => {
  const bad = boxes.find((box) => box.bad);
  if (bad) return bad.state.textContent;
  if (marks.bad) return marks.bad;
  if (marks.busy || boxes.some((box) => box.changed && !box.stopped)) return "Saving…";
  const last = Math.max(marks.savedAt, ...boxes.map((box) => box.savedAt));
  return last ? `Saved ${age(last)}` : "";
};

export const showTotal = (form, boxes, marks) => {
  const total = form.querySelector("[data-total]");
  const said = inWords(boxes, marks);
  if (said) total.textContent = said;
  total.classList.toggle("pt_alarm", Boolean(marks.bad) || boxes.some((box) => box.bad));
  form.querySelector("[data-answered]").textContent = `${boxes.filter(isAnswered(form)).length} of 4`;
  const rates = [...form.querySelectorAll("[data-rate]")];
  const rated = rates.filter((one) => one.querySelector("[type=radio]:checked:not([value=''])"));
  form.querySelector("[data-rated]").textContent = `${rated.length} of ${rates.length} rated`;
};
