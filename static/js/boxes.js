// The boxes of a form as plain values, to keep, to send and to put back: a list of [name, value, ticked]; ticked is
// missing where nothing is ticked or not.
const NEVER = "[type=file], [type=password], [type=submit], [type=button], [type=search], [autocomplete=one-time-code]";

const isChoice = (box) => box.type === "checkbox" || box.type === "radio";
const named = (form) =>
  [...form.elements].filter((box) => box.name && !box.matches(`button, fieldset, output, ${NEVER}`));

export const boxes = (form) => named(form).filter((box) => box.type !== "hidden");

// What the server gives each page anew is no part of what somebody typed.
const OF_THE_PAGE = ["csrfmiddlewaretoken", "draft_key", "opened_by", "opened_page"];

const values = (box) => {
  if (isChoice(box)) return [[box.name, box.value, box.checked]];
  if (box.type === "select-multiple") return [...box.options].map((one) => [box.name, one.value, one.selected]);
  return [[box.name, box.value]];
};

export const fieldsOf = (form) =>
  named(form).filter((box) => !OF_THE_PAGE.includes(box.name)).flatMap(values);

// As a form is sent.
export const sentFields = (fields) =>
  fields.filter(([, , ticked]) => ticked !== false).map(([name, value]) => [name, value]);

const ticks = (fields, name, value) => {
  const same = fields.filter((field) => field[0] === name);
  return same.length > 0 && same.some((field) => field[1] === value && field[2] !== false);
};

const put = (box, fields) => {
  const same = fields.filter(([name]) => name === box.name);
  if (same.length === 0) return;
  if (isChoice(box)) box.checked = ticks(fields, box.name, box.value);
  else if (box.type === "select-multiple") {
    for (const one of box.options) one.selected = ticks(fields, box.name, one.value);
  } else {
    // Ticks and a line may have one name.
    const [, value = box.value] = same.find(([, , ticked]) => ticked === undefined) ?? [];
    if (box.tagName !== "SELECT" || [...box.options].some((one) => one.value === value)) box.value = value;
  }
};

// A form that grows by rows adds those that are missing when it hears of it; counters and folds hear of each box.
export const fill = (form, fields) => {
  form.dispatchEvent(new CustomEvent("fill", { detail: fields }));
  const all = boxes(form);
  for (const box of all) put(box, fields);
  for (const box of all) {
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }
};

const text = (field) => JSON.stringify(field);
const shown = (form) => boxes(form).flatMap(values).map(text);

// Whether the form holds just what the fields say.
export const agrees = (form, fields) => {
  const kept = new Set(fields.map(text));
  return shown(form).every((field) => kept.has(field));
};

// What of the fields differs from the form.
export const differing = (form, fields) => {
  const here = new Set(shown(form));
  const names = new Set(boxes(form).map((box) => box.name));
  return fields.filter((field) => names.has(field[0]) && !here.has(text(field)));
};

const ofDefault = (box) => {
  if (isChoice(box)) return box.checked === box.defaultChecked;
  if (box.tagName === "SELECT") return [...box.options].every((one) => one.selected === one.defaultSelected);
  return box.value === box.defaultValue;
};

// A list where nothing is chosen shows its first choice.
const isFirst = (box) => box.type === "select-one" && box.selectedIndex === 0 && !box.querySelector("[selected]");

export const isUntouched = (form) => boxes(form).every((box) => ofDefault(box) || isFirst(box));

const words = (node) => node?.textContent.replace(/\s+/g, " ").replace(/\(optional\)/, "").trim() ?? "";

const question = (box) => words((isChoice(box) && box.closest("fieldset")?.querySelector("legend")) || box.labels[0]);

const answer = (box, value) => {
  if (isChoice(box)) return words(box.labels[0]);
  if (box.tagName === "SELECT") return words([...box.options].find((one) => one.value === value));
  if (box.type !== "date" || !value) return value;
  return new Date(`${value}T12:00`).toLocaleDateString("en-GB", { dateStyle: "long" });
};

// The fields with the words of the form: a list of [question, answer].
export const inWords = (form, fields) =>
  sentFields(fields).flatMap(([name, value]) => {
    const same = boxes(form).filter((box) => box.name === name);
    const box = same.find((one) => !isChoice(one) || one.value === value);
    return box && value ? [[question(box), answer(box, value)]] : [];
  });
