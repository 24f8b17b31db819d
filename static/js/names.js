// Completes the name of one of many from what the server finds while somebody types; where any number may be named, each
// that is chosen becomes a tick box. Without this script it is typed in full; the server says what it did not understand.
import { element } from "./elements.js";

const WAIT = 200;
let waiting;

const offer = async (box) => {
  const words = box.value;
  const answer = await fetch(`${box.dataset.names}?${new URLSearchParams({ words })}`);
  // What was typed later is what counts.
  if (box.value !== words || !answer.ok) return;
  const { names } = await answer.json();
  box.list.replaceChildren(...names.map((name) => new Option("", name)));
};

const addTick = (box, value) => {
  const chosen = box.closest(".pt_chooser").querySelector("[data-chosen]");
  const tick = Object.assign(element("input", "", "ds_checkbox__input"), {
    type: "checkbox", name: box.name, value, id: `${box.id}_added_${chosen.children.length}`, checked: true,
  });
  const label = Object.assign(element("label", value, "ds_checkbox__label"), { htmlFor: tick.id });
  const row = element("div", "", "ds_checkbox");
  row.append(tick, label);
  chosen.append(row);
  return tick;
};

const choose = (box) => {
  const tick = addTick(box, box.value);
  box.value = "";
  box.list.replaceChildren();
  tick.dispatchEvent(new Event("change", { bubbles: true }));
};

// What is put back (boxes.js) has the ticks that it had.
const addMissing = (form, fields) => {
  for (const box of form.querySelectorAll("[data-names][data-many]")) {
    const there = new Set([...form.querySelectorAll("[type=checkbox]")].filter((one) => one.name === box.name)
      .map((one) => one.value));
    for (const [name, value, ticked] of fields) {
      if (name === box.name && ticked && !there.has(value)) addTick(box, value);
    }
  }
};

// On the document, since a form may get more rows.
document.addEventListener("input", ({ target }) => {
  if (!target.dataset?.names || !target.list) return;
  clearTimeout(waiting);
  const isChosen = [...target.list.options].some((option) => option.value === target.value);
  if (!isChosen) waiting = setTimeout(() => offer(target).catch(() => {}), WAIT);
  else if ("many" in target.dataset) choose(target);
});
document.addEventListener("fill", ({ target, detail }) => addMissing(target, detail), true);
