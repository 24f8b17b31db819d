// Saves each box of a self-assessment while people type, each tick and rating at once, and keeps words that are not
// saved yet on the device. Without this script the buttons save them.
import { Box } from "./assessment/box.js";
import { Marks } from "./assessment/marks.js";
import { offerKept } from "./assessment/offer.js";
import { startPicker } from "./assessment/picker.js";
import { hold, save, sendOnLeaving, typed } from "./assessment/saving.js";
import { showTotal } from "./assessment/total.js";
import { dropAllUnder, holds } from "./kept.js";

const SAY_AGAIN = 5000; // how long ago a box was saved

const form = document.querySelector("[data-autosave]");
let leaving = false;

const start = (place) => {
  const box = new Box(place, form);
  box.area.addEventListener("input", () => typed(box));
  box.area.addEventListener("blur", () => save(box));
  offerKept(box, () => (typed(box), save(box)));
  box.count();
  return box;
};

const onSubmit = async (event, boxes, marks) => {
  // A save that is under way would make the form's versions old.
  const busy = [...boxes, marks].map((one) => one.busy).filter(Boolean);
  leaving = busy.length === 0;
  boxes.forEach(hold);
  if (leaving) return;
  event.preventDefault();
  await Promise.all(busy);
  form.requestSubmit(event.submitter);
};

// Beside the boxes the style sheet shows it open; here it is said to be so.
for (const part of document.querySelectorAll("[data-open-when-wide]")) {
  const wide = matchMedia("(min-width: 64rem)");
  part.open ||= wide.matches || location.hash === `#${part.id}`;
  part.querySelector("summary").addEventListener("click", (event) => wide.matches && event.preventDefault());
}

// What was submitted need not stay on the device.
for (const answer of document.querySelectorAll("[data-submitted]")) {
  if (holds(answer.dataset.submitted, answer.textContent)) dropAllUnder(answer.dataset.submitted);
}

if (form) {
  const boxes = [...form.querySelectorAll("[data-box]")].map(start);
  const marks = new Marks(form);
  const show = () => showTotal(form, boxes, marks);
  startPicker(form, marks);
  form.addEventListener("told", show);
  form.addEventListener("change", show);
  setInterval(() => (boxes.forEach((box) => box.sayHowLongAgo()), show()), SAY_AGAIN);
  addEventListener("online", () => (boxes.forEach(save), marks.bad && marks.save()));
  addEventListener("pagehide", () => leaving || boxes.forEach(sendOnLeaving));
  form.addEventListener("submit", (event) => onSubmit(event, boxes, marks));
  // A browser that moves to a box shows where its text begins; the line at the bottom may cover the rest.
  form.addEventListener("keyup", ({ key, target }) => key === "Tab" && target.scrollIntoView({ block: "nearest" }));
}
