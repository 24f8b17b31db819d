// The services and sub-actions that the form offers: only signed-in people see them, so they are kept on the phone and
// never in the page that the worker keeps. Without them that page has nothing to choose from.
import { element } from "../elements.js";
import { read, write } from "../kept.js";

const CHOICES = "promise-tracker-choices";
const choices = read(CHOICES) ?? {};

// Whoever opened the form here last.
export const lastOwner = choices.owner;

// Says whether the device keeps them, and so whatever is typed offline.
export const rememberChoices = (form, owner) => {
  const service = form.querySelector("[name$=-service]");
  // Where there are many, it is a line with a list of names.
  const options = [...(service.list ?? service).options].map((option) => [option.value, option.text || option.value]);
  if (service.list) options.unshift(["", "No one service"]);
  const served = [...form.querySelectorAll("[name=sub_actions]")].map((box) => [box.value, box.labels[0].textContent]);
  const ticked = [...form.querySelectorAll("[name=sub_actions]:checked")].map((box) => box.value);
  return write(CHOICES, { owner, options, served, ticked });
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

export const offerChoices = (form) => {
  const { options = [], served = [], ticked = [] } = choices;
  form.querySelector("[name$=-service]").replaceChildren(...options.map(([value, text]) => new Option(text, value)));
  const boxes = form.querySelector(".pt_phone__serves fieldset");
  boxes.append(...served.map((one, number) => choice(one, number, ticked)));
  form.querySelector("[data-serves]").textContent = ticked.join(", ") || "no sub-action";
};
