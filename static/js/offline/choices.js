// The services and sub-actions that the form offers: only signed-in people see them, so they are kept on the phone and
// never in the page that the worker keeps. Without them that page has nothing to choose from.
import { element } from "../elements.js";
import { read, write } from "../kept.js";

const CHOICES = "promise-tracker-choices";
const choices = read(CHOICES) ?? {};

// Whoever opened the form here last.
export const lastOwner = choices.owner;

const isLine = (box) => box?.type === "text";

// Says whether the device keeps them, and so whatever is typed offline. Where there are more than are listed, they are
// typed: a service by its name, sub-actions by their keys.
export const rememberChoices = (form, owner) => {
  const service = form.querySelector("[name$=-service]");
  const options = isLine(service) ? [] : [...service.options].map((option) => [option.value, option.text]);
  const boxes = [...form.querySelectorAll("[name=sub_actions]")];
  const ticks = boxes.filter((box) => !isLine(box));
  const served = ticks.map((box) => [box.value, box.labels[0].textContent]);
  const ticked = ticks.filter((box) => box.checked).map((box) => box.value);
  const typed = { service: isLine(service), served: boxes.some(isLine) };
  return write(CHOICES, { owner, options, served, ticked, typed });
};

const line = (name, id) =>
  Object.assign(element("input", "", "ds_input"), { type: "text", name, id, autocomplete: "off" });

const lineOfOthers = () => {
  const words = "Type the keys of others, such as 1.3; put a semicolon between several.";
  const label = Object.assign(element("label", words, "pt_note"), { htmlFor: "serves-typed" });
  const made = element("div");
  made.dataset.others = "";
  made.append(label, line("sub_actions", "serves-typed"));
  return made;
};

const choice = ([value, text], number, ticked) => {
  const box = Object.assign(element("input", "", "ds_checkbox__input"), {
    type: "checkbox", name: "sub_actions", value, id: `serves-${number}`,
  });
  box.defaultChecked = ticked.includes(value); // so that form.reset() comes back to it
  const words = Object.assign(element("label", text, "ds_checkbox__label"), { htmlFor: box.id });
  const made = element("div", "", "ds_checkbox ds_checkbox--small");
  made.append(box, words);
  return made;
};

// A session that is put back has what was chosen with a signal, also where that is not kept here.
const addMissing = (form, boxes, fields) => {
  const there = [...form.querySelectorAll("[name=sub_actions]")].map((box) => box.value);
  const missing = fields.filter(([name, value, ticked]) => name === "sub_actions" && ticked && !there.includes(value));
  const made = missing.map(([, value], number) => choice([value, value], `put-back-${number}`, []));
  const others = boxes.querySelector("[data-others]");
  if (others) others.before(...made);
  else boxes.append(...made);
};

export const offerChoices = (form) => {
  const { options = [], served = [], ticked = [], typed = {} } = choices;
  const service = form.querySelector("[name$=-service]");
  if (typed.service) {
    (service.closest(".ds_select-wrapper") ?? service).replaceWith(line(service.name, service.id));
  } else service.replaceChildren(...options.map(([value, text]) => new Option(text, value)));
  const boxes = form.querySelector(".pt_phone__serves fieldset");
  boxes.append(...served.map((one, number) => choice(one, number, ticked)));
  if (typed.served) boxes.append(lineOfOthers());
  form.addEventListener("fill", ({ detail }) => addMissing(form, boxes, detail));
  form.querySelector("[data-serves]").textContent = ticked.join(", ") || "no sub-action";
};
