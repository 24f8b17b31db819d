// Whoever signs out hears first of the sessions that are not sent yet.
import { button, element } from "../elements.js";
import { dropAll } from "../kept.js";
import { counted, waitingOf } from "./queue.js";

const LOG = "/participation/log/";

const ask = (form, number) => {
  const [is, stays, it] = number === 1 ? ["is", "It stays", "it"] : ["are", "They stay", "them"];
  const said = `${counted(number)} ${is} not yet sent. ${stays} on this device until you sign in here again.`;
  const asked = element("div", "", "pt_kept");
  asked.id = "before-leaving";
  asked.setAttribute("role", "alert");
  asked.tabIndex = -1;
  const choices = element("div", "", "ds_button-group");
  choices.append(
    button(`Send ${it} now`, () => location.assign(LOG)),
    button("Sign out all the same", () => (dropAll(), form.submit())),
  );
  asked.append(element("p", said, "pt_kept__title"), choices);
  document.getElementById("before-leaving")?.remove();
  // The menu that was used lies over it.
  for (const menu of document.querySelectorAll("header details[open]")) menu.open = false;
  document.querySelector("main").prepend(asked);
  asked.scrollIntoView();
  asked.focus();
};

// Says whether it asks; then nobody is signed out yet.
export const asksBeforeLeaving = (form, person) => {
  const number = waitingOf(person).length;
  if (number > 0) ask(form, number);
  return number > 0;
};
