// Elements that scripts add to a page: always from texts, never from markup, so that nothing typed can run.
export const element = (name, text = "", className = "") =>
  Object.assign(document.createElement(name), { textContent: text, className });

export const button = (label, act, className = "ds_button ds_button--secondary ds_button--small") => {
  const made = element("button", label, className);
  made.type = "button"; // it never sends the form around it
  made.addEventListener("click", act);
  return made;
};
