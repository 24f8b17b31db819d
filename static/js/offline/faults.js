// What the server says against a session: read from the page that it answered with, and shown in the form.
import { element } from "../elements.js";

const words = (node) => node.textContent.replace(/\s+/g, " ").trim();

// Each fault with the box that it is about; and the new key that the form has, where it may be another session.
export const faultsIn = (page) => {
  const lines = [...page.querySelectorAll("#log .ds_error-summary__list > li")];
  const faults = lines.map((line) => ({ box: line.querySelector("a")?.hash.slice(1) ?? "", text: words(line) }));
  return { faults, newKey: page.querySelector("#log [name=form_key]")?.value };
};

const atItsBox = ({ box, text }) => {
  const field = document.getElementById(box);
  if (!field) return;
  const said = element("p", text, "ds_question__error-message");
  said.id = `${box}_error`;
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", said.id);
  (field.closest(".ds_select-wrapper") ?? field).before(said);
  field.closest("details")?.setAttribute("open", "");
};

const inSummary = ({ box, text }) => {
  const line = element("li", box ? "" : text);
  if (box) line.append(Object.assign(element("a", text), { href: `#${box}` }));
  return line;
};

export const clearFaults = (form) => {
  for (const old of form.querySelectorAll(".ds_error-summary, .ds_question__error-message")) old.remove();
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
};

export const showFaults = (form, faults) => {
  clearFaults(form);
  const summary = element("div", "", "ds_error-summary");
  summary.setAttribute("role", "alert");
  summary.tabIndex = -1;
  const title = faults.length === 1 ? "One thing to put right" : `${faults.length} things to put right`;
  const list = element("ul", "", "ds_error-summary__list");
  list.append(...faults.map(inSummary));
  summary.append(
    element("h2", title, "ds_error-summary__title"),
    list,
    element("p", "It is not counted yet. It waits on this device until you send it again or throw it away."),
  );
  form.prepend(summary);
  faults.forEach(atItsBox);
  summary.focus();
};
